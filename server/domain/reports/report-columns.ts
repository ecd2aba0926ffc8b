import { type Counts, zeroCounts } from '../entries/counts'

/** A sentence for files, in the language that they are asked for. */
export interface Words {
  zh: string
  en: string
}

/** What a report says of one checkpoint, or of a sum of them. */
export interface ReportFigures {
  /** Within the report's window. */
  counts: Counts
  /** From the first entry to the window's end. */
  total: Counts
  /** Entries that its tablets still held as they last said: they are in no other figure. */
  pending: number
}

/**
 * The columns that a table of a report may have, in the order in which they are offered. Counts are passages: 辆次 of
 * vehicles, 人次 of people. `total` are cumulative (累计).
 */
export const REPORT_COLUMNS = [
  'vehicles',
  'vehiclesIn',
  'vehiclesOut',
  'people',
  'highReadings',
  'fevers',
  'riskVehicles',
  'riskPeople',
  'turnedBackVehicles',
  'turnedBackPeople',
  'held',
  'home',
  'isolation',
  'hospital',
  'totalVehicles',
  'totalPeople',
  'totalFevers',
  'totalRiskVehicles',
  'totalTurnedBack',
  'pending',
] as const
export type ReportColumn = (typeof REPORT_COLUMNS)[number]

export const COLUMN_LABELS: Readonly<Record<ReportColumn, Words>> = {
  vehicles: { zh: '车（辆次）', en: 'Vehicles' },
  vehiclesIn: { zh: '进（辆次）', en: 'In (vehicles)' },
  vehiclesOut: { zh: '出（辆次）', en: 'Out (vehicles)' },
  people: { zh: '人（人次）', en: 'People' },
  highReadings: { zh: '体温异常（初测，人次）', en: 'High readings' },
  fevers: { zh: '复测确认发热（人次）', en: 'Fevers' },
  riskVehicles: { zh: '风险地区来车（辆次）', en: 'Risk vehicles' },
  riskPeople: { zh: '风险地区来人（人次）', en: 'Risk people' },
  turnedBackVehicles: { zh: '劝返车（辆次）', en: 'Turned back (vehicles)' },
  turnedBackPeople: { zh: '劝返人（人次）', en: 'Turned back (people)' },
  held: { zh: '现场留观（人次）', en: 'Held' },
  home: { zh: '居家医学观察（人次）', en: 'Home observation' },
  isolation: { zh: '集中隔离（人次）', en: 'Isolation' },
  hospital: { zh: '转运就诊（人次）', en: 'Hospital' },
  totalVehicles: { zh: '累计车（辆次）', en: 'Cumulative vehicles' },
  totalPeople: { zh: '累计人（人次）', en: 'Cumulative people' },
  totalFevers: { zh: '累计确认发热（人次）', en: 'Cumulative fevers' },
  totalRiskVehicles: { zh: '累计风险地区来车（辆次）', en: 'Cumulative risk vehicles' },
  totalTurnedBack: { zh: '累计劝返（辆次）', en: 'Cumulative turned back' },
  pending: { zh: '另有待传（条）', en: 'Waiting on tablets' },
}

/** The value of a column. */
export const columnValue = ({ counts, total, pending }: ReportFigures, column: ReportColumn): number => {
  switch (column) {
    case 'vehicles':
      return counts.vehiclesIn + counts.vehiclesOut
    case 'totalVehicles':
      return total.vehiclesIn + total.vehiclesOut
    case 'totalPeople':
      return total.people
    case 'totalFevers':
      return total.fevers
    case 'totalRiskVehicles':
      return total.riskVehicles
    case 'totalTurnedBack':
      return total.turnedBackVehicles
    case 'pending':
      return pending
    default:
      return counts[column]
  }
}

const addCounts = (a: Counts, b: Counts): Counts => {
  const sum = zeroCounts()
  for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] = a[name] + b[name]
  return sum
}

export const NO_FIGURES: Readonly<ReportFigures> = { counts: zeroCounts(), total: zeroCounts(), pending: 0 }

/** One row under all others: every figure the sum of those above it. */
export const sumFigures = (rows: Iterable<ReportFigures>): ReportFigures => {
  let sum: ReportFigures = NO_FIGURES
  for (const row of rows) {
    sum = {
      counts: addCounts(sum.counts, row.counts),
      total: addCounts(sum.total, row.total),
      pending: sum.pending + row.pending,
    }
  }
  return sum
}
