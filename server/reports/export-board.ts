import { REPORT_COLUMNS, type ReportColumn, type Words } from '#domain/reports/report-columns'
import { presentPeriod, statusWords } from '#domain/reports/report-status'
import { type ReportTable, reportTable } from '#domain/reports/report-table'
import type { DailyBoard } from '#protocol/report'
import { inSnapshot } from '../../db/access/in-scope'
import type { Core } from '../core'
import { csvOf, xlsxOf } from '../exports/write-tables'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { boardOf } from './read-daily-board'
import { reportDays } from './report-days'

export const REPORT_FORMATS = ['csv', 'xlsx'] as const
type ReportFormat = (typeof REPORT_FORMATS)[number]

export const REPORT_TYPES: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The board as a table: every column, each checkpoint's report, the sum last. */
export const boardTable = (
  board: DailyBoard,
  language: keyof Words,
  columns: readonly ReportColumn[] = REPORT_COLUMNS,
): ReportTable => {
  const reports = new Map(presentPeriod(board.periods, board.asOf)?.checkpoints.map((line) => [line.code, line]))
  const rows = board.rows.map((row) => {
    const line = reports.get(row.code)
    return {
      code: row.code,
      name: row.name,
      figures: row,
      report: line === undefined ? '' : statusWords(line.status, line.report, language),
    }
  })
  return reportTable(rows, columns, {
    name: board.from === board.date ? board.date : `${board.from} ${board.date}`,
    language,
  })
}

/** Tables as a file: all as sheets of a workbook, the first alone as CSV. */
export const writeTables = async (tables: readonly ReportTable[], format: ReportFormat): Promise<Uint8Array> => {
  const [first = { name: '', headers: [], rows: [] }] = tables
  return format === 'csv' ? csvOf(first) : xlsxOf(tables)
}

/** The board of a day, or of several, as a file. Cells never carry formulas from what somebody wrote. */
export const exportBoard = async (
  core: Core,
  actor: PersonActor,
  asked: { date: string | null; from: string | null; format: ReportFormat; language: keyof Words },
): Promise<Outcome<{ bytes: Uint8Array; name: string }>> => {
  const days = reportDays(core, actor, asked)
  if (!days.ok) return days
  const board = await inSnapshot(core.database, actor, (tx) => boardOf(tx, core, actor, days.value))
  const bytes = await writeTables([boardTable(board, asked.language)], asked.format)
  return done({ bytes, name: `kakou-${board.date}.${asked.format}` })
}
