import { periodsOf } from '#domain/checkpoints/routine'
import { localDate } from '#domain/entries/counted-at'
import { punctuality } from '#domain/reports/punctuality'
import { dayAfter, daysBetween, isDay } from '#domain/reports/report-window'
import type { PunctualityMonth } from '#protocol/report'
import { inSnapshot } from '../../db/access/in-scope'
import { findBeginnings } from '../../db/stores/report-figures'
import { findReports } from '../../db/stores/report-store'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { reportingCheckpoints } from './report-days'

/** How each checkpoint kept its deadlines in a month, that of today where none is named (及时率). */
export const readPunctuality = async (
  core: Core,
  actor: PersonActor,
  asked: string | null,
): Promise<Outcome<PunctualityMonth>> => {
  const now = core.clock.now()
  const zone = core.checkpoints.zone(actor.scope)
  const month = asked ?? localDate(now, zone).slice(0, 7)
  const first = `${month}-01`
  if (!isDay(first)) {
    const errors = [{ path: '/month', code: 'time' as const, message: 'must be a month, YYYY-MM' }]
    return refuse('invalid', 'Name a month as YYYY-MM.', { errors })
  }
  const days = daysBetween(first, dayAfter(first, 31)).filter((day) => day.startsWith(month))
  const periods = days.flatMap((day) => periodsOf(day, zone, core.policy.current.document.deadlines.reports))
  const checkpoints = reportingCheckpoints(core, actor)
  const checkpointIds = checkpoints.map(({ id }) => id)
  const wanted = {
    checkpointIds,
    // In bounds: a month has days, and a day has periods.
    from: new Date(periods[0]!.fromMs),
    to: new Date(periods.at(-1)!.toMs),
  }
  const { reports, began } = await inSnapshot(core.database, actor, async (tx) => ({
    reports: await findReports(tx, wanted),
    began: await findBeginnings(tx, checkpointIds),
  }))
  const sinceMs = new Map(began.map(({ checkpointId, at }) => [checkpointId, at.getTime()]))
  const arrivals = reports.map(({ checkpointId, to, countedAt }) => ({
    checkpointId,
    toMs: to.getTime(),
    atMs: countedAt.getTime(),
  }))
  const kept = punctuality(checkpointIds, periods, arrivals, { nowMs: now, sinceMs })
  return done({
    month,
    zone,
    checkpoints: checkpoints.map(({ id, code, name }) => ({
      code,
      name,
      ...(kept.get(id) ?? { due: 0, onTime: 0, late: 0, missing: 0, open: 0 }),
    })),
  })
}
