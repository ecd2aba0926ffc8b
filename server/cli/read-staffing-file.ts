import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import { type FleetPoint, fewestStableLanes } from '#domain/staffing/staffing'
import type { DayOfArrivals } from '#domain/staffing/staffing-day'
import { OperatorError } from '../../db/operator-error'

/** More lanes than any checkpoint or fleet has; beyond it the question is a slip of the keyboard. */
export const MOST_LANES = 10_000
const HOURS = 24

/** A row of a file of checkpoints: its code, and columns as numbers within a range. */
interface StaffingRow {
  code: string
  number(column: string, least: number, most: number): number
  fault(reason: string): OperatorError
}

async function readRows(file: string, columns: readonly string[]): Promise<StaffingRow[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new OperatorError(`${file}: cannot be read`)
  })
  const parsed = Papa.parse<Record<string, string | undefined>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (header) => header.trim().toLowerCase(),
  })
  for (const column of columns) {
    if (!parsed.meta.fields?.includes(column)) throw new OperatorError(`${file}: the column "${column}" is missing`)
  }
  const rows = parsed.data.map((row, at): StaffingRow => {
    const fault = (reason: string) => new OperatorError(`${file}: row ${at + 2}: ${reason}`)
    const code = row.code?.trim() ?? ''
    if (code === '') throw fault('"code" is missing')
    const number = (column: string, least: number, most: number) => {
      const value = row[column]?.trim() ? Number(row[column]) : Number.NaN
      if (value >= least && value <= most) return value
      throw fault(`"${column}" is to be a number from ${least} to ${most}`)
    }
    return { code, number, fault }
  })
  if (rows.length === 0) throw new OperatorError(`${file}: no rows`)
  return rows
}

function checkLanes(row: StaffingRow, arrivals: number, service: number): void {
  if (fewestStableLanes(arrivals, service) > MOST_LANES) throw row.fault(`it wants more than ${MOST_LANES} lanes`)
}

/** Checkpoints with their arrivals an hour: columns code, arrivals, service (seconds). */
export async function readFleetPoints(file: string): Promise<FleetPoint[]> {
  const codes = new Set<string>()
  return (await readRows(file, ['code', 'arrivals', 'service'])).map((row) => {
    const { code } = row
    if (codes.has(code)) throw row.fault(`the code "${code}" was used before`)
    codes.add(code)
    const arrivalsPerHour = row.number('arrivals', 0, 1_000_000)
    const serviceSeconds = row.number('service', 0.001, 86_400)
    checkLanes(row, arrivalsPerHour, serviceSeconds)
    return { code, arrivalsPerHour, serviceSeconds }
  })
}

/** Checkpoints with a day of arrivals: columns code, hour (0 to 23), arrivals, service (seconds); hours left out have none. */
export async function readDays(file: string): Promise<DayOfArrivals[]> {
  const days = new Map<string, DayOfArrivals & { arrivalsByHour: number[]; hours: Set<number> }>()
  for (const row of await readRows(file, ['code', 'hour', 'arrivals', 'service'])) {
    const hour = row.number('hour', 0, HOURS - 1)
    if (!Number.isInteger(hour)) throw row.fault('"hour" is to be a whole number from 0 to 23')
    const arrivals = row.number('arrivals', 0, 1_000_000)
    const serviceSeconds = row.number('service', 0.001, 86_400)
    checkLanes(row, arrivals, serviceSeconds)
    const known = days.get(row.code)
    const day = known ?? {
      code: row.code,
      arrivalsByHour: new Array<number>(HOURS).fill(0),
      serviceSeconds,
      hours: new Set<number>(),
    }
    if (day.serviceSeconds !== serviceSeconds) throw row.fault(`"${row.code}" had another "service" before`)
    if (day.hours.has(hour)) throw row.fault(`hour ${hour} of "${row.code}" was there before`)
    day.hours.add(hour)
    day.arrivalsByHour[hour] = arrivals
    days.set(row.code, day)
  }
  return [...days.values()].map(({ hours: _, ...day }) => day)
}
