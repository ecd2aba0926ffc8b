import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres'

/**
 * Names the environment variable with the address of a Postgres for tests, whose role may create databases. `npm test`
 * sets it to one cluster for the whole run; set it yourself to test against a Postgres of your own.
 */
export const TEST_DATABASE_URL = 'KAKOU_TEST_DATABASE_URL'

type TestCluster = { url: string; stop(): Promise<void> }

/** The Postgres of TEST_DATABASE_URL, or a new real one in a folder that goes with it. */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env[TEST_DATABASE_URL]
  if (given) return { url: given, stop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'kakou-cluster-'))
  const cluster = await startEmbeddedPostgres(folder)
  return {
    url: cluster.databaseUrl,
    async stop() {
      await cluster.stop()
      // As root under a closed folder the data lies elsewhere; the socket always does.
      const socketFolder = cluster.target.kind === 'embedded' ? [cluster.target.host] : []
      for (const path of [folder, cluster.home, ...socketFolder]) await rm(path, { recursive: true, force: true })
    },
  }
}
