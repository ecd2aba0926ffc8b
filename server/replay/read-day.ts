import { localDate, localMidnight } from '#domain/entries/counted-at'
import { COUNT_NAMES } from '#domain/entries/counts'
import { DAY_MS, isDate, MINUTE_MS } from '#domain/instant'
import type { ReplayDay } from '#protocol/replay'
import { REPLAY_COUNTS } from '#protocol/replay-counts'
import { inScope } from '../../db/access/in-scope'
import { findPastClosures, findStates, findSteps, statesSince } from '../../db/stores/state-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** Fine enough to see a rush come, coarse enough that a day of two thousand checkpoints is sent whole. */
const STEP_MS = 10 * MINUTE_MS

/**
 * Scope: within the caller's jurisdiction. A local day as it was: states as the board showed them, passages where and
 * when they count, also those that came later.
 */
export const readDay = async (
  core: Core,
  actor: PersonActor,
  { date }: { date: string },
): Promise<Outcome<ReplayDay>> => {
  const range = dayOf(core, actor, date)
  if (range === null) {
    const errors = [{ path: '/date', code: 'value' as const, message: 'must be a day that has begun, as 2026-11-23' }]
    return refuse('invalid', 'This day can not be looked at.', { errors })
  }
  const { from, to } = range
  const seen = [...core.checkpoints.all()].filter(({ path }) => path.startsWith(actor.scope))
  const ids = seen.map(({ id }) => id)
  const found = await inScope(core.database, actor, async (tx) => ({
    states: await findStates(tx, ids, range),
    since: await statesSince(tx),
    steps: await findSteps(tx, ids, { ...range, stepMs: STEP_MS, counts: COUNT_NAMES.length }),
    closures: await findPastClosures(tx, range),
  }))
  const states = byCheckpoint(found.states)
  const steps = byCheckpoint(found.steps)
  return done({
    date,
    from: from.toISOString(),
    to: to.toISOString(),
    stepMs: STEP_MS,
    exactSince: found.since?.toISOString() ?? null,
    checkpoints: seen.map(({ id, code, name, lng, lat, setState }) => ({
      code,
      name,
      lng,
      lat,
      setting: setState,
      states: (states.get(id) ?? []).map(({ at, state }): [number, string] => [at.getTime() - from.getTime(), state]),
      steps: (steps.get(id) ?? []).map(({ step, vector }) => [step, ...PLACES.map((place) => vector[place] ?? 0)]),
    })),
    closures: found.closures.map(({ startsAt, liftedAt, ...closure }) => ({
      ...closure,
      from: startsAt.toISOString(),
      to: liftedAt?.toISOString() ?? null,
    })),
  })
}

const byCheckpoint = <T extends { checkpointId: number }>(rows: readonly T[]): ReadonlyMap<number, T[]> => {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const group = groups.get(row.checkpointId)
    if (group === undefined) groups.set(row.checkpointId, [row])
    else group.push(row)
  }
  return groups
}

/** Where each count that is sent stands in a vector. */
const PLACES = REPLAY_COUNTS.map((name) => COUNT_NAMES.indexOf(name))

/** From midnight to midnight, of today until now; null for what is no day, or has not begun. */
const dayOf = (core: Core, actor: PersonActor, date: string): { from: Date; to: Date } | null => {
  if (!isDate(date)) return null
  const zone = core.checkpoints.zone(actor.scope)
  // Noon by the clock in Greenwich lies within the day, or beside it by the zone's hours: the date says which.
  const noon = Date.parse(`${date}T12:00:00Z`)
  const near = [noon - DAY_MS, noon, noon + DAY_MS].find((ms) => localDate(ms, zone) === date)
  if (near === undefined) return null
  const from = localMidnight(near, zone)
  const now = core.clock.now()
  if (from > now) return null
  const end = localMidnight(from + 1.5 * DAY_MS, zone)
  return { from: new Date(from), to: new Date(Math.min(end, now)) }
}
