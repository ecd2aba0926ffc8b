import { localMidnight } from '#domain/entries/counted-at'
import { HOUR_MS } from '#domain/instant'
import { type WallSubject, wallSubject } from '#domain/privacy/wall-subject'
import type { Alert } from '#protocol/live'
import { inScope } from '../../db/access/in-scope'
import { findEntriesById } from '../../db/stores/entry-reader'
import type { Core } from '../core'
import { listCounts } from '../counts/list-counts'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'

interface Wall {
  /** Vehicles that came in, by hour since midnight; each hour by its start. */
  hours: { hour: string; vehiclesIn: number }[]
  /** Of the alerts that an entry raised, by the alert's id. */
  subjects: Record<string, WallSubject>
}

/** Alerts that a wall has room for, and some that take their place. */
const MOST_ALERTS = 20

/**
 * Scope: within the caller's jurisdiction. What a wall shows beside the live picture with its `standing` alerts. Plates
 * are masked here, so that what stands before visitors never had them.
 */
export const readWall = async (core: Core, actor: PersonActor, standing: readonly Alert[]): Promise<Outcome<Wall>> => {
  const now = core.clock.now()
  const midnight = localMidnight(now, core.checkpoints.zone(actor.scope))
  const range = { from: new Date(midnight), to: new Date(now + HOUR_MS), by: ['hour' as const], checkpoint: null }
  const counts = await listCounts(core, actor, range)
  if (!counts.ok) return counts
  const alerts = standing
    .filter(({ entry }) => entry !== undefined)
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .slice(0, MOST_ALERTS)
  const ids = alerts.flatMap(({ entry }) => entry ?? [])
  const entries = await inScope(core.database, actor, (tx) => findEntriesById(tx, ids))
  const bodies = new Map(entries.map(({ id, body }) => [id, body]))
  return done({
    hours: counts.value.counts.map(({ hour, vehiclesIn }) => ({
      hour: String(hour),
      vehiclesIn: Number(vehiclesIn),
    })),
    subjects: Object.fromEntries(alerts.map(({ id, entry }) => [id, wallSubject(bodies.get(entry ?? ''))])),
  })
}
