import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Sql, TransactionSql } from 'postgres'
import { applyAccess } from './access/apply-access'
import { type AccessRoles, ensureRoles } from './access/roles'
import { type DatabaseTarget, openSql } from './client'
import { databaseFault, describeTarget } from './database-fault'
import { OperatorError } from './operator-error'
import { LOCK_TIMEOUT, withPatience } from './patient-ddl'

/** This file lies in db/ as source and in .next/ as part of the server's bundle: one folder below the root either way. */
const MIGRATIONS = fileURLToPath(new URL('../db/migrations', import.meta.url))

/** Held while migrating, so that several servers on one database wait for the first. */
const MIGRATE_LOCK = 7_203_002
const OLDEST_POSTGRES = 15

interface MigrationReport {
  /** Migrations that this call applied. */
  applied: number
  /** Migrations that the database has now. */
  total: number
  /** The roles of the database; null where its owner may not make them. */
  roles: AccessRoles | null
}

interface MigrateOptions {
  /** Where the migrations lie. */
  folder?: string
  /** A schema that may lie beside ours: a restore keeps there what was before. */
  beside?: string
  /** Tables alone: a restore fills them before anybody reaches them. */
  bare?: true
}

/**
 * Brings the database up to this code: tables, roles, and who reaches which rows. Throws OperatorError, and changes
 * nothing, where the database cannot be reached, is older than Postgres 15, holds something else, or was migrated by a
 * newer Kakou.
 */
export async function migrateDatabase(
  target: DatabaseTarget,
  { folder = MIGRATIONS, beside = '', bare }: MigrateOptions = {},
): Promise<MigrationReport> {
  const sql = openSql(target, 'kakou migrate', 1, { maxLifetime: null })
  try {
    await checkVersion(sql, target)
    await sql`select pg_advisory_lock(${MIGRATE_LOCK})`
    const known = readJournal(folder)
    const before = await appliedMigrations(sql)
    await checkHistory(sql, target, { known, applied: before, beside })
    if (known.length > 0) {
      // Of this one connection, and of no lock before: servers wait for each other's migrations.
      await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, false)`
      await withPatience(() => migrate(drizzle(sql), { migrationsFolder: folder }))
    }
    const roles = await ensureRoles(sql)
    if (!bare) await applyAccess(sql, roles)
    return { roles, applied: known.filter((when) => !before?.includes(when)).length, total: known.length }
  } catch (error) {
    throw databaseFault(error, target)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** How many migrations the database has and how many this code knows; changes nothing. */
export async function migrationState(sql: Sql, folder = MIGRATIONS): Promise<{ applied: number; known: number }> {
  return { applied: (await appliedMigrations(sql))?.length ?? 0, known: readJournal(folder).length }
}

/** Times of the migrations that the database has, in order. */
export async function migrationsOf(sql: Sql | TransactionSql): Promise<number[]> {
  return (await appliedMigrations(sql)) ?? []
}

/** A folder with the first migrations alone: the tables as an older release had them. Null: this code lacks one. */
export function oldMigrations(applied: readonly number[], folder: string): string | null {
  const journal = JSON.parse(readFileSync(JOURNAL(MIGRATIONS), 'utf8')) as Journal
  const entries = journal.entries.slice(0, applied.length)
  if (entries.some(({ when }, index) => when !== applied[index]) || entries.length < applied.length) return null
  mkdirSync(join(folder, 'meta'))
  writeFileSync(JOURNAL(folder), JSON.stringify({ ...journal, entries }))
  for (const { tag } of entries) copyFileSync(join(MIGRATIONS, `${tag}.sql`), join(folder, `${tag}.sql`))
  return folder
}

interface Journal {
  entries: { when: number; tag: string }[]
}

const JOURNAL = (folder: string) => join(folder, 'meta', '_journal.json')

async function checkVersion(sql: Sql, target: DatabaseTarget): Promise<void> {
  const [row] = await sql<{ version: number; encoding: string }[]>`
    select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`
  if ((row?.version ?? 0) < OLDEST_POSTGRES) {
    throw new OperatorError(
      `${describeTarget(target)} is Postgres ${row?.version}: version ${OLDEST_POSTGRES} or later is needed`,
    )
  }
  if (row?.encoding !== 'UTF8') {
    throw new OperatorError(`${describeTarget(target)} is encoded in ${row?.encoding}: create one with ENCODING 'UTF8'`)
  }
}

async function checkHistory(
  sql: Sql,
  target: DatabaseTarget,
  { known, applied, beside }: { known: number[]; applied: number[] | null; beside: string },
): Promise<void> {
  const name = describeTarget(target)
  if (applied === null || applied.length === 0) {
    const [row] = await sql<{ found: string | null }[]>`
      select min(n.nspname || '.' || c.relname) as found
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'drizzle')
        and (${beside} = '' or not starts_with(n.nspname, ${beside}))
        and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
    const found = row?.found
    if (found)
      throw new OperatorError(`${name} is not empty (it holds ${found}): give Kakou an empty database of its own`)
    return
  }
  const unknown = applied.filter((when) => !known.includes(when))
  if (unknown.length === 0) return
  if (known.some((when) => applied.includes(when))) {
    throw new OperatorError(
      `${name} was made by a newer Kakou (${unknown.length} migrations that this one doesn't know): start that version, or restore a backup from before it`,
    )
  }
  throw new OperatorError(`${name} belongs to another program: give Kakou an empty database of its own`)
}

/** Times of the applied migrations, or null where there is no list of them. */
async function appliedMigrations(sql: Sql | TransactionSql): Promise<number[] | null> {
  const [row] = await sql<{ there: boolean }[]>`select to_regclass('drizzle.__drizzle_migrations') is not null as there`
  if (!row?.there) return null
  const rows = await sql<
    { created_at: string }[]
  >`select created_at from drizzle.__drizzle_migrations order by created_at`
  return rows.map((applied) => Number(applied.created_at))
}

/** Times of the migrations in the folder: drizzle-kit's journal names each by the moment at which it was generated. */
function readJournal(folder: string): number[] {
  const file = JOURNAL(folder)
  if (!existsSync(file)) return []
  const journal = JSON.parse(readFileSync(file, 'utf8')) as Journal
  return journal.entries.map((entry) => entry.when)
}
