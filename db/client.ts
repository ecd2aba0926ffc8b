import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'
import { type AccessRoles, findRoles } from './access/roles'

/** Where a database is: a URL of the operator's own, or the embedded Postgres behind its Unix socket folder. */
export type DatabaseTarget =
  | { kind: 'url'; url: string }
  | { kind: 'embedded'; host: string; port: number; user: string; database: string; password?: string }

export interface Database {
  /**
   * Raw SQL that sees every jurisdiction: what the server does for itself, `sql.listen`. A person's verb runs in
   * `inScope`. Never handed to drizzle, which overwrites a client's date and json serialisers.
   */
  sql: Sql
  /** For entries alone, so that they never wait for a connection behind those who read. Runs as `roles.flush`. */
  ingest: Sql
  /** What the clients step down into; null where the owner may not make roles. */
  roles: AccessRoles | null
  /** Typed queries, on a client of its own for that reason. */
  orm: PostgresJsDatabase
  /** Waits up to 5 s for what is under way, then closes every connection. */
  end(): Promise<void>
}

interface ConnectOptions {
  /** Name in pg_stat_activity. */
  application: string
  /** Connections of the raw client, default 10; drizzle's client has half as many, at least one. */
  connections?: number
}

/** Two flushes at a time, what they ask before, and one over for a flush that hangs. */
const INGEST_CONNECTIONS = 4

/** Opens the clients of a migrated database. */
export async function connectDatabase(
  target: DatabaseTarget,
  { application, connections = 10 }: ConnectOptions,
): Promise<Database> {
  const sql = openSql(target, application, connections)
  const roles = await findRoles(sql).catch(async (error: unknown) => {
    await sql.end({ timeout: 5 })
    throw error
  })
  // Its connections are in that role from their first moment, so that no flush pays a round trip for it.
  const role = roles === null ? {} : { role: roles.flush }
  const ingest = openSql(target, application, INGEST_CONNECTIONS, role)
  const ormClient = openSql(target, application, Math.max(1, Math.floor(connections / 2)))
  return {
    sql,
    ingest,
    roles,
    orm: drizzle(ormClient),
    end: async () => {
      await Promise.all([sql, ingest, ormClient].map((client) => client.end({ timeout: 5 })))
    },
  }
}

/** One postgres.js client. Also for short uses of its own: the migrator, the instance lock. */
export function openSql(
  target: DatabaseTarget,
  application: string,
  connections: number,
  options: {
    maxLifetime?: null
    onclose?: () => void
    database?: string
    user?: string
    role?: string
    /** Names the session to itself (`kakou.session`). */
    session?: string
  } = {},
): Sql {
  const { maxLifetime, database, user, role, session, ...rest } = options
  const common = {
    ...rest,
    ...(database === undefined ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(maxLifetime === undefined ? {} : { max_lifetime: maxLifetime }),
    max: connections,
    connect_timeout: 10,
    // Seconds until the next try. The library's own goes up to 20, and queries wait behind it when the database is back.
    backoff: () => 0.1 + Math.random() * 0.2,
    connection: {
      application_name: application,
      ...(role === undefined ? {} : { role }),
      ...(session === undefined ? {} : { 'kakou.session': session }),
    },
    // Notices ("relation exists, skipping") are chatter for the terminal of whoever started us.
    onnotice: () => {},
  }
  if (target.kind === 'url') return postgres(target.url, common)
  return postgres({
    host: target.host,
    port: target.port,
    user: target.user,
    database: target.database,
    ...(target.password === undefined ? {} : { password: target.password }),
    ...common,
  })
}
