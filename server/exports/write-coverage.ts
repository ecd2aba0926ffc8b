import type { CoveragePoints } from '#domain/coverage/points'
import type { CoverageResult } from '#domain/coverage/result'
import { coverageGeoJson } from '#domain/planning/coverage-geojson'
import { coverageTables, type ExportLanguage, type TableKey } from '#domain/planning/coverage-tables'
import { csvOf, xlsxOf } from './write-tables'

export const EXPORT_FORMATS = ['geojson', 'csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** As the wire calls them. */
export const EXPORT_TYPES: Record<ExportFormat, string> = {
  geojson: 'application/geo+json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A result with its segments as a file; `table` is what a CSV, which holds one, is to hold. */
export const writeCoverage = async (
  result: CoverageResult,
  points: CoveragePoints,
  { format, language, table }: { format: ExportFormat; language: ExportLanguage; table: TableKey },
): Promise<Uint8Array> => {
  if (format === 'geojson') return Buffer.from(JSON.stringify(coverageGeoJson(result, points, language)))
  const tables = coverageTables(result, language)
  if (format === 'xlsx') return xlsxOf(tables)
  return csvOf(tables.find(({ key }) => key === table) ?? { key: table, name: '', headers: [], rows: [] })
}
