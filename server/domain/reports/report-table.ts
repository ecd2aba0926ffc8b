import {
  COLUMN_LABELS,
  columnValue,
  type ReportColumn,
  type ReportFigures,
  sumFigures,
  type Words,
} from './report-columns'

/** A table for people: headers and rows in one language, its sum below. */
export interface ReportTable {
  name: string
  headers: string[]
  rows: (string | number | null)[][]
}

interface TableRow {
  name: string
  code: string
  figures: ReportFigures
  /** How it closed its period, in words, where the table says so. */
  report?: string
}

const HEADS: Readonly<Record<'name' | 'code' | 'report' | 'sum', Words>> = {
  name: { zh: '卡口', en: 'Checkpoint' },
  code: { zh: '编号', en: 'Code' },
  report: { zh: '报送', en: 'Report' },
  sum: { zh: '合计', en: 'Sum' },
}

/** One row a checkpoint or area, the sum last; the same figures whatever the columns. */
export const reportTable = (
  rows: readonly TableRow[],
  columns: readonly ReportColumn[],
  { name, language }: { name: string; language: keyof Words },
): ReportTable => {
  const withReport = rows.some(({ report }) => report !== undefined)
  const sum = sumFigures(rows.map(({ figures }) => figures))
  const values = (figures: ReportFigures) => columns.map((column) => columnValue(figures, column))
  return {
    name,
    headers: [
      HEADS.code[language],
      HEADS.name[language],
      ...columns.map((column) => COLUMN_LABELS[column][language]),
      ...(withReport ? [HEADS.report[language]] : []),
    ],
    rows: [
      ...rows.map((row) => [row.code, row.name, ...values(row.figures), ...(withReport ? [row.report ?? ''] : [])]),
      ['', `${HEADS.sum[language]} ${rows.length}`, ...values(sum), ...(withReport ? [''] : [])],
    ],
  }
}
