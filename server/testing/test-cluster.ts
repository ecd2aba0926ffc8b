import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres'

/**
 * Names the environment variable with the address of a Postgres for tests, whose role may create databases. `npm test`
 * sets it to one cluster for the whole run; set it yourself to test against a Postgres of your own.
 */
export const TEST_DATABASE_URL = 'KAKOU_TEST_DATABASE_URL'

const WARDEN = fileURLToPath(new URL('./cluster-warden.mjs', import.meta.url))

type TestCluster = { url: string; stop(): Promise<void> }

/** The Postgres of TEST_DATABASE_URL, or a new real one in a folder that goes with it, at the latest with this process. */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env[TEST_DATABASE_URL]
  if (given) return { url: given, stop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'kakou-cluster-'))
  const { target, home, databaseUrl, stop } = await startEmbeddedPostgres(folder)
  // As root under a closed folder the data lies elsewhere; the socket always does.
  const folders = [folder, home, ...(target.kind === 'embedded' ? [target.host] : [])]
  const warden = spawn(process.execPath, [WARDEN, join(home, 'postgres'), ...folders], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  // Neither the warden nor the pipe to it may keep this process alive.
  warden.unref()
  if (warden.stdin instanceof Socket) warden.stdin.unref()
  return {
    url: databaseUrl,
    async stop() {
      await stop()
      for (const path of folders) await rm(path, { recursive: true, force: true })
      warden.stdin.end()
    },
  }
}
