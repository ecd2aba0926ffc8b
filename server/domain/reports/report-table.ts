import {
  COLUMN_LABELS,
  columnValue,
  type ReportColumn,
  type ReportFigures,
  sumFigures,
  type Words,
} from './report-columns'

/** A table for people: headers and rows in one language, its sum the last row. */
export interface ReportTable {
  name: string
  headers: string[]
  rows: (string | number | null)[][]
}

export interface TableRow {
  name: string
  code: string
  figures: ReportFigures
  /** Values entered by hand, in the order of `byHand`; null where nothing was entered. */
  entered?: readonly (number | null)[]
  /** How it closed its period, in words, where the table says so. */
  report?: string
}

interface TableOptions {
  name: string
  language: keyof Words
  /** What a row is; a checkpoint unless said. */
  rowWord?: Words
  /** Headers of the values entered by hand. */
  byHand?: readonly string[]
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
  { name, language, rowWord = HEADS.name, byHand = [] }: TableOptions,
): ReportTable => {
  const withReport = rows.some(({ report }) => report !== undefined)
  const sum = sumFigures(rows.map(({ figures }) => figures))
  const values = (figures: ReportFigures) => columns.map((column) => columnValue(figures, column))
  const enteredSum = byHand.map((_, index) => {
    const there = rows.flatMap(({ entered }) => entered?.[index] ?? [])
    return there.length === 0 ? null : Math.round(there.reduce((so, value) => so + value, 0) * 100) / 100
  })
  return {
    name,
    headers: [
      HEADS.code[language],
      rowWord[language],
      ...columns.map((column) => COLUMN_LABELS[column][language]),
      ...byHand,
      ...(withReport ? [HEADS.report[language]] : []),
    ],
    rows: [
      ...rows.map((row) => [
        row.code,
        row.name,
        ...values(row.figures),
        ...byHand.map((_, index) => row.entered?.[index] ?? null),
        ...(withReport ? [row.report ?? ''] : []),
      ]),
      ['', `${HEADS.sum[language]} ${rows.length}`, ...values(sum), ...enteredSum, ...(withReport ? [''] : [])],
    ],
  }
}
