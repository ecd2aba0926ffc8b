import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Sql } from 'postgres'
import type { DumpHead, DumpPiece } from '../../db/backup/dump-tables'
import { loadTables } from '../../db/backup/load-tables'
import type { DatabaseTarget } from '../../db/client'
import { readPieces } from './piece-codec'
import { openSealed } from './sealed-file'

interface Restore {
  file: string
  secret: Buffer
}

const piecesOf = ({ file, secret }: Restore): AsyncGenerator<DumpPiece> => {
  const opened = Readable.from(openSealed(createReadStream(file) as AsyncIterable<Buffer>, secret))
  const unpacked = createGunzip()
  opened.on('error', (error) => unpacked.destroy(error))
  return readPieces(opened.pipe(unpacked) as AsyncIterable<Buffer>)
}

/** Reads all of it, and keeps nothing: whether it is whole is known before anything is replaced. */
const check = async (restore: Restore): Promise<void> => {
  for await (const _ of piecesOf(restore));
}

/** Puts a backup in place of what the database holds. Where it fails, everything is as it was. */
export const restoreBackup = async (
  database: { sql: Sql; target: DatabaseTarget },
  restore: Restore,
): Promise<DumpHead> => {
  await check(restore)
  return loadTables(database, piecesOf(restore))
}
