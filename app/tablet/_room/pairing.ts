import type { PairingAnswer, PairingRequest } from '#protocol/pairing'
import { api } from '../../_live/api'
import { newId } from '../_outbox/new-id'
import type { Outbox } from '../_outbox/store'

/** What the tablet keeps of its pairing. */
export type Pairing = PairingAnswer

export const PAIRING_FACT = 'pairing'
const CLAIM_FACT = 'claim'

export type PairFailure = 'invalid' | 'tooMany' | 'network' | 'failed'

/** Crockford base 32: what people read as O, I or L is 0 or 1. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CODE_LENGTH = 8

export const cleanCode = (text: string): string =>
  [...text.toUpperCase()]
    .map((one) => (one === 'O' ? '0' : one === 'I' || one === 'L' ? '1' : one))
    .filter((one) => CODE_ALPHABET.includes(one))
    .join('')
    .slice(0, CODE_LENGTH)

/** Asks for a pairing. The same code keeps its claim, so that an answer that was lost can be asked for again. */
export async function pair(outbox: Outbox, code: string, before: Pairing | null): Promise<Pairing | PairFailure> {
  const kept = await outbox.fact<{ code: string; claim: string }>(CLAIM_FACT)
  const claim = kept?.code === code ? kept.claim : newId()
  if (kept?.code !== code) await outbox.setFact(CLAIM_FACT, { code, claim })
  const pair = await outbox.signingKey()
  const request: PairingRequest = {
    code,
    claim,
    // What is rescued from this tablet is proved by it.
    ...(pair ? { key: { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)) } } : {}),
    // The old token proves that it is the same tablet, which so keeps its id.
    ...(before ? { device: { id: before.device, proof: before.token } } : {}),
  }
  const answer = await api.post<PairingAnswer>('/pairings', request)
  if (answer.ok) {
    await outbox.setFact(PAIRING_FACT, answer.value)
    return answer.value
  }
  switch (answer.failure.kind) {
    case 'too-many':
      return 'tooMany'
    case 'network':
      return 'network'
    case 'server':
    case 'busy':
      return 'failed'
    default:
      return 'invalid'
  }
}
