import { COLUMN_LABELS, columnValue, REPORT_COLUMNS, type ReportColumn } from '#domain/reports/report-columns'
import type { DailyBoard } from '#protocol/report'

/** The figures that every row has, in their order. */
const ALWAYS = [
  'vehicles',
  'vehiclesIn',
  'vehiclesOut',
  'people',
  'highReadings',
  'fevers',
  'riskVehicles',
  'turnedBackVehicles',
  'totalVehicles',
] as const satisfies ReportColumn[]

/** On a phone these are left out: the row's first figures and the report are what is looked for there. */
const SPARE: ReadonlySet<ReportColumn> = new Set([
  'vehiclesIn',
  'vehiclesOut',
  'highReadings',
  'riskVehicles',
  'turnedBackVehicles',
  'totalVehicles',
])

interface BoardColumn {
  name: ReportColumn
  label: string
  value(figures: DailyBoard['sum']): number
  /** The one that the link here speaks of. */
  marked: boolean
  spare: boolean
}

/** The columns of the board; what a link asks for beyond them (`column=home`) stands behind, so that each figure can be shown. */
export const boardColumns = (
  heads: Readonly<Record<(typeof ALWAYS)[number], string>>,
  asked: string | null,
  language: 'zh' | 'en',
): BoardColumn[] => {
  const column = (name: ReportColumn, label: string): BoardColumn => ({
    name,
    label,
    value: (figures) => columnValue(figures, name),
    marked: name === asked,
    spare: SPARE.has(name) && name !== asked,
  })
  const always: readonly ReportColumn[] = ALWAYS
  const more = REPORT_COLUMNS.find((name) => name === asked && !always.includes(name))
  return [
    ...ALWAYS.map((name) => column(name, heads[name])),
    ...(more === undefined ? [] : [column(more, COLUMN_LABELS[more][language])]),
  ]
}
