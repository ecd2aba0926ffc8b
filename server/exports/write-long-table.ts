import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { writeXlsxStream } from 'hucre/xlsx'

/** Rows that are written in one go: a few milliseconds, then others have their turn. */
const PIECE = 200

type Row = (string | number | null)[]

/** A table of many thousand rows for people, in one language. */
interface LongTable {
  name: string
  headers: string[]
  rows: readonly Row[]
}

/** As `csvOf` writes it, but while the server goes on with what else it does. */
export const longCsvOf = async ({ headers, rows }: Pick<LongTable, 'headers' | 'rows'>): Promise<Buffer> => {
  const options = { escape_formulas: true, record_delimiter: '\r\n' } as const
  const parts = [stringify([headers], { ...options, bom: true })]
  for (let from = 0; from < rows.length; from += PIECE) {
    parts.push(stringify(rows.slice(from, from + PIECE), options))
    await setImmediate()
  }
  return Buffer.from(parts.join(''))
}

/** As `xlsxOf` writes one sheet, but while the server goes on with what else it does. */
export const longXlsxOf = async ({ name, headers, rows }: LongTable): Promise<Buffer> => {
  async function* inPieces(): AsyncGenerator<Row> {
    for (const [index, row] of rows.entries()) {
      if (index % PIECE === PIECE - 1) await setImmediate()
      yield row
    }
  }
  const columns = headers.map((header) => ({ header }))
  const chunks: Uint8Array[] = []
  for await (const chunk of writeXlsxStream(inPieces(), { name, columns, freezePane: { rows: 1 } })) chunks.push(chunk)
  return Buffer.concat(chunks)
}
