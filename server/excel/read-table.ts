import { extname } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import Papa from 'papaparse'
import { OperatorError } from '../../db/operator-error'
import { unzippedSize } from './unzipped-size'

/** A row as a file says it, not checked yet, and where it says so: `row 4`, `feature 3`. */
export interface FileRow {
  where: string
  values: Readonly<Record<string, unknown>>
}

/** Column by heading, as people and other programs write it; a heading that is not there is its own column. */
type Columns = Readonly<Record<string, string>>

/** The rows of a table with a line of headings, from an Excel workbook or a CSV. Throws OperatorError, by the file's name. */
export const readTable = async (file: string, bytes: Buffer, columns: Columns): Promise<FileRow[]> => {
  switch (extname(file).toLowerCase()) {
    case '.csv':
      return tableRows(csvLines(bytes), columns)
    case '.xlsx':
      return tableRows(await xlsxLines(file, bytes), columns)
    default:
      throw new OperatorError(`${file}: expected an .xlsx or .csv file`)
  }
}

/** A table saved by Excel in China is often GB 18030. */
const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const csvLines = (bytes: Buffer): string[][] =>
  Papa.parse<string[]>(decode(bytes).replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' }).data

const xlsxLines = async (file: string, bytes: Buffer): Promise<readonly (readonly unknown[])[]> => {
  if (unzippedSize(bytes) === null)
    throw new OperatorError(`${file}: not an Excel workbook, or one of over 64 MB unzipped`)
  try {
    const { sheets } = await readXlsx(bytes)
    return sheets[0]?.rows ?? []
  } catch {
    throw new OperatorError(`${file}: not an Excel workbook, or damaged`)
  }
}

const tableRows = (lines: readonly (readonly unknown[])[], names: Columns): FileRow[] => {
  const [head = [], ...rest] = lines
  const columns = head.map((cell) => {
    const heading = String(cell ?? '')
      .trim()
      .toLowerCase()
    return names[heading] ?? heading
  })
  return rest.flatMap((cells, at) => {
    const filled = columns.flatMap((column, index) => {
      const cell = cells[index]
      const blank = cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
      return column === '' || blank ? [] : [[column, cell] as const]
    })
    return filled.length === 0 ? [] : [{ where: `row ${at + 2}`, values: Object.fromEntries(filled) }]
  })
}
