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

/** A client behind a line that `cut` breaks. */
const behindLine = (max: number, cut: string, program: string) => `
  import { connect, createServer } from 'node:net'
  import postgres from 'postgres'
  const url = new URL(process.env.DATABASE)
  const { port, hostname } = url
  const pairs = []
  const cut = () => { for (const client of pairs) ${cut} }
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    for (const socket of [client, server]) socket.on('error', () => {})
    client.pipe(server).pipe(client)
    pairs.push(client)
  })
  proxy.listen(0, '127.0.0.1', async () => {
    url.port = String(proxy.address().port)
    const sql = postgres(url.href, { max: ${max}, backoff: () => 0.05, onnotice: () => {} })
    ${program}
    process.exit(0)
  })`

/** A reserved connection that is closed: the next question on it is written to a socket that is gone. */
const CLOSED = behindLine(
  2,
  'client.end()',
  `
    const one = await sql.reserve()
    setTimeout(cut, 100)
    const codes = []
    for (const question of ['select pg_sleep(5)', 'select 1']) {
      await one.unsafe(question).catch((error) => codes.push(error.code))
    }
    const [row] = await sql\`select 7 as seven\`
    console.log(codes.join(' '), row.seven)`,
)

/** A connection that is reset: a question that is asked at once when the one before fails, and the end of the client. */
const RESET = behindLine(
  1,
  'client.resetAndDestroy()',
  `
    const one = await sql.reserve()
    await one.unsafe('select 1')
    setTimeout(cut, 100)
    const codes = []
    await one.unsafe('select pg_sleep(5)').catch((error) => codes.push(error.code))
    const late = new Promise((resolve) => setTimeout(resolve, 6_000, { code: 'NEVER' }))
    codes.push((await Promise.race([one.unsafe('select 1').then(() => ({ code: 'ok' }), (error) => error), late])).code)
    one.release()
    const began = performance.now()
    await sql.end({ timeout: 12 })
    console.log(codes.join(' '), performance.now() - began < 9_000 ? 'ended' : 'ended late')`,
)

/** Two answered questions that are still held, and whether what they were asked with is. */
const HELD = `
  import { setFlagsFromString } from 'node:v8'
  import { runInNewContext } from 'node:vm'
  import postgres from 'postgres'
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const sql = postgres(process.env.DATABASE, { max: 1, onnotice: () => {} })
  const ask = (parameters) => ({ question: sql.unsafe('select $1::text', parameters), held: new WeakRef(parameters) })
  const asked = [ask(['first']), ask(['second'])]
  for (const { question } of asked) await question
  await new Promise((resolve) => setTimeout(resolve, 20))
  collect()
  console.log(asked.map(({ question, held }) => question.executed && held.deref() === undefined ? 'let go' : 'held').join(', '))
  process.exit(0)`

const run = async (
  program: string,
  plugins: NonNullable<Parameters<typeof build>[0]['plugins']>,
  database: string,
  ...flags: string[]
) => {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.mended-'))
  try {
    writeFileSync(join(folder, 'program.mjs'), program)
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

test('a question on a connection that was closed or reset is rejected, ends no process, and nobody waits for it', async () => {
  const cluster = await startTestCluster()
  try {
    const mended = await run(CLOSED, [mendedPostgres(ROOT)], cluster.url)
    assert.match(mended.stdout, /^CONNECTION_CLOSED CONNECTION_CLOSED 7$/m, mended.stderr)
    const tested = await run(CLOSED, [], cluster.url, '--import', './server/testing/run/mended-postgres-loader.mjs')
    assert.match(tested.stdout, /^CONNECTION_CLOSED CONNECTION_CLOSED 7$/m, `as tests have it: ${tested.stderr}`)
    const plain = await run(CLOSED, [], cluster.url)
    assert.notEqual(plain.status, 0, 'postgres.js mends it itself by now: the mend may go')
    const reset = await run(RESET, [mendedPostgres(ROOT)], cluster.url)
    assert.match(reset.stdout, /^ECONNRESET (ECONNRESET|CONNECTION_CLOSED) ended$/m, reset.stdout + reset.stderr)
    const plainly = await run(RESET, [], cluster.url)
    assert.doesNotMatch(plainly.stdout, / ended$/m, 'postgres.js mends it itself by now: the mend may go')
  } finally {
    await cluster.stop()
  }
})

test('an answered question keeps nothing of what it was asked with', async () => {
  const cluster = await startTestCluster()
  try {
    const mended = await run(HELD, [mendedPostgres(ROOT)], cluster.url)
    assert.match(mended.stdout, /^let go, let go$/m, mended.stderr)
    const plain = await run(HELD, [], cluster.url)
    assert.match(plain.stdout, /^held, held$/m, 'postgres.js mends it itself by now: the mend may go')
  } finally {
    await cluster.stop()
  }
})
