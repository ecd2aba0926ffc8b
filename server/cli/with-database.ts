import { connectDatabase, type Database, type DatabaseTarget } from '../../db/client'
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres'
import { migrateDatabase } from '../../db/migrate'
import { type Env, readEnv } from '../env'
import type { CliIo } from './command'

/** What a command that needs the database works with. */
export interface DatabaseUse extends Database {
  target: DatabaseTarget
  env: Env
  /** For other programs; contains the password. Over 127.0.0.1 for the embedded Postgres. */
  databaseUrl: string
}

/**
 * Gives `use` the running instance's database: that of DATABASE_URL, or the embedded one, which is started for the time
 * of the command where no server runs. Migrates first unless told not to, so that tools work before the first start.
 */
export async function withDatabase<T>(
  io: CliIo,
  use: (database: DatabaseUse) => Promise<T>,
  { migrate = true }: { migrate?: boolean } = {},
): Promise<T> {
  const env = readEnv(io.environment)
  const embedded = env.databaseUrl === null ? await startEmbeddedPostgres(env.dataDir) : null
  const target: DatabaseTarget = embedded?.target ?? { kind: 'url', url: env.databaseUrl ?? '' }
  const databaseUrl = embedded?.databaseUrl ?? env.databaseUrl ?? ''
  try {
    if (migrate) await migrateDatabase(target)
    const database = await connectDatabase(target, { application: 'kakou tool', connections: 4 })
    try {
      return await use({ ...database, target, env, databaseUrl })
    } finally {
      await database.end()
    }
  } finally {
    await embedded?.release()
  }
}
