import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'
import type { DatabaseTarget } from '../client'
import { migrateDatabase, oldMigrations } from '../migrate'
import { OperatorError } from '../operator-error'
import { makeWeek } from '../stores/partitions'
import type { DumpHead, DumpPiece } from './dump-tables'
import { findTables, quoteName, type TableShape } from './table-order'

/** What was here before lies in this schema until all is in place, and comes back where something fails. */
const ASIDE = 'kakou_before_restore'

/** Whether anything lies here that somebody would miss. */
export const isEmpty = async (sql: Sql): Promise<boolean> => {
  const [row] = await sql<{ there: boolean }[]>`select to_regclass('public.instance') is not null as there`
  if (!row?.there) return true
  const [held] = await sql<{ held: boolean }[]>`
    select exists (select from users) or exists (select from checkpoints) or exists (select from networks)
      or exists (select from entries) as held`
  return held?.held === false
}

/**
 * Puts the rows of a dump in place of all that is here: tables as they were when it was made, rows, then the migrations
 * since. Where it fails, what was here before is back. `pieces` begins with the head. Returns it.
 */
export const loadTables = async (
  { sql, target }: { sql: Sql; target: DatabaseTarget },
  pieces: AsyncIterable<DumpPiece>,
): Promise<DumpHead> => {
  const given = pieces[Symbol.asyncIterator]()
  const first = await given.next()
  if (first.done || !('head' in first.value)) throw new OperatorError('the backup has no head')
  const { head } = first.value
  const folder = mkdtempSync(join(tmpdir(), 'kakou-restore-'))
  try {
    const old = oldMigrations(head.migrations, folder)
    if (old === null) throw new OperatorError('the backup was made by a newer Kakou: restore it with that version')
    const restores = await putAside(sql)
    try {
      await migrateDatabase(target, { folder: old, beside: ASIDE, bare: true })
      for (const week of head.weeks) await makeWeek(sql, week)
      await sql.begin(async (transaction) => {
        await fill(transaction, head, { [Symbol.asyncIterator]: () => given })
        await setSequences(transaction)
        await becomeAnother(transaction, restores)
      })
      await migrateDatabase(target, { beside: ASIDE })
    } catch (error) {
      await bringBack(sql)
      throw error
    }
    await sql.unsafe(`drop schema if exists ${ASIDE} cascade; drop schema if exists ${ASIDE}_drizzle cascade`)
    return head
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Returns how often what was here had been restored. */
const putAside = async (sql: Sql): Promise<number> => {
  const [found] = await sql<{ ours: boolean; drizzle: boolean; aside: boolean }[]>`
    select to_regclass('public.instance') is not null as ours, to_regnamespace('drizzle') is not null as drizzle,
      to_regnamespace(${ASIDE}) is not null as aside`
  if (found?.aside) {
    throw new OperatorError(
      `a restore was cut off here: what was before lies in the schema ${ASIDE}. Drop the schema public, rename ${ASIDE} to public and ${ASIDE}_drizzle to drizzle, or drop both`,
    )
  }
  const [row] = found?.ours ? await sql<{ restores: number }[]>`select restores from instance` : []
  await sql.begin(async (transaction) => {
    await transaction.unsafe(`alter schema public rename to ${ASIDE}`)
    if (found?.drizzle) await transaction.unsafe(`alter schema drizzle rename to ${ASIDE}_drizzle`)
    await transaction.unsafe('create schema public')
  })
  return row?.restores ?? 0
}

const bringBack = (sql: Sql): Promise<unknown> =>
  sql.begin(async (transaction) => {
    await transaction.unsafe('drop schema public cascade; drop schema if exists drizzle cascade')
    await transaction.unsafe(`alter schema ${ASIDE} rename to public`)
    const [row] = await transaction<{ drizzle: boolean }[]>`
      select to_regnamespace(${`${ASIDE}_drizzle`}) is not null as drizzle`
    if (row?.drizzle) await transaction.unsafe(`alter schema ${ASIDE}_drizzle rename to drizzle`)
  })

const fill = async (sql: TransactionSql, head: DumpHead, pieces: AsyncIterable<DumpPiece>): Promise<void> => {
  let at = -1
  let copy: TableCopy | null = null
  for await (const piece of pieces) {
    if ('head' in piece) throw new OperatorError('the backup has two heads')
    if (piece.table !== at) {
      await copy?.end()
      at = piece.table
      const table = head.tables[at]
      if (table === undefined) throw new OperatorError('the backup holds rows of a table that it does not name')
      copy = await TableCopy.into(sql, table)
    }
    await copy?.write(piece.rows)
  }
  await copy?.end()
}

/**
 * COPY into one table. The client loses the fault of a COPY that fails at its end, and the stream then never finishes: so
 * each write is awaited by itself, and a statement after the end says whether the transaction still stands.
 */
class TableCopy {
  readonly #sql: TransactionSql
  readonly #name: string
  readonly #stream: Writable

  private constructor(sql: TransactionSql, name: string, stream: Writable) {
    this.#sql = sql
    this.#name = name
    this.#stream = stream
    // The write that meets it, or the statement at the end, tells it.
    stream.on('error', () => {})
  }

  static async into(sql: TransactionSql, { name, columns }: TableShape): Promise<TableCopy> {
    const into = `${quoteName(name)} (${columns.map(quoteName).join(', ')})`
    return new TableCopy(sql, name, (await sql.unsafe(`copy ${into} from stdin`).writable()) as Writable)
  }

  write(rows: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(rows, (error) => (error ? reject(this.#fault()) : resolve()))
    })
  }

  async end(): Promise<void> {
    this.#stream.end()
    // The stream says its last word in the next turn.
    await nextTurn()
    await this.#sql`select 1`.catch(() => {
      throw this.#fault()
    })
  }

  #fault(): OperatorError {
    return new OperatorError(
      `the backup's rows of the table ${this.#name} can not be stored: see the log of the database`,
    )
  }
}

/** Numbers go on after the highest. */
const setSequences = async (sql: TransactionSql): Promise<void> => {
  const known = new Set((await findTables(sql)).map(({ name }) => name))
  const columns = await sql<{ table: string; column: string }[]>`
    select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and a.attidentity <> '' and c.relkind in ('r', 'p')`
  for (const { table, column } of columns) {
    if (!known.has(table)) continue
    await sql.unsafe(`
      select setval(pg_get_serial_sequence('public.${quoteName(table)}', '${column}'),
        coalesce(max(${quoteName(column)}), 0) + 1, false) from ${quoteName(table)}`)
  }
}

const MINUTE = 60
/**
 * It went back in time: another epoch, so that tablets offer again what was acknowledged since. Whoever was signed in
 * signs in again, since sessions that were ended after the backup would be alive. The minute makes the number one that
 * no earlier restore of this or of another copy had.
 */
const becomeAnother = async (sql: TransactionSql, before: number): Promise<void> => {
  await sql`
    update instance set restores = greatest(restores + 1, ${before} + 1, extract(epoch from now())::bigint / ${MINUTE})`
  await sql`update sessions set revoked_at = now() where revoked_at is null`
}
