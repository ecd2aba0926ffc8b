import type { TransactionSql } from 'postgres'
import { type Period, periodsOf } from '#domain/checkpoints/routine'
import { sightOf } from '#domain/privacy/who-sees'
import type { ReportStatus } from '#domain/reports/report-status'
import type { DailyBoard } from '#protocol/report'
import { findOpenings, findReports, type ReportRow } from '../../db/stores/report-store'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import type { KeyRing } from '../persons/key-ring'
import { readNotes } from '../persons/read-notes'
import { openItemParts } from '../persons/seal-item'
import { readFigures } from './read-figures'
import { type ReportDays, reportDays, reportingCheckpoints } from './report-days'

type Line = DailyBoard['periods'][number]['checkpoints'][number]

/** The board of these days, within a transaction that is there. */
export const boardOf = async (
  tx: TransactionSql,
  core: Core,
  actor: Pick<PersonActor, 'scope' | 'role'>,
  days: ReportDays,
): Promise<DailyBoard> => {
  const now = core.clock.now()
  const { date, from, zone, times } = days
  const checkpoints = reportingCheckpoints(core, actor)
  const periods = periodsOf(date, zone, times)
  const checkpointIds = checkpoints.map(({ id }) => id)
  const openings = await findOpenings(tx, checkpointIds)
  const found = await findReports(tx, {
    checkpointIds,
    from: new Date(periods[0]?.fromMs ?? now),
    to: new Date(periods.at(-1)?.toMs ?? now),
  })
  const reports = found.map((report) => shownTo(actor, core.keys, report))
  const everywhere = [...core.checkpoints.all()].filter(({ path }) => path.startsWith(actor.scope))
  const { window, sinceMs, ...figures } = await readFigures(tx, everywhere, days, now)
  return {
    date,
    from,
    zone,
    window: { from: new Date(window.fromMs).toISOString(), to: new Date(window.toMs).toISOString() },
    asOf: new Date(now).toISOString(),
    since: sinceMs === null ? null : new Date(sinceMs).toISOString(),
    periods: periods.map((period) => showPeriod(period, { checkpoints, openings, reports }, now)),
    ...figures,
  }
}

/** Who has closed the periods of a day, who sent zero, who is missing, and what was counted; today where no date is given. */
export const readDailyBoard = async (
  core: Core,
  actor: PersonActor,
  asked: { date: string | null; from: string | null },
): Promise<Outcome<DailyBoard>> => {
  const days = reportDays(core, actor, asked)
  if (!days.ok) return days
  const { from, date } = days.value
  const target = `report:${from === date ? date : `${from} ${date}`}`
  const look = { verb: 'item.read' as const, target }
  return done(await readNotes(core, actor, look, (tx) => boardOf(tx, core, actor, days.value), saysWhat))
}

/** What somebody wrote of what was abnormal is in it. */
const saysWhat = ({ periods }: DailyBoard): boolean =>
  periods.some(({ checkpoints }) => checkpoints.some(({ report }) => report !== null && report.what !== null))

interface ShownReport extends Omit<ReportRow, 'sealed'> {
  what: string | null
}

/** What somebody wrote may name a traveller: it is for who sees notes. A reporter does not see who signed either. */
const shownTo = (
  { role }: Pick<PersonActor, 'role'>,
  keys: KeyRing,
  { sealed, ...report }: ReportRow,
): ShownReport => ({
  ...report,
  what: sightOf(role, 'notes') === 'full' ? (openItemParts(keys, report.id, sealed)?.['/what'] ?? null) : null,
  signedBy: role === 'reporter' ? '—' : report.signedBy,
})

const showPeriod = (
  period: Period,
  {
    checkpoints,
    openings,
    reports,
  }: {
    checkpoints: readonly Checkpoint[]
    openings: ReadonlyMap<number, number>
    reports: readonly ShownReport[]
  },
  nowMs: number,
): DailyBoard['periods'][number] => {
  // In the order they came: the last stands.
  const standing = new Map<number, ShownReport>()
  for (const report of reports) {
    const to = report.to.getTime()
    if (to > period.fromMs && to <= period.toMs) standing.set(report.checkpointId, report)
  }
  // One that was opened afterwards owes none for it; that it reported all the same stays.
  const owing = checkpoints.filter(({ id }) => standing.has(id) || (openings.get(id) ?? 0) < period.toMs)
  const lines = owing.map((checkpoint) => showLine(checkpoint, standing.get(checkpoint.id), period, nowMs))
  const count = (...wanted: ReportStatus[]) => lines.filter(({ status }) => wanted.includes(status)).length
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
  row: ShownReport | undefined,
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
