import type { DayOfArrivals } from '#domain/staffing/staffing-day'
import { inScope } from '../../db/access/in-scope'
import type { Core } from '../core'
import type { PersonActor } from '../people/actor'

/** What a vehicle takes at the barrier where no tablet has said. */
const USUAL_SERVICE_SECONDS = 60
/** Longer than this the form was left open. */
const LONGEST_FORM_MS = 600_000

/**
 * Arrivals by local hour of the day at every checkpoint of the caller's scope, or at one of them, by code: the mean over so many whole days before
 * the present one that counted anything, and the mean time from form opened to saved.
 */
export const arrivalsOf = async (
  core: Core,
  actor: PersonActor,
  days: number,
  checkpointId: number | null = null,
): Promise<DayOfArrivals[]> => {
  const zone = core.checkpoints.zone(actor.scope)
  const now = new Date(core.clock.now())
  return inScope(core.database, actor, async (tx) => {
    const only = (table: 'n' | 'e') =>
      checkpointId === null ? tx`` : tx`and ${tx(table)}.checkpoint_id = ${checkpointId}`
    const rows = await tx<{ code: string; hour: number; vehicles: number; days: number; service: number | null }[]>`
      with span as (
        select date_trunc('day', ${now}::timestamptz at time zone ${zone}) at time zone ${zone} as "end"),
      hours as (
        select n.checkpoint_id, n.hour at time zone ${zone} as at, sum(n.vehicles_in + n.vehicles_out)::int as vehicles
        from counters n, span where n.hour < span."end" and n.hour >= span."end" - ${days} * interval '1 day'
          ${only('n')}
        group by 1, 2),
      seen as (
        select checkpoint_id, count(distinct at::date)::int as days from hours where vehicles > 0 group by 1),
      service as (
        select e.checkpoint_id, avg(e.form_ms)::float8 as ms from entries e, span
        where e.standing and e.form_ms between 1 and ${LONGEST_FORM_MS} and e.counted_at < span."end"
          and e.counted_at >= span."end" - ${days} * interval '1 day'
          ${only('e')}
        group by 1)
      select c.code, extract(hour from h.at)::int as hour, sum(h.vehicles)::int as vehicles, s.days, v.ms as service
      from hours h join checkpoints c on c.id = h.checkpoint_id join seen s on s.checkpoint_id = h.checkpoint_id
        left join service v on v.checkpoint_id = h.checkpoint_id
      where c.set_state = 'open' group by 1, 2, 4, 5 order by 1, 2`
    const found = new Map<string, DayOfArrivals & { arrivalsByHour: number[] }>()
    for (const { code, hour, vehicles, days: counted, service } of rows) {
      const day = found.get(code) ?? {
        code,
        arrivalsByHour: new Array<number>(24).fill(0),
        serviceSeconds: service === null ? USUAL_SERVICE_SECONDS : Math.max(1, Math.round(service / 1000)),
      }
      day.arrivalsByHour[hour] = vehicles / counted
      found.set(code, day)
    }
    return [...found.values()]
  })
}
