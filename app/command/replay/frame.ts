import { CHECKPOINT_STATES, type CheckpointState } from '#domain/checkpoints/checkpoint-state'
import { type Counts, zeroCounts } from '#domain/entries/counts'
import { HOUR_MS, MINUTE_MS } from '#domain/instant'
import type { CheckpointLive, Closure } from '#protocol/live'
import type { ReplayDay } from '#protocol/replay'
import { REPLAY_COUNTS } from '#protocol/replay-counts'

/** A moment of a day that is gone through again, in the shapes of the live picture. Pure. */

/** Where states were not written down, a passage within this says that somebody was at work: as the board's own rule. */
const QUIET_AFTER_MS = 30 * MINUTE_MS

type Point = ReplayDay['checkpoints'][number]

const stateOf = (text: string): CheckpointState => CHECKPOINT_STATES.find((one) => one === text) ?? 'quiet'

/** The state at so many ms into the day, since when (ms into the day), and whether it was written down. */
const stateAt = (
  { states, steps, setting }: Point,
  atMs: number,
  stepMs: number,
): { state: CheckpointState; sinceMs: number | null } => {
  const known = states.findLast(([since]) => since <= atMs)
  if (known) return { state: stateOf(known[1]), sinceMs: known[0] }
  const lately = steps.some(([step = 0]) => {
    const endMs = (step + 1) * stepMs
    return endMs > atMs - QUIET_AFTER_MS && step * stepMs <= atMs
  })
  return { state: lately ? 'reporting' : setting === 'open' ? 'quiet' : setting, sinceMs: null }
}

/** Sums of the whole steps between two times, ms into the day. */
const countsIn = ({ steps }: Point, fromMs: number, toMs: number, stepMs: number): Counts => {
  const counts = zeroCounts()
  for (const [step = 0, ...values] of steps) {
    if (step * stepMs < fromMs || (step + 1) * stepMs > toMs) continue
    REPLAY_COUNTS.forEach((name, index) => {
      counts[name] += values[index] ?? 0
    })
  }
  return counts
}

export interface Frame {
  checkpoints: CheckpointLive[]
  closures: Closure[]
  total: Counts
  /** The same while nothing changes that coverage depends on. */
  network: string
}

/** The last step of today is not over yet, and all of it that was counted is in. */
const wholeSteps = (day: ReplayDay, atMs: number): number =>
  atMs >= Date.parse(day.to) - Date.parse(day.from) ? atMs + day.stepMs : atMs

/** `atMs` into the day. */
export const frameAt = (day: ReplayDay, atMs: number): Frame => {
  const from = Date.parse(day.from)
  const until = wholeSteps(day, atMs)
  const total = zeroCounts()
  const checkpoints = day.checkpoints.map((point): CheckpointLive => {
    const { state, sinceMs } = stateAt(point, atMs, day.stepMs)
    const today = countsIn(point, 0, until, day.stepMs)
    for (const name of REPLAY_COUNTS) total[name] += today[name]
    return {
      code: point.code,
      name: point.name,
      lng: point.lng,
      lat: point.lat,
      state,
      at: new Date(from + atMs).toISOString(),
      today,
      hour: countsIn(point, atMs - HOUR_MS, until, day.stepMs),
      pendingOnTablets: 0,
      seenAt: sinceMs === null ? null : new Date(from + sinceMs).toISOString(),
    }
  })
  const at = from + atMs
  const closures = day.closures
    .filter((one) => Date.parse(one.from) <= at && (one.to === null || Date.parse(one.to) > at))
    .map((one): Closure => ({ ...one, authority: '', document: '', responsible: '', emergency: '' }))
  const network = [
    ...checkpoints.map(({ code, state }) => `${code}:${WORKS[state]}`),
    ...closures.map(({ code }) => code),
  ].join(' ')
  return { checkpoints, closures, total, network }
}

/** To coverage a state is one of three. */
const WORKS: Record<CheckpointState, 'works' | 'idle' | 'none'> = {
  reporting: 'works',
  quiet: 'works',
  alarm: 'works',
  offline: 'idle',
  unstaffed: 'idle',
  planned: 'none',
  closed: 'none',
}
