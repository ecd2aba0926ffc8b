import type { Entry, FieldError } from '#domain/entries/entry'
import type { EntrySource } from './entry-source'

interface Place {
  checkpointId: number
  pairingId: string | null
  pairingUnknown: boolean
  refusal: FieldError | null
}

const NOWHERE = { checkpointId: 0, pairingId: null, pairingUnknown: false }

/**
 * Where an entry or an item counts: at its pairing's checkpoint; a gate names its own. A correction's place is its root's.
 * `foreignPairings`: those named in the message that belong to another device.
 */
export const findPlace = (
  made: Pick<Entry, 'pairing' | 'checkpoint' | 'amends'>,
  source: EntrySource,
  foreignPairings: ReadonlySet<string>,
): Place => {
  if (source.kind === 'gate') {
    const checkpointId = made.checkpoint ? source.checkpointId(made.checkpoint) : null
    if (checkpointId !== null) return { ...NOWHERE, checkpointId, refusal: null }
    const message = made.checkpoint
      ? 'must be a checkpoint that this key may post at'
      : 'must name the checkpoint, since a gate has no pairing'
    return { ...NOWHERE, refusal: { path: '/checkpoint', code: 'checkpoint', message } }
  }
  if (made.pairing) {
    const own = source.pairings.get(made.pairing)
    if (own) return { checkpointId: own.checkpointId, pairingId: own.id, pairingUnknown: false, refusal: null }
    if (foreignPairings.has(made.pairing) && !made.amends) {
      const message = 'is a pairing of another device'
      return { ...NOWHERE, refusal: { path: '/pairing', code: 'pairing', message } }
    }
  }
  if (source.current === null) {
    const message = 'this device stands at no checkpoint: pair it, then send again'
    return { ...NOWHERE, refusal: { path: '/pairing', code: 'pairing', message } }
  }
  return {
    checkpointId: source.current.checkpointId,
    pairingId: source.current.id,
    pairingUnknown: Boolean(made.pairing) && !made.amends,
    refusal: null,
  }
}
