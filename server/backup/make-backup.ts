import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Sql } from 'postgres'
import { dumpTables } from '../../db/backup/dump-tables'
import { writeEnd, writePiece } from './piece-codec'
import { sealingStream } from './sealed-file'

/** Writes all that the database holds into a file that only the secret opens. Nothing is there until all of it is. */
export const makeBackup = async (
  sql: Sql,
  { file, secret }: { file: string; secret: Buffer },
): Promise<{ bytes: number; tables: number }> => {
  const partial = `${file}.partial`
  const sealed = await sealingStream(secret)
  const packed = createGzip({ level: 4 })
  const written = createWriteStream(partial, { mode: 0o600, flags: 'wx' })
  const end = finished(packed.pipe(sealed).pipe(written))
  // Whoever fails first ends the others; the first fault is the one that is told.
  for (const stream of [packed, sealed]) stream.on('error', (error) => written.destroy(error))
  end.catch((error: Error) => packed.destroy(error))
  try {
    let pieces = 0
    let tables = 0
    const put = async (bytes: Buffer) => {
      if (packed.destroyed) await end
      if (!packed.write(bytes)) await Promise.race([once(packed, 'drain'), end])
    }
    await dumpTables(sql, async (piece) => {
      if ('head' in piece) tables = piece.head.tables.length
      pieces++
      await put(writePiece(piece))
    })
    await put(writeEnd(pieces))
    packed.end()
    await end
    // On the disk before it has its name: a backup that is there is whole.
    const handle = await open(partial, 'r+')
    await handle.sync()
    const { size } = await handle.stat()
    await handle.close()
    await rename(partial, file)
    return { bytes: size, tables }
  } catch (error) {
    packed.destroy()
    await rm(partial, { force: true })
    throw error
  }
}
