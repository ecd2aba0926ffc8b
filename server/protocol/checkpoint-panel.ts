import * as z from 'zod'
import { Duty } from './duty'
import { Instant } from './entry'

const HourOfLanes = z.object({ hour: z.int(), arrivals: z.number(), lanes: z.int() })

/** What of a checkpoint is not in the live picture: people, tablets, supplies, lanes, whom to call. */
export const CheckpointPanel = z.object({
  kind: z.string(),
  ring: z.string(),
  road: z.string().nullable(),
  leader: z.object({ name: z.string(), title: z.string(), phone: z.string() }).nullable(),
  duty: Duty,
  /** Days that a supply lasts at the rate of the last two weeks; without those of which that is not known. */
  daysLeft: z.record(z.string(), z.number()),
  tablets: z.array(
    z.object({
      name: z.string(),
      lane: z.string().nullable(),
      /** Percent, as last heard. */
      battery: z.int().nullable(),
      /** Entries that waited when it was last heard. */
      pending: z.int().nullable(),
      seenAt: Instant.nullable(),
    }),
  ),
  lanes: z.object({
    all: z.int(),
    /** Where a tablet that works stands. */
    open: z.int(),
    /** Null where nothing was counted in the days before. */
    advice: z.object({ serviceSeconds: z.number(), now: HourOfLanes, ahead: HourOfLanes }).nullable(),
  }),
})
export type CheckpointPanel = z.infer<typeof CheckpointPanel>
