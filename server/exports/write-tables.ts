import { stringify } from 'csv-stringify/sync'
import { writeXlsx } from 'hucre/xlsx'

export const CSV = 'text/csv; charset=utf-8'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A table for people: a name for its sheet, headers and rows in one language. */
interface ExportTable {
  name: string
  headers: string[]
  rows: (string | number | null)[][]
}

/** One table as CSV, with a mark of UTF-8 that Excel asks for; what a spreadsheet would take for a formula stays text. */
export const csvOf = ({ headers, rows }: Omit<ExportTable, 'name'>): Buffer =>
  Buffer.from(stringify([headers, ...rows], { bom: true, escape_formulas: true, record_delimiter: '\r\n' }))

/** Tables as sheets of a workbook, the header standing still. */
export const xlsxOf = async (tables: readonly ExportTable[]): Promise<Uint8Array> =>
  writeXlsx({
    sheets: tables.map(({ name, headers, rows }) => ({
      name,
      rows: [headers, ...rows],
      freezePane: { rows: 1 },
    })),
    stringMode: 'inline',
  })
