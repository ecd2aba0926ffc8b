import { DAY_MS } from '#domain/instant'
import type { CountedTraffic } from '#domain/traffic/road-flows'
import type { Core } from '../core'
import { listCounts } from '../counts/list-counts'
import type { PersonActor } from '../people/actor'

const DAYS = 14

/** Vehicles a day in both directions at each checkpoint of the caller's scope: the mean of the days, of the last 14, that counted any. */
export const dailyTraffic = async (core: Core, actor: PersonActor): Promise<CountedTraffic[]> => {
  const from = new Date(core.clock.now() - DAYS * DAY_MS)
  const listed = await listCounts(core, actor, { from, to: null, by: ['checkpoint', 'day'], checkpoint: null })
  if (!listed.ok) return []
  const days = new Map<string, number[]>()
  for (const { checkpoint, vehiclesIn, vehiclesOut } of listed.value.counts) {
    const code = String(checkpoint)
    const vehicles = Number(vehiclesIn) + Number(vehiclesOut)
    if (vehicles > 0) days.set(code, [...(days.get(code) ?? []), vehicles])
  }
  return [...days].map(([code, list]) => ({
    code,
    vehicles: list.reduce((sum, vehicles) => sum + vehicles, 0) / list.length,
  }))
}
