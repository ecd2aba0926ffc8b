import type { Readable } from 'node:stream'
import type { Sql } from 'postgres'
import { migrationsOf } from '../migrate'
import { findWeeks } from '../stores/partitions'
import { findTables, quoteName, type TableShape } from './table-order'

/** What stands before the rows. */
export interface DumpHead {
  /** Times of the migrations that the tables are of. */
  migrations: number[]
  /** Partitions, by their first bucket. */
  weeks: number[]
  tables: TableShape[]
}

/** What passes with time and has no worth in another place. */
const LEFT_OUT: ReadonlySet<string> = new Set(['attempts'])

/** One piece of a dump: its head, or rows of a table as COPY writes them. */
export type DumpPiece = { head: DumpHead } | { table: number; rows: Buffer }

/**
 * All rows of all tables, of one snapshot, while everybody goes on working. `take` is given one piece after the other
 * and is awaited, so that no more lies in memory than one.
 */
export const dumpTables = async (sql: Sql, take: (piece: DumpPiece) => Promise<void>): Promise<void> => {
  await sql.begin('isolation level repeatable read read only', async (transaction) => {
    const tables = (await findTables(transaction)).filter(({ name }) => !LEFT_OUT.has(name))
    await take({ head: { migrations: await migrationsOf(transaction), weeks: await findWeeks(transaction), tables } })
    for (const [table, { name, columns }] of tables.entries()) {
      // Names come from the catalogue, not from anybody.
      const list = columns.map(quoteName).join(', ')
      const copy = transaction.unsafe(`copy (select ${list} from ${quoteName(name)}) to stdout`)
      const rows = (await copy.readable()) as Readable
      for await (const chunk of rows) await take({ table, rows: chunk as Buffer })
      // The client stops reading its socket while the stream is full, also where its end has come already: then nobody
      // would start it again, and the next statement would wait for ever.
      rows._read(0)
    }
  })
}
