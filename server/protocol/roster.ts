import * as z from 'zod'
import { Id } from './entry'
import { DigestParameters } from './policy'

/** Who may sign on at a checkpoint. */
const RosterStaff = z.object({
  id: Id,
  name: z.string(),
  agency: z.string(),
  /** Digest of `pinName(id, digits)`, base64url without padding; null: has no PIN, and signs on by the name alone. */
  pin: z.string().nullable(),
})

const RosterCrew = z.object({
  id: z.int(),
  /** 甲班 */
  name: z.string(),
  lead: Id.nullable(),
  members: z.array(z.object({ staff: Id, post: z.string().nullable() })),
})

/**
 * Event `roster` of `/tablet`, after `policy` on connect and whenever it changes: the crews of the tablet's checkpoint, in
 * the order of the rota, so that a shift can begin without a network. PINs identify and do not authenticate: whoever holds
 * a tablet can try them all in hours.
 */
export const Roster = z.object({
  /** Compared for equality only. */
  version: z.string(),
  checkpoint: z.string(),
  digest: DigestParameters,
  crews: z.array(RosterCrew),
  staff: z.array(RosterStaff),
})
export type Roster = z.infer<typeof Roster>
