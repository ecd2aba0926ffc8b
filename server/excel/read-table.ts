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
      return tableRows(file, csvLines(bytes), columns)
    case '.xlsx':
      return tableRows(file, await xlsxLines(file, bytes), columns)
    default:
      throw new OperatorError(`${file}: expected an .xlsx or .csv file`)
  }
}

/** A table saved by Excel in China is often GB 18030; as 'Unicode text' it is UTF-16 behind its mark. */
const decode = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** What our own exports put before text that a spreadsheet would take for a formula (`csvOf`). */
const GUARDED = /^'(?=[=+\-@\t\r＝＋－＠])/

/** Empty lines stay, so that a row is called by the number that its reader sees. */
const csvLines = (bytes: Buffer): string[][] =>
  Papa.parse<string[]>(decode(bytes).replace(/^\uFEFF/, '')).data.map((cells) =>
    cells.map((cell) => cell.replace(GUARDED, '')),
  )

/** More than any of our lists has, and four times the rows that one may have: each line is gone through by all columns. */
const MOST_COLUMNS = 100
const MOST_LINES = 20_000

/** The same of a sheet. A cell far out costs its file a few bytes and the reader a row of 16,384: 100 kB would take gigabytes. */
const AREA = `A1:CV${MOST_LINES}`

const xlsxLines = async (file: string, bytes: Buffer): Promise<readonly (readonly unknown[])[]> => {
  if (unzippedSize(bytes) === null)
    throw new OperatorError(`${file}: not an Excel workbook, or one of over 64 MB unzipped`)
  try {
    const { sheets } = await readXlsx(bytes, { range: AREA })
    return sheets[0]?.rows ?? []
  } catch {
    throw new OperatorError(`${file}: not an Excel workbook, or damaged`)
  }
}

const isBlank = (cell: unknown): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')

const tableRows = (file: string, lines: readonly (readonly unknown[])[], names: Columns): FileRow[] => {
  const first = lines.findIndex((cells) => !cells.every(isBlank))
  if (first < 0) return []
  if (lines.slice(MOST_LINES).some((cells) => !cells.every(isBlank)))
    throw new OperatorError(`${file}: more than ${MOST_LINES} lines`)
  const headings = (lines[first] ?? []).slice(0, MOST_COLUMNS).map((cell) => String(cell ?? '').trim())
  const columns = headings.map((heading) => columnOf(names, heading))
  const known = new Set(Object.values(names))
  if (!columns.some((column) => known.has(column))) {
    const found = headings.filter(Boolean).slice(0, 5).join(', ').slice(0, 100)
    throw new OperatorError(`${file}: its first row names none of the columns, but ${found}`)
  }
  return lines.slice(first + 1).flatMap((cells, at) => {
    const filled = columns.flatMap((column, index) => {
      const cell = cells[index]
      return column === '' || isBlank(cell) ? [] : [[column, cell] as const]
    })
    return filled.length === 0 ? [] : [{ where: `row ${first + at + 2}`, values: Object.fromEntries(filled) }]
  })
}

/** By another name, or its own in whatever case; one that nobody knows stays as it is written. */
const columnOf = (names: Columns, heading: string): string => {
  const small = heading.toLowerCase()
  if (Object.hasOwn(names, small)) return names[small] ?? heading
  return Object.values(names).find((column) => column.toLowerCase() === small) ?? heading
}

/** As many as a reader looks at, and as much of each. */
const MOST_NAMED = 20
const LONGEST_NAMED = 40

/** Columns that hold something and that nobody reads: a slip in a heading must not lose a column unseen. */
export const unreadColumns = (rows: readonly FileRow[], known: Iterable<string>): string[] => {
  const read = new Set(known)
  const others = new Set(rows.flatMap(({ values }) => Object.keys(values).filter((column) => !read.has(column))))
  return [...others].slice(0, MOST_NAMED).map((column) => column.slice(0, LONGEST_NAMED))
}
