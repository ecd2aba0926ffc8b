import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { startTestCluster } from '../testing/test-cluster'
import { mendedPostgres } from './mended-postgres.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A reserved connection that is closed: the next question on it is written to a socket that is gone. */
const PROGRAM = `
  import { connect, createServer } from 'node:net'
  import postgres from 'postgres'
  const url = new URL(process.env.DATABASE)
  const { port, hostname } = url
  const pairs = []
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    for (const socket of [client, server]) socket.on('error', () => {})
    client.pipe(server).pipe(client)
    pairs.push(client)
  })
  proxy.listen(0, '127.0.0.1', async () => {
    url.port = String(proxy.address().port)
    const sql = postgres(url.href, { max: 2, backoff: () => 0.05, onnotice: () => {} })
    const one = await sql.reserve()
    setTimeout(() => { for (const client of pairs) client.end() }, 100)
    const codes = []
    for (const question of ['select pg_sleep(5)', 'select 1']) {
      await one.unsafe(question).catch((error) => codes.push(error.code))
    }
    const [row] = await sql\`select 7 as seven\`
    console.log(codes.join(' '), row.seven)
    process.exit(0)
  })`

const run = async (
  plugins: NonNullable<Parameters<typeof build>[0]['plugins']>,
  database: string,
  ...flags: string[]
) => {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.mended-'))
  try {
    writeFileSync(join(folder, 'program.mjs'), PROGRAM)
    await build({
      absWorkingDir: ROOT,
      entryPoints: [join(folder, 'program.mjs')],
      outfile: join(folder, 'bundle.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      plugins,
      logLevel: 'silent',
    })
    const env = { ...process.env, DATABASE: database }
    return spawnSync(process.execPath, [...flags, join(folder, 'bundle.mjs')], {
      env,
      encoding: 'utf8',
      timeout: 60_000,
      cwd: ROOT,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('a question on a connection that was closed is rejected, and does not end the process', async () => {
  const cluster = await startTestCluster()
  try {
    const mended = await run([mendedPostgres(ROOT)], cluster.url)
    assert.match(mended.stdout, /^CONNECTION_CLOSED CONNECTION_CLOSED 7$/m, mended.stderr)
    const tested = await run([], cluster.url, '--import', './server/testing/run/mended-postgres-loader.mjs')
    assert.match(tested.stdout, /^CONNECTION_CLOSED CONNECTION_CLOSED 7$/m, `as tests have it: ${tested.stderr}`)
    const plain = await run([], cluster.url)
    assert.notEqual(plain.status, 0, 'postgres.js mends it itself by now: the mend may go')
  } finally {
    await cluster.stop()
  }
})
