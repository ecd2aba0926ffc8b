/**
 * A database of a test's own, cloned from a migrated template in about a tenth of a second. Real Postgres: the run's
 * cluster under `npm test`, one of this process where a file is run by hand.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres, { type Sql } from 'postgres'
import type { DatabaseTarget } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import { startTestCluster } from './test-cluster'
import { waitFor } from './wait-for'

export type TestDatabase = {
  /** For `connectDatabase`. */
  target: DatabaseTarget
  /** For other programs: a `DATABASE_URL`. */
  url: string
  /** Ends what is still connected, and the cluster with the last database of a file run by hand. */
  drop(): Promise<void>
}

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url))
/** As the migrations, a part of what a template is made of. */
const TABLE_ACCESS = fileURLToPath(new URL('../../db/access/table-access.ts', import.meta.url))
/** Held while a template is made or cloned: Postgres refuses to clone one that somebody is connected to. */
const TEMPLATE_LOCK = 7_203_900

let cluster: ReturnType<typeof startTestCluster> | undefined
let databases = 0

/** @param options.migrated false gives an empty database, for tests of the migrations themselves. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  databases++
  cluster ??= startTestCluster()
  const { url: adminUrl } = await cluster
  const name = `kakou_test_${randomBytes(6).toString('hex')}`
  await withAdmin(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`
    // An exclusive lock ends with its connection, so nothing can leave it behind.
    const template = migrated ? await migratedTemplate(sql, adminUrl) : 'template1'
    await sql`create database ${sql(name)} template ${sql(template)}`
  })
  const url = withDatabase(adminUrl, name)
  return {
    target: { kind: 'url', url },
    url,
    async drop() {
      await withAdmin(adminUrl, (sql) => dropDatabase(sql, name))
      databases--
      if (databases > 0 || cluster === undefined) return
      const idle = cluster
      cluster = undefined
      await (await idle).stop()
    },
  }
}

/** Postgres may be vacuuming it, and lets nobody but a superuser end that: it is over in a moment. */
async function dropDatabase(sql: Sql, name: string): Promise<void> {
  const drop = () => sql`drop database if exists ${sql(name)} with (force)`
  await waitFor(`the end of ${name}`, drop, { timeoutMs: 30_000, everyMs: 100 })
}

/** Made once for each state of the migrations; a half-made one keeps the name that nobody clones. */
async function migratedTemplate(sql: Sql, adminUrl: string): Promise<string> {
  const template = `kakou_template_${hashOfMigrations()}`
  const [found] = await sql`select 1 from pg_database where datname = ${template}`
  if (found) return template
  const unfinished = `${template}_unfinished`
  await dropDatabase(sql, unfinished)
  await sql`create database ${sql(unfinished)}`
  await migrateDatabase({ kind: 'url', url: withDatabase(adminUrl, unfinished) })
  await sql`alter database ${sql(unfinished)} rename to ${sql(template)}`
  return template
}

function hashOfMigrations(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(MIGRATIONS).sort()) {
    if (file.endsWith('.sql')) hash.update(file).update(readFileSync(join(MIGRATIONS, file)))
  }
  hash.update(readFileSync(TABLE_ACCESS))
  return hash.digest('hex').slice(0, 10)
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function withAdmin(url: string, act: (sql: Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await act(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
