import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { EntriesAnswer } from '#protocol/results'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { startCuttableProxy } from '../testing/cuttable-proxy'
import { anEntry } from '../testing/entry-builder'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { BodyUnreadable, readBody } from './body'

let rig: ServerRig
let county: CountyFixture
const now = () => new Date().toISOString()

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
})
after(() => rig.close())

interface Answer {
  status: number
  type: string
  text: string
  retryAfter: string | undefined
}

/** Bytes as they are, with the device's token unless another header says otherwise. */
const raw = (method: string, path: string, body: Buffer | string = '', headers: Record<string, string> = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(rig.url)
    const Authorization = `Bearer ${county.device.token}`
    const call = request({ method, path, hostname, port, headers: { Authorization, ...headers } })
    call.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          text: Buffer.concat(chunks).toString(),
          retryAfter: response.headers['retry-after'],
        }),
      )
    })
    call.on('error', reject)
    call.end(body)
  })

const post = (body: Buffer | string, headers: Record<string, string> = {}) =>
  raw('POST', '/api/v1/entries', body, headers)
const message = () => JSON.stringify({ entries: [anEntry({ occurredAt: now() })] })
const isProblem = ({ type, text, status }: Answer, expected: number, hint: string) => {
  assert.equal(status, expected, hint)
  assert.equal(type, 'application/problem+json', hint)
  const problem = JSON.parse(text) as Record<string, unknown>
  assert.equal(problem.status, expected)
  for (const key of ['type', 'title']) assert.equal(typeof problem[key], 'string', `${hint}: ${key}`)
  assert.doesNotMatch(text, /\bat .+\.ts:|node_modules|select |insert /, 'nothing of the inside')
}

test('bodies that can not be read are a 4xx problem, of whatever kind they are', async () => {
  const bomb = gzipSync(Buffer.alloc(300_000_000, 0x20))
  isProblem(await post(bomb, { 'Content-Encoding': 'gzip' }), 413, 'a gzip bomb')
  isProblem(await post('not gzip at all', { 'Content-Encoding': 'gzip' }), 400, 'no gzip')
  isProblem(await post(gzipSync(message()).subarray(0, 60), { 'Content-Encoding': 'gzip' }), 400, 'half a gzip')
  isProblem(await post(message(), { 'Content-Encoding': 'br' }), 400, 'another coding')
  isProblem(await post('{"entries":['), 400, 'half a JSON')
  isProblem(await post('['.repeat(500_000)), 400, 'only depth')
  isProblem(await post(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 400, 'no UTF-8')
  isProblem(await post(Buffer.from(message().replace('release', 'x\u00e9'), 'latin1')), 400, 'Latin 1')
  isProblem(await post(''), 400, 'nothing')
  isProblem(await post(' '.repeat(1_048_577)), 413, 'a byte too many')
  isProblem(await post('x'.repeat(2_000_000)), 413, 'up to twice as much')
  const chunked = { 'Transfer-Encoding': 'chunked' }
  isProblem(await post('x'.repeat(1_500_000), chunked), 413, 'of a length that was not said')
  isProblem(await post('[]'), 400, 'no object')
  isProblem(await post('{"__proto__":{"entries":[1]}}'), 400, 'a key of the language')
})

test('what can be read is taken, whatever it calls itself', async () => {
  for (const headers of [
    undefined,
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/json; charset=utf-8' },
  ]) {
    assert.equal((await post(message(), headers)).status, 200)
  }
  assert.equal((await post(gzipSync(message()), { 'Content-Encoding': 'gzip' })).status, 200)
  assert.equal((await post(`\ufeff${message()}`)).status, 200, 'a byte order mark')
  assert.equal((await raw('POST', '/api/v1/entries/', message())).status, 200, 'a slash at the end')
  assert.equal((await raw('POST', '/api/v1/%65ntries', message())).status, 200, 'an encoded letter')
  const head = await raw('HEAD', `/api/v1/entries?device=${county.device.id}`)
  assert.deepEqual([head.status, head.text], [200, ''])
  for (const method of ['OPTIONS', 'PUT', 'TRACE', 'PROPFIND']) {
    isProblem(await raw(method, '/api/v1/entries'), 404, method)
  }
})

test('of a name that comes twice the last counts, in a query and in a body', async () => {
  const [own, other] = [`device=${county.device.id}`, `device=${randomUUID()}`]
  assert.equal((await raw('GET', `/api/v1/entries?${other}&${own}`)).status, 200)
  assert.equal((await raw('GET', `/api/v1/entries?${own}&${other}`)).status, 403)
  assert.equal((await post(message().replace('{', '{"entries":[],'))).status, 200)
  assert.equal((await post(message().replace(/}$/, ',"entries":[]}'))).status, 400)
})

test('a caller that breaks off is not waited for, gzip or not', async () => {
  for (const coding of ['', 'Content-Encoding: gzip\r\n']) {
    let error: unknown
    const server = createServer((call) => {
      readBody(call, 10_000).catch((why: unknown) => {
        error = why
      })
      client.destroy()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const client = connect(port, '127.0.0.1')
    client.write(`POST / HTTP/1.1\r\nHost: x\r\n${coding}Content-Length: 5000\r\n\r\n`)
    client.write(gzipSync(message()).subarray(0, 40))
    await waitFor(`the body to be given up (${coding})`, () => error)
    assert.ok(error instanceof BodyUnreadable, `${coding}: ${String(error)}`)
    server.close()
  }
})

test('without a database: not ready, busy with a time, and all is well again without help', async () => {
  const name = new URL(rig.databaseUrl).pathname.slice(1)
  const cut = () =>
    rig.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and pid <> pg_backend_pid()`
  await cut()
  await waitFor('to be ready', async () => (await rig.call('GET', '//readyz')).status === 200)
  const sent = await waitFor('to be served', async () => {
    const answer = await post(message())
    if (answer.status !== 200) {
      isProblem(answer, 503, 'busy')
      assert.ok(Number(answer.retryAfter) >= 1)
      return null
    }
    return JSON.parse(answer.text) as EntriesAnswer
  })
  assert.equal(sent.results[0]?.status, 'stored')
  // Its connection for notices was cut too: what others change is heard of again.
  await waitFor('notices to be heard', async () => {
    await rig.sql`update checkpoints set name = '听见了' where code = 'K01'`
    await rig.core.bus.publish('checkpoints')
    const { json } = await rig.call('GET', '/checkpoints', { token: await rig.key('admin') })
    return JSON.stringify(json).includes('听见了')
  })
  const socket = rig.socket('/tablet', { token: county.device.token })
  await heard(socket, 'policy')
  const revoked = heard(socket, 'revoked')
  await rig.sql`update devices set state = 'lost', ended_at = now() where id = ${county.device.id}`
  await rig.core.bus.publish('devices', [county.device.id])
  assert.deepEqual(await revoked, [{ wipe: true }])
  isProblem(await post(message()), 401, 'lost')
})

test('a database that hangs keeps nobody waiting: 503 with a time, and well again when it answers', async () => {
  const target = new URL(rig.databaseUrl)
  const proxy = await startCuttableProxy({ host: target.hostname, port: Number(target.port) })
  target.host = `127.0.0.1:${proxy.port}`
  const slow = await startServerRig({ databaseUrl: target.href })
  try {
    const token = await rig.key('admin')
    const ask = () => slow.call<{ title: string }>('GET', '/checkpoints', { token })
    assert.equal((await ask()).status, 200)
    proxy.stall()
    const answers = await Promise.all([ask(), ask(), slow.call('GET', '/session', { cookie: 'kakou_session=x' })])
    for (const { status, headers } of answers) {
      assert.equal(status, 503)
      assert.ok(Number(headers.get('retry-after')) >= 1)
    }
    assert.equal((await slow.call('GET', '//healthz')).status, 200, 'others are served')
    proxy.heal()
    await waitFor('to be served', async () => (await ask()).status === 200)
  } finally {
    proxy.heal()
    await slow.close()
    await proxy.stop()
  }
})
