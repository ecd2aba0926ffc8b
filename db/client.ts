import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Sql } from 'postgres'

/** Where a database is: a URL of the operator's own, or the embedded Postgres behind its Unix socket folder. */
export type DatabaseTarget =
  | { kind: 'url'; url: string }
  | { kind: 'embedded'; host: string; port: number; user: string; database: string; password?: string }

export interface Database {
  /** Raw SQL: verbs, counters, `sql.listen`. Never handed to drizzle, which overwrites a client's date and json serialisers. */
  sql: Sql
  /** For entries alone, so that they never wait for a connection behind those who read. */
  ingest: Sql
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

/** Opens the clients. Connections are made on first use, so an unreachable server shows in the first query. */
export function connectDatabase(target: DatabaseTarget, { application, connections = 10 }: ConnectOptions): Database {
  const sql = openSql(target, application, connections)
  const ingest = openSql(target, application, INGEST_CONNECTIONS)
  const ormClient = openSql(target, application, Math.max(1, Math.floor(connections / 2)))
  return {
    sql,
    ingest,
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
  options: { maxLifetime?: null; onclose?: () => void; database?: string; user?: string } = {},
): Sql {
  const { maxLifetime, database, user, ...rest } = options
  const common = {
    ...rest,
    ...(database === undefined ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(maxLifetime === undefined ? {} : { max_lifetime: maxLifetime }),
    max: connections,
    connect_timeout: 10,
    // Seconds until the next try. The library's own goes up to 20, and queries wait behind it when the database is back.
    backoff: () => 0.1 + Math.random() * 0.2,
    connection: { application_name: application },
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
