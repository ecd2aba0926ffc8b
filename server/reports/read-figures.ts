import type { TransactionSql } from 'postgres'
import type { Period } from '#domain/checkpoints/routine'
import { countsFromVector } from '#domain/entries/counts'
import { DAY_MS } from '#domain/instant'
import { NO_FIGURES, type ReportFigures, sumFigures } from '#domain/reports/report-columns'
import { reportWindow, windowBefore } from '#domain/reports/report-window'
import { findHead } from '../../db/stores/audit-store'
import { findPendingEntries, firstCounted, sumPeriod } from '../../db/stores/report-figures'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { ReportDays } from './report-days'

/** What a tablet said of itself is worth counting this long. */
const PENDING_KEPT_MS = 7 * DAY_MS

interface FiguresRow extends ReportFigures {
  code: string
  name: string
  jurisdiction: string
  road: string | null
}

interface ReadFigures {
  /** From the cut-off of the day before to that of the last day. */
  window: Period
  rows: FiguresRow[]
  sum: ReportFigures
  /** The same number of days just before. */
  before: ReportFigures
  /** When the first entry of all was counted. */
  sinceMs: number | null
  /** Last link of the audit's chain before the cut-off, to be printed where the database can't reach. */
  head: { number: number; at: string; hash: string } | null
}

/**
 * All figures of a report, of one moment: a report that is made while entries come in adds up all the same, since the
 * transaction sees one snapshot. Checkpoints that are no longer open count as long as they counted something.
 */
export const readFigures = async (
  tx: TransactionSql,
  checkpoints: readonly Checkpoint[],
  days: ReportDays,
  nowMs: number,
): Promise<ReadFigures> => {
  const window = reportWindow(days, days.zone, days.times)
  const previous = windowBefore(days, days.zone, days.times)
  const checkpointIds = checkpoints.map(({ id }) => id)
  const dates = ({ fromMs, toMs }: Period) => ({ checkpointIds, from: new Date(fromMs), to: new Date(toMs) })
  const [now, past, total] = [
    await sumPeriod(tx, dates(window)),
    await sumPeriod(tx, dates(previous)),
    await sumPeriod(tx, { checkpointIds, from: null, to: new Date(window.toMs) }),
  ]
  const since = await firstCounted(tx, checkpointIds)
  const pending = await findPendingEntries(tx, { checkpointIds, since: new Date(nowMs - PENDING_KEPT_MS) })
  const head = await findHead(tx, new Date(Math.min(nowMs, window.toMs)))
  const vectors = (sums: typeof now) => new Map(sums.map(({ checkpointId, vector }) => [checkpointId, vector]))
  const [counts, totals] = [vectors(now), vectors(total)]
  const waiting = new Map(pending.map((row) => [row.checkpointId, row.pending]))
  const rows = checkpoints.map(({ id, code, name, jurisdiction, road }) => ({
    code,
    name,
    jurisdiction,
    road,
    counts: countsFromVector(counts.get(id) ?? []),
    total: countsFromVector(totals.get(id) ?? []),
    pending: waiting.get(id) ?? 0,
  }))
  const shown = rows.filter((row, index) => isOpen(checkpoints[index]) || row.total.people > 0)
  return {
    window,
    rows: shown,
    sum: sumFigures(shown),
    before: sumFigures(past.map(({ vector }) => ({ ...NO_FIGURES, counts: countsFromVector(vector) }))),
    sinceMs: since?.getTime() ?? null,
    head: head === null ? null : { number: head.number, at: head.at.toISOString(), hash: head.hash.toString('hex') },
  }
}

const isOpen = (checkpoint: Checkpoint | undefined): boolean => checkpoint?.setState === 'open'
