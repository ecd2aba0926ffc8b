import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import { openSql } from '../../db/client'
import { findRunningEmbedded } from '../../db/embedded/embedded-postgres'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { waitFor } from '../testing/wait-for'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const started: Started[] = []
const folders: string[] = []
const databases: TestDatabase[] = []
let blocker: Server
let takenPort: number

interface Started {
  child: ChildProcess
  output(): string
  /** The exit code; rejects when it takes longer than 60 s. */
  ended(): Promise<number | null>
  /** The address that it printed. */
  url(): Promise<string>
}

function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, ['server/launch.mjs'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: '0',
      KAKOU_DEMO: 'off',
      NODE_ENV: 'production',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const server: Started = {
    child,
    output: () => printed,
    async ended() {
      await waitFor('the server to end', () => child.exitCode !== null || child.signalCode !== null, {
        timeoutMs: 60_000,
      })
      return child.exitCode
    },
    url: () =>
      waitFor(
        `an address in: ${printed}`,
        () => /Kakou is up: (\S+)/.exec(printed)?.[1] ?? endedEarly(child, printed),
        {
          timeoutMs: 90_000,
        },
      ),
  }
  started.push(server)
  return server
}

function endedEarly(child: ChildProcess, printed: string): null {
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${printed}`)
  return null
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kakou-process-'))
  folders.push(folder)
  return folder
}

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrated: false })
  databases.push(database)
  return database
}

function postmasterPid(data: string): number | null {
  const file = join(data, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

/** Expects the start to fail with exit 1 and one line of ours, without a stack. */
async function refusal(env: Record<string, string>): Promise<string> {
  const server = start(env)
  assert.equal(await server.ended(), 1, server.output())
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('kakou: '))
  assert.equal(lines.length, 1, server.output())
  assert.doesNotMatch(server.output(), /^\s+at /m)
  return lines[0] ?? ''
}

before(async () => {
  const prepared = spawnSync(process.execPath, ['server/launch.mjs', '--prepare'], { cwd: ROOT, encoding: 'utf8' })
  assert.equal(prepared.status, 0, prepared.stderr)
  blocker = createServer()
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
  const address = blocker.address()
  takenPort = typeof address === 'object' && address ? address.port : 0
})

after(async () => {
  for (const { child } of started) if (child.exitCode === null) child.kill('SIGKILL')
  for (const folder of folders) {
    const pid = postmasterPid(folder)
    if (pid !== null) {
      process.kill(pid, 'SIGINT')
      await waitFor('the left database to end', () => postmasterPid(folder) === null)
    }
    rmSync(folder, { recursive: true, force: true })
  }
  for (const database of databases) await database.drop()
  blocker.close()
})

test('a taken port: one line that says what to do, and nothing was made', async () => {
  const data = dataFolder()
  assert.match(
    await refusal({ PORT: String(takenPort), KAKOU_DATA: data }),
    new RegExp(`^kakou: port ${takenPort} is taken .*stop it, or set PORT`),
  )
  assert.deepEqual(readdirSync(data), [])
})

test('wrong settings: all in one line, before anything starts', async () => {
  const line = await refusal({ PORT: 'x', KAKOU_DEMO: 'maybe', KAKOU_DATA: dataFolder() })
  assert.match(line, /PORT=x: expected .*KAKOU_DEMO=maybe: expected/)
})

test('an address of another machine', async () => {
  assert.match(await refusal({ HOST: '192.0.2.77', KAKOU_DATA: dataFolder() }), /HOST=192\.0\.2\.77 is not an address/)
})

test('a database that nobody answers for, that is unknown, and one that is not empty', async () => {
  const nobody = `postgres://kakou:hush@127.0.0.1:${await freePort()}/kakou`
  const unreachable = await refusal({ DATABASE_URL: nobody, KAKOU_DATA: dataFolder() })
  assert.match(unreachable, /the database kakou at 127\.0\.0\.1:\d+ \(DATABASE_URL\) does not answer: start it/)
  assert.doesNotMatch(unreachable, /hush/)

  const database = await emptyDatabase()
  const absent = new URL(database.url)
  absent.pathname = '/no_such_database'
  assert.match(await refusal({ DATABASE_URL: absent.href, KAKOU_DATA: dataFolder() }), /does not exist: create it/)

  const sql = openSql(database.target, 'test', 1)
  await sql`create table somebody_elses (id int)`
  await sql.end()
  assert.match(
    await refusal({ DATABASE_URL: database.url, KAKOU_DATA: dataFolder() }),
    /is not empty \(it holds public\.somebody_elses\): give Kakou an empty database/,
  )
})

test('a newer database is refused and stays as it is; DATABASE_URL is used otherwise, by several servers', async () => {
  const database = await emptyDatabase()
  const env = { DATABASE_URL: database.url, KAKOU_DATA: dataFolder() }
  const servers = [start(env), start(env)]
  for (const server of servers) {
    const ready = await fetch(`${await server.url()}/readyz`)
    assert.equal(ready.status, 200)
    assert.deepEqual(
      readdirSync(env.KAKOU_DATA).filter((name) => name.startsWith('postgres')),
      [],
    )
  }
  for (const server of servers) server.child.kill('SIGTERM')
  for (const server of servers) assert.equal(await server.ended(), 0, server.output())

  const sql = openSql(database.target, 'test', 1)
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of-tomorrow', 4102444800000)`
  assert.match(await refusal(env), /was made by a newer Kakou \(1 migrations .*: start that version/)
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`
  await sql.end()
  assert.ok((row?.n ?? 0) >= 2)
})

test('a day in the life: start, answer, lose the database, be killed, come back, end', {
  timeout: 200_000,
}, async () => {
  const data = dataFolder()
  const first = start({ KAKOU_DATA: data })
  const url = await first.url()
  const home = findRunningEmbedded(data)?.home
  assert.equal(home, data, 'the temporary folder is open to all')

  const page = await fetch(url)
  assert.equal(page.status, 200)
  assert.equal(page.headers.get('x-frame-options'), 'DENY')
  assert.equal(
    page.headers.get('cache-control'),
    'no-cache',
    'a proxy that kept it would give the policy of a build that is gone',
  )
  assert.equal((await fetch(`${url}/_next/image?url=%2Ficon.svg&w=64&q=75`)).status, 404)
  const asset = /\/_next\/static\/[^"]+\.js/.exec(await page.text())?.[0] ?? ''
  const script = await fetch(url + asset, { headers: { 'Accept-Encoding': 'br' } })
  assert.equal(script.status, 200)
  assert.match(script.headers.get('cache-control') ?? '', /immutable/)
  // As a worker it may load the scripts beside it.
  assert.match(script.headers.get('content-security-policy') ?? '', /script-src 'self' 'wasm-unsafe-eval'/)
  assert.equal((await fetch(`${url}/_next/static/../../server.mjs`)).status, 404)
  assert.equal((await fetch(`${url}/_next/static/none.js`)).status, 404)
  assert.equal((await fetch(`${url}/healthz`)).status, 200)

  await unknownUpgradeIsClosed(url)

  // The database dies under the server.
  const before = postmasterPid(data)
  assert.ok(before !== null)
  process.kill(before, 'SIGKILL')
  await waitFor(
    'readyz to be well again',
    async () => postmasterPid(data) !== before && (await fetch(`${url}/readyz`)).status === 200,
    { timeoutMs: 60_000 },
  )

  // A second server on the same data waits for the first one's place; the first is killed, and it takes over.
  const second = start({ KAKOU_DATA: data })
  const kept = postmasterPid(data)
  await sleep(5_000)
  assert.doesNotMatch(second.output(), /is up/, 'the first holds its place also after the database came back')
  first.child.kill('SIGKILL')
  const secondUrl = await second.url()
  assert.equal((await fetch(`${secondUrl}/readyz`)).status, 200)
  assert.equal(postmasterPid(data), kept, 'the running database was taken over')

  second.child.kill('SIGINT')
  assert.equal(await second.ended(), 0, second.output())
  assert.equal(postmasterPid(data), null, 'nothing of ours is left running')
  assert.match(second.output(), /Kakou ends \(Ctrl\+C\)/)
})

test('ended while it starts: nothing of ours is left running', { timeout: 200_000 }, async () => {
  const data = dataFolder()
  const server = start({ KAKOU_DATA: data })
  await waitFor('the database to be made', () => existsSync(join(data, 'postgres.json')), { timeoutMs: 60_000 })
  server.child.kill('SIGTERM')
  assert.equal(await server.ended(), 0, server.output())
  assert.equal(findRunningEmbedded(data), null)
})

test('two servers on the same data: the second says so, and harms nothing', { timeout: 200_000 }, async () => {
  const data = dataFolder()
  const first = start({ KAKOU_DATA: data })
  const url = await first.url()
  assert.match(
    await refusal({ KAKOU_DATA: data }),
    /another Kakou server runs on this data: stop it, or set KAKOU_DATA/,
  )
  assert.equal((await fetch(`${url}/readyz`)).status, 200)
  first.child.kill('SIGTERM')
  assert.equal(await first.ended(), 0, first.output())
})

test('HTTPS with what tls make has made, trusted through its authority', { timeout: 200_000 }, async () => {
  const data = dataFolder()
  const env = { ...process.env, KAKOU_DATA: data }
  const tool = ['--import', 'tsx', 'server/cli/kakou.ts', 'tls', 'make', '--json']
  const made = spawnSync(process.execPath, tool, { cwd: ROOT, env, encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
  const { authority, certificate, key } = JSON.parse(made.stdout)
  const server = start({ KAKOU_DATA: data, TLS_CERT: certificate, TLS_KEY: key })
  const url = await server.url()
  assert.match(url, /^https:/)
  const script = `fetch('${url}/ca.crt').then(async (r) => console.log(r.status, (await r.text()).slice(0, 27)))`
  const trusted = { ...process.env, NODE_EXTRA_CA_CERTS: authority }
  const seen = spawnSync(process.execPath, ['--eval', script], { env: trusted, encoding: 'utf8' })
  assert.equal(seen.stdout.trim(), '200 -----BEGIN CERTIFICATE-----', seen.stderr)
  const suite = (ciphers: string) =>
    new Promise<string>((resolve) => {
      const options = { port: Number(new URL(url).port), host: '127.0.0.1', ciphers, maxVersion: 'TLSv1.2' } as const
      const socket = connectTls({ ...options, rejectUnauthorized: false }, () => {
        resolve(socket.getCipher().name)
        socket.destroy()
      })
      socket.on('error', () => resolve('refused'))
    })
  assert.match(await suite('ECDHE+AESGCM'), /^ECDHE-\w+-AES256-GCM-SHA384$/, 'the strongest first')
  assert.equal(
    await suite('ECDHE+SHA1:AES128-SHA:AES256-SHA256'),
    'refused',
    'nothing without authenticated encryption',
  )
  server.child.kill('SIGTERM')
  assert.equal(await server.ended(), 0, server.output())
})

async function unknownUpgradeIsClosed(url: string): Promise<void> {
  const { port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  socket.on('error', () => {})
  socket.resume()
  await waitFor('the unknown socket to be closed', () => socket.closed)
  const live = io(`${url}/no-such-room`, { transports: ['websocket'], reconnection: false })
  const refused = await new Promise<string>((resolve) => live.on('connect_error', (error) => resolve(error.message)))
  live.close()
  assert.equal(refused, 'Invalid namespace', 'the path of the sockets leads to Socket.IO')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
