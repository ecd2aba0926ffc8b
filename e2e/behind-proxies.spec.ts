/** nginx and Caddy, as docs/operations has them, before two servers: sockets, TLS, addresses, sizes, and who is lost. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request as openPlain } from 'node:http'
import { Agent, request as open } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { type Browser, chromium } from 'playwright/test'
import { io, type Socket } from 'socket.io-client'
import type { Entry } from '#domain/entries/entry'
import type { EntriesAnswer } from '#protocol/results'
import { hashPassword } from '../server/people/passwords/password'
import { anEntry } from '../server/testing/entry-builder'
import { waitFor } from '../server/testing/wait-for'
import { launchOptions } from './support/chromium'
import { expect, test } from './support/fixtures'
import { type FrontProxy, missingProxies, startCaddy, startNginx } from './support/proxies'
import { freePort } from './support/server'
import { missingServices } from './support/services'
import { isMissing, layKey, layTablet, startTwoServers, type TwoServers } from './support/two-servers'

const MISSING = missingServices() ?? missingProxies()
/** The proxies' own address, and so the one that servers believe; clients of the tests have others. */
const TRUSTED = '127.0.0.1'

/** For machines that are busy with other things. */
const PATIENCE = { timeoutMs: 60_000 }

let two: TwoServers
let authority: Buffer
let certificate: { certificate: string; key: string }
let account: { name: string; password: string }
let browser: Browser
let spool: string
const sockets: Socket[] = []

test.beforeAll(async () => {
  if (MISSING !== null) return
  spool = mkdtempSync(join(tmpdir(), 'kakou-spool-'))
  two = await startTwoServers({ TRUSTED_PROXIES: TRUSTED, TMPDIR: spool })
  const made = await two.at(0).kakou<{ authority: string; certificate: string; key: string }>('tls', 'make')
  authority = readFileSync(made.authority)
  certificate = made
  account = { name: 'proxied', password: randomBytes(12).toString('hex') }
  await two.sql`
    insert into users (id, name, display_name, role, jurisdiction_id, password_hash, created_at)
    select ${randomUUID()}, ${account.name}, ${account.name}, 'admin', min(id), ${await hashPassword(account.password)},
      now() from jurisdictions`
  browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, '--ignore-certificate-errors'] })
})

test.afterAll(async () => {
  for (const socket of sockets) socket.close()
  await browser?.close()
  await two?.stop()
  if (spool !== undefined) rmSync(spool, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** The address that it comes from. */
  from?: string
}

const answerOf = async (response: IncomingMessage): Promise<Answer> => {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }
}

const ask = (proxy: FrontProxy, path: string, { method = 'GET', headers = {}, body, from = '127.0.1.1' }: Asked = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const call = open(proxy.url + path, { method, headers, ca: authority, localAddress: from, timeout: 60_000 })
    call.on('response', (response) => void answerOf(response).then(resolve, reject))
    call.on('error', reject).on('timeout', () => call.destroy(new Error(`${path} was not answered`)))
    call.end(body)
  })

const post = (proxy: FrontProxy, path: string, body: unknown, asked: Asked = {}) =>
  ask(proxy, path, {
    ...asked,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...asked.headers },
    body: JSON.stringify(body),
  })

const connect = (
  proxy: FrontProxy,
  namespace: string,
  auth: object,
  options: object = {},
  from = '127.0.1.1',
): Socket => {
  const agent = new Agent({ ca: authority, localAddress: from, keepAlive: true })
  // The client's types know browsers alone; in Node it takes an agent of Node's.
  const socket = io(proxy.url + namespace, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
    auth: { protocol: 1, ...auth },
    agent: agent as unknown as string,
    ca: authority as unknown as string,
    ...options,
  })
  sockets.push(socket)
  return socket
}

const isConnected = (socket: Socket) => waitFor('a socket to connect', () => socket.connected, PATIENCE)

const anEntryNow = () => anEntry({ occurredAt: new Date().toISOString() })
const send = (socket: Socket, entries: Entry[]): Promise<EntriesAnswer> =>
  socket.timeout(30_000).emitWithAck('entries', entries)

const tabletsAt = async (index: number): Promise<number> => {
  const page = await (await fetch(`${two.at(index).url}/metrics`)).text()
  return Number(/^kakou_tablets_connected (\d+)$/m.exec(page)?.[1])
}

const PROXIES = [
  ['nginx', startNginx],
  ['Caddy', startCaddy],
] as const

if (MISSING !== null) test('nothing is tried', () => void isMissing(MISSING, 'proxies'))

for (const [name, start] of MISSING === null ? PROXIES : []) {
  test.describe(`behind ${name}`, () => {
    let proxy: FrontProxy
    test.beforeAll(async () => {
      // The one that was killed behind the proxy before.
      for (const index of [0, 1]) if (two.at(index).pid() === undefined) await two.at(index).start()
      proxy = await start({ servers: [two.at(0).port, two.at(1).port], ...certificate })
    })
    test.afterAll(() => proxy?.stop())

    test('sockets go to both servers; one that begins with polling finds its own again', async () => {
      const websockets = []
      for (let count = 0; count < 4; count++) {
        websockets.push(connect(proxy, '/tablet', { token: (await layTablet(two.sql)).token }))
      }
      const polling: Socket[] = []
      for (let net = 1; net <= 4; net++) {
        const { token } = await layTablet(two.sql)
        polling.push(connect(proxy, '/tablet', { token }, { transports: ['polling'] }, `127.0.${net}.1`))
        const { token: upgrading } = await layTablet(two.sql)
        polling.push(connect(proxy, '/tablet', { token: upgrading }, { transports: undefined }, `127.0.${net}.2`))
      }
      for (const socket of [...websockets, ...polling]) {
        await isConnected(socket)
        expect((await send(socket, [anEntryNow()])).results[0]?.status).toBe('stored')
      }
      for (const index of [0, 1]) expect(await tabletsAt(index), `tablets at server ${index}`).toBeGreaterThan(0)
      const upgrades = polling.filter((_, index) => index % 2 === 1)
      await waitFor(
        'the others to go over to websockets',
        () => upgrades.every(({ io: { engine } }) => engine.transport.name === 'websocket'),
        PATIENCE,
      )
      for (const socket of [...websockets, ...polling]) socket.close()
    })

    test('a page signs in by TLS and writes; nobody else’s page does, and nobody says who he is', async () => {
      const own = { Origin: proxy.url, 'X-Kakou': '1' }
      const signed = await post(proxy, '/api/v1/session', { username: account.name, password: account.password })
      expect(signed.status, String(signed.body)).toBe(200)
      expect(signed.headers['strict-transport-security']).toContain('max-age=')
      const cookies = signed.headers['set-cookie'] ?? []
      const session = cookies.find((cookie) => cookie.startsWith('__Host-kakou_session='))
      expect(session).toMatch(/HttpOnly; SameSite=Lax; Secure/)
      const Cookie = session?.split(';', 1)[0] ?? ''
      const [kept] = await two.sql<{ address: string }[]>`select address from sessions order by created_at desc limit 1`
      expect(kept?.address).toBe('127.0.1.1')

      const screen = connect(proxy, '/live', {}, { extraHeaders: { Cookie, Origin: proxy.url } })
      await isConnected(screen)
      expect(await screen.timeout(30_000).emitWithAck('subscribe', {})).toHaveProperty('checkpoints')
      screen.close()
      const strange = { Cookie, Origin: 'https://evil.example', 'X-Kakou': '1' }
      const stranger = connect(proxy, '/live', {}, { extraHeaders: strange, reconnection: false })
      expect(await new Promise((resolve) => stranger.on('connect_error', ({ message }) => resolve(message)))).toBe(
        'unauthorized',
      )
      expect((await ask(proxy, '/api/v1/session', { method: 'DELETE', headers: strange })).status).toBe(403)
      expect((await ask(proxy, '/api/v1/session', { method: 'DELETE', headers: { Cookie, ...own } })).status).toBe(204)

      // Five wrong codes from an address, however often it says that it is another.
      const attacker = name === 'nginx' ? '127.0.2.1' : '127.0.3.1'
      const guess = (from: string) =>
        post(
          proxy,
          '/api/v1/pairings',
          { code: 'ZZZZZZZZ', claim: randomUUID() },
          { from, headers: { 'X-Forwarded-For': `10.9.${Math.floor(Math.random() * 250)}.7` } },
        )
      for (let guesses = 0; guesses < 5; guesses++) expect((await guess(attacker)).status).not.toBe(429)
      expect((await guess(attacker)).status).toBe(429)
      expect((await guess(name === 'nginx' ? '127.0.4.1' : '127.0.5.1')).status).not.toBe(429)

      const plain = await new Promise<Answer>((resolve, reject) => {
        const call = openPlain(`${proxy.plainUrl}/tablet`, (response) => void answerOf(response).then(resolve, reject))
        call.on('error', reject).end()
      })
      expect([301, 308]).toContain(plain.status)
      expect(plain.headers.location).toMatch(/^https:\/\/127\.0\.0\.1.*\/tablet$/)
    })

    test('what is too large is refused in the server’s words; a road network comes through as it is sent', async () => {
      const padded = [{ ...anEntryNow(), x: 'y'.repeat(1_200_000) }]
      const headers = { Authorization: `Bearer ${two.tablet.token}` }
      const refused = await post(proxy, '/api/v1/entries', { entries: padded }, { headers })
      expect([refused.status, refused.headers['content-type']]).toEqual([413, 'application/problem+json'])
      const tablet = connect(proxy, '/tablet', { token: two.tablet.token })
      await isConnected(tablet)
      expect(await send(tablet, padded)).toMatchObject({ error: { status: 413 } })
      const full = Array.from({ length: 15 }, () => ({ ...anEntryNow(), x: 'y'.repeat(63_000) }))
      expect((await send(tablet, full)).results.every(({ status }) => status === 'stored')).toBe(true)
      tablet.close()

      const admin = { Authorization: `Bearer ${await layKey(two.sql, 'admin')}` }
      const boundary = 'x1x2x3'
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="roads"; filename="a.geojson"\r\n\r\n`
      const before = new Set(readdirSync(spool))
      const hasBegun = () => readdirSync(spool).some((name) => name.startsWith('kakou-upload-') && !before.has(name))
      const begun = await new Promise<Answer>((resolve, reject) => {
        const call = open(`${proxy.url}/api/v1/roads`, {
          method: 'POST',
          ca: authority,
          localAddress: '127.0.6.1',
          headers: { ...admin, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
        })
        call.on('response', (response) => void answerOf(response).then(resolve, reject)).on('error', reject)
        call.write(head)
        // More than a proxy takes of anything else, and the server has its beginning before its end was sent.
        call.write(randomBytes(21 * 1024 * 1024))
        void waitFor('the server to have the beginning', hasBegun, PATIENCE).then(
          () => call.end(`\r\n--${boundary}--\r\n`),
          reject,
        )
      })
      expect(begun.status, String(begun.body)).toBe(202)
      for (let asked = 0; asked < 6; asked++) {
        const { body } = await ask(proxy, '/api/v1/roads/import', { headers: admin, from: '127.0.6.1' })
        expect(JSON.parse(String(body)).state).not.toBe('idle')
      }
      await waitFor(
        'the import to be refused',
        async () => {
          const { body } = await ask(proxy, '/api/v1/roads/import', { headers: admin, from: '127.0.6.1' })
          return JSON.parse(String(body)).state === 'failed'
        },
        PATIENCE,
      )
    })

    test('pages, their worker and what they ask for arrive, compressed', async () => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true })
      const page = await context.newPage()
      await page.goto(`${proxy.url}/tablet`)
      await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state))
      await context.setOffline(true)
      await page.reload()
      await expect(page.locator('body')).not.toBeEmpty()
      await context.close()

      const html = String((await ask(proxy, '/tablet')).body)
      const asset = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? ''
      const script = await ask(proxy, asset, { headers: { 'Accept-Encoding': 'gzip' } })
      expect(script.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': /immutable/ })
      const described = await ask(proxy, '/api/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } })
      expect(described.headers['content-encoding']).toBe('gzip')
      const named = await ask(proxy, '/api/v1/checkpoints', { headers: { Authorization: 'Bearer nobody' } })
      expect(named.headers['x-request-id']).toMatch(/^[\w-]{32,36}$/)
      expect(named.headers['content-security-policy']).toContain("default-src 'none'")
    })

    test('one client’s nonsense cuts nobody off', async () => {
      const { port } = new URL(proxy.url)
      for (let time = 0; time < 6; time++) {
        for (const bytes of [
          `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ${'a'.repeat(7_000)}\r\nX-B: ${'b'.repeat(7_000)}\r\nX-C: ${'c'.repeat(7_000)}\r\n\r\n`,
          'GET /elsewhere HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
          'GET /socket.io/?transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        ]) {
          const client = connectTls({ port: Number(port), host: '127.0.0.1', ca: authority }, () => client.write(bytes))
          let said = ''
          // Whoever is done with nonsense may reset it.
          client.on('error', () => client.destroy())
          client.setEncoding('utf8').on('data', (chunk: string) => {
            said += chunk
          })
          await waitFor('nonsense to be answered', () => /^HTTP\/1\.1 \d{3} /.test(said), PATIENCE)
          // Not "no server is there": the next one asks of them all.
          expect(said).not.toMatch(/^HTTP\/1\.1 (502|503|504) /)
          client.destroy()
        }
        expect((await ask(proxy, '/healthz')).status).toBe(200)
      }
    })

    test('a tablet’s server is killed in the middle of a batch: it goes on at the other', async () => {
      const { token } = await layTablet(two.sql)
      const tablet = connect(proxy, '/tablet', { token })
      await isConnected(tablet)
      const lost = (await tabletsAt(0)) > 0 ? 0 : 1
      const waiting = Array.from({ length: 40 }, () => Array.from({ length: 5 }, anEntryNow))
      for (const [index, entries] of waiting.entries()) {
        if (index === 20) void two.at(lost).kill()
        // As the outbox does: the same again until there is a verdict.
        await waitFor(
          `message ${index} to be stored`,
          async () => {
            if (!tablet.connected) return false
            const { results } = await send(tablet, entries)
            return results.every(({ status }) => status === 'stored' || status === 'duplicate')
          },
          PATIENCE,
        )
      }
      const ids = waiting.flat().map(({ id }) => id)
      const [row] = await two.sql<{ n: number }[]>`
        select count(*)::int as n from entries where id = any(${ids}::uuid[])`
      expect(row?.n).toBe(200)
      for (let asked = 0; asked < 4; asked++) expect((await ask(proxy, '/healthz')).status).toBe(200)
      expect(proxy.log()).not.toContain(token)
      tablet.close()
    })

    test('with no server at all a page is told to come again', async () => {
      const lonely = await start({ servers: [await freePort(), await freePort()], ...certificate })
      try {
        const nobody = await ask(lonely, '/command')
        expect(nobody.status).toBe(503)
        expect(nobody.headers).toMatchObject({ 'retry-after': '5', refresh: '5', 'cache-control': 'no-store' })
      } finally {
        await lonely.stop()
      }
    })
  })
}
