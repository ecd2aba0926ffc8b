import * as z from 'zod'
import { Id } from './entry'
import { Post } from './tablet'

const Jwk = z.record(z.string(), z.unknown())

/** `claim` is a UUID that the tablet makes once a try, so that a lost answer can be asked for again. */
export const PairingRequest = z.object({
  code: z.string().max(40),
  claim: Id,
  key: Jwk.nullish(),
  device: z.object({ id: Id, proof: z.string().max(4_000) }).nullish(),
})
export type PairingRequest = z.infer<typeof PairingRequest>

export const PairingAnswer = z.object({
  token: z.string(),
  device: Id,
  checkpoint: z.string(),
  pairing: Id,
  sealTo: Jwk.nullable(),
  post: Post,
})
export type PairingAnswer = z.infer<typeof PairingAnswer>
