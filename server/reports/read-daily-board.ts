import { localDate } from '#domain/counted-at'
import { type Period, periodsOf } from '#domain/routine'
import { inScope } from '../../db/access/in-scope'
import { findReports, type ReportRow } from '../../db/stores/report-store'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { Core } from '../core'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'

/** 零报告 nothing abnormal, 异常 n abnormal; without a report: before its deadline open, after it missing. */
type Status = 'zero' | 'abnormal' | 'open' | 'missing'

interface Line {
  code: string
  name: string
  jurisdiction: string
  status: Status
  /** Of the report that stands: the last that came for this period. */
  report: {
    id: string
    abnormal: number
    what: string | null
    noTraffic: boolean
    signedBy: string
    at: string
    late: boolean
    paper: boolean
  } | null
}

export interface DailyBoard {
  date: string
  zone: string
  periods: {
    from: string
    /** When the report is due. */
    to: string
    reported: number
    zero: number
    missing: number
    checkpoints: Line[]
  }[]
}

/** Who has closed the periods of a day, who sent zero, who is missing; today where no date is given. */
export const readDailyBoard = async (
  core: Core,
  actor: PersonActor,
  asked: string | null,
): Promise<Outcome<DailyBoard>> => {
  const now = core.clock.now()
  const zone = core.checkpoints.zone(actor.scope)
  const date = asked ?? localDate(now, zone)
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`)) || !new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)) {
    const errors = [{ path: '/date', code: 'time' as const, message: 'must be a day that exists' }]
    return refuse('invalid', 'Name a day as YYYY-MM-DD.', { errors })
  }
  const checkpoints = [...core.checkpoints.all()].filter(
    ({ path, setState }) => path.startsWith(actor.scope) && setState === 'open',
  )
  const periods = periodsOf(date, zone, core.policy.current.document.deadlines.reports)
  const wanted = {
    checkpointIds: checkpoints.map(({ id }) => id),
    from: new Date(periods[0]?.fromMs ?? now),
    to: new Date(periods.at(-1)?.toMs ?? now),
  }
  const reports = await inScope(core.database, actor, (tx) => findReports(tx, wanted))
  return done({ date, zone, periods: periods.map((period) => showPeriod(period, checkpoints, reports, now)) })
}

const showPeriod = (
  period: Period,
  checkpoints: readonly Checkpoint[],
  reports: readonly ReportRow[],
  nowMs: number,
): DailyBoard['periods'][number] => {
  // In the order they came: the last stands.
  const standing = new Map<number, ReportRow>()
  for (const report of reports) {
    const to = report.to.getTime()
    if (to > period.fromMs && to <= period.toMs) standing.set(report.checkpointId, report)
  }
  const lines = checkpoints.map((checkpoint) => showLine(checkpoint, standing.get(checkpoint.id), period, nowMs))
  const count = (...wanted: Status[]) => lines.filter(({ status }) => wanted.includes(status)).length
  return {
    from: new Date(period.fromMs).toISOString(),
    to: new Date(period.toMs).toISOString(),
    reported: count('zero', 'abnormal'),
    zero: count('zero'),
    missing: count('missing'),
    checkpoints: lines,
  }
}

const showLine = (
  { code, name, jurisdiction }: Checkpoint,
  row: ReportRow | undefined,
  period: Period,
  nowMs: number,
): Line => {
  const place = { code, name, jurisdiction }
  if (row === undefined) return { ...place, status: nowMs > period.toMs ? 'missing' : 'open', report: null }
  const { id, abnormal, what, noTraffic, signedBy, countedAt, paper } = row
  const late = countedAt.getTime() > period.toMs
  const report = { id, abnormal, what, noTraffic, signedBy, at: countedAt.toISOString(), late, paper }
  return { ...place, status: abnormal === 0 ? 'zero' : 'abnormal', report }
}
