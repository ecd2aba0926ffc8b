import * as z from 'zod'

const CHECKPOINT_KINDS = [
  'county-line',
  'motorway-exit',
  'station',
  'airport',
  'town',
  'village',
  'market',
  'school',
  'closed-site',
] as const

const RINGS = ['county', 'town', 'village'] as const
const SET_STATES = ['planned', 'open', 'closed'] as const

/** Text in one line, without control characters, 1 to `max` characters after trimming. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be one line without control characters')

/** What an operator sets of a checkpoint. `setState` is also taken as `state`, as the wire shows it. */
export const CheckpointFields = z.object({
  code: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'must have 1 to 40 letters, digits, hyphens'),
  name: line(100),
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  kind: z.enum(CHECKPOINT_KINDS),
  ring: z.enum(RINGS),
  setState: z.enum(SET_STATES),
  unstaffed: z.boolean(),
  road: line(100).nullable(),
  /** Code of its jurisdiction. */
  jurisdiction: z.string().max(40),
  lanes: z.array(z.object({ name: line(40), direction: z.enum(['in', 'out']).nullish() })).max(40),
})
export type CheckpointFields = z.infer<typeof CheckpointFields>

/** `state` is another word for `setState`. */
export const withState = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && 'state' in raw && !('setState' in raw)
    ? { ...raw, setState: raw.state }
    : raw
