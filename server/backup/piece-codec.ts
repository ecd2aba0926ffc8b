import type { DumpHead, DumpPiece } from '../../db/backup/dump-tables'
import { OperatorError } from '../../db/operator-error'

/**
 * Pieces of a dump, one after the other: a byte of kind, four of length, the content. `H` is the head as JSON, `R` rows of
 * a table (two bytes of its number before them), `E` the end with the number of pieces, which a whole backup has.
 */
const HEAD_BYTES = 5
const MAX_BYTES = 1024 ** 3

const frame = (kind: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(content.length, 1)
  return Buffer.concat([head, content])
}

export const writePiece = (piece: DumpPiece): Buffer => {
  if ('head' in piece) return frame('H', Buffer.from(JSON.stringify(piece.head)))
  const table = Buffer.alloc(2)
  table.writeUInt16BE(piece.table)
  return frame('R', Buffer.concat([table, piece.rows]))
}

export const writeEnd = (pieces: number): Buffer => frame('E', Buffer.from(String(pieces)))

const CUT = 'the backup ends too early: it was not written to its end'

/** Throws OperatorError where the end is not there. */
export async function* readPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<DumpPiece> {
  let held: Buffer = Buffer.alloc(0)
  let pieces = 0
  let whole = false
  for await (const chunk of chunks) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    while (held.length >= HEAD_BYTES) {
      const length = held.readUInt32BE(1)
      if (length > MAX_BYTES) throw new OperatorError(CUT)
      if (held.length < HEAD_BYTES + length) break
      const kind = held.toString('latin1', 0, 1)
      const content = held.subarray(HEAD_BYTES, HEAD_BYTES + length)
      held = held.subarray(HEAD_BYTES + length)
      if (kind === 'E') whole = Number(content.toString()) === pieces
      else {
        pieces++
        if (kind === 'H') yield { head: JSON.parse(content.toString()) as DumpHead }
        else yield { table: content.readUInt16BE(0), rows: Buffer.from(content.subarray(2)) }
      }
    }
  }
  if (!whole || held.length > 0) throw new OperatorError(CUT)
}
