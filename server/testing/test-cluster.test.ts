import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { TEST_DATABASE_URL } from './test-cluster'
import { waitFor } from './wait-for'

test('a cluster ends with the process that started it, also when that is killed', async () => {
  const env = { ...process.env, [TEST_DATABASE_URL]: undefined }
  const start = "import('./test-cluster.ts').then(async (m) => console.log((await m.startTestCluster()).url))"
  const holder = spawn(process.execPath, ['--import', 'tsx', '--eval', `${start}; setInterval(() => {}, 1000)`], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(holder.stdout.setEncoding('utf8'), 'data', { signal: AbortSignal.timeout(60_000) })
  const { hostname, port } = new URL(String(line).trim())
  const listens = async () => {
    const socket = connect(Number(port), hostname)
    try {
      await once(socket, 'connect')
      return true
    } catch {
      return false
    } finally {
      socket.destroy()
    }
  }
  assert.ok(await listens())
  holder.kill('SIGKILL')
  await waitFor('Postgres to end', async () => !(await listens()))
})
