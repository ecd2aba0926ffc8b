import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import type { EntriesAnswer } from '#protocol/results'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { startCuttableProxy } from '../testing/cuttable-proxy'
import { anEntry } from '../testing/entry-builder'
import { ownMs } from '../testing/own-time'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

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

interface Refused {
  error: { status: number }
}

const tablet = async (): Promise<Socket> => {
  const { token } = await seedDevice(rig.sql, county.checkpoints[0], now())
  const socket = rig.socket('/tablet', { token })
  await heard(socket, 'policy')
  return socket
}

test('a client that begins by polling, as the library does unless told otherwise, is served', async () => {
  const socket = io(`${rig.url}/tablet`, { forceNew: true, auth: { token: county.device.token, protocol: 1 } })
  try {
    await heard(socket, 'policy')
    const { results } = await asked<EntriesAnswer>(socket, 'entries', [anEntry({ occurredAt: now() })])
    assert.equal(results[0]?.status, 'stored')
  } finally {
    socket.close()
  }
})

test('who says no protocol number is told to upgrade; nobody stays where nothing is', async () => {
  for (const namespace of ['/tablet', '/live']) {
    const socket = io(rig.url + namespace, { forceNew: true, transports: ['websocket'], reconnection: false })
    const [error] = (await heard(socket, 'connect_error')) as [Error & { data: unknown }]
    assert.deepEqual([error.message, error.data], ['upgrade', { min: 1, max: 1 }])
    socket.close()
  }
  const root = io(rig.url, { forceNew: true, transports: ['websocket'], reconnection: false })
  assert.equal(((await heard(root, 'connect_error')) as [Error])[0].message, 'unauthorized')
  root.close()
})

test('every call is answered, also one that this server does not know', async () => {
  const socket = await tablet()
  for (const event of ['read', 'nonsense']) {
    const answer = await asked<Refused>(socket, event, { id: randomUUID() })
    assert.equal(answer.error.status, 404, event)
  }
  const screen = rig.socket('/live', { token: await rig.key('command') })
  assert.equal((await asked<Refused>(screen, 'nonsense')).error.status, 404)
})

test('a message over 1 MiB gets an answer, whatever is in it, and the next one is taken', async () => {
  const socket = await tablet()
  const padded = [{ ...anEntry({ occurredAt: now() }), x: 'y'.repeat(1_100_000) }]
  for (const event of ['entries', 'status']) {
    assert.equal((await asked<Refused>(socket, event, padded)).error.status, 413, event)
  }
  const full = Array.from({ length: 16 }, () => ({ ...anEntry({ occurredAt: now() }), x: 'y'.repeat(64_000) }))
  const { results } = await asked<EntriesAnswer>(socket, 'entries', full)
  assert.ok(results.every(({ status }) => status === 'stored'))
})

test('bytes, depth and keys of the language do no harm', async () => {
  const socket = await tablet()
  const entry = anEntry({ occurredAt: now() })
  let nest: unknown = 1
  for (let level = 0; level < 200; level++) nest = [nest]
  const raw = JSON.parse(`{"__proto__":{"headcount":9},"constructor":{"x":1},"toString":1}`) as object
  const before = process.cpuUsage()
  const { results } = await asked<EntriesAnswer>(socket, 'entries', [
    { ...entry, id: randomUUID(), x: Buffer.alloc(2_000_000) },
    Buffer.alloc(2_000_000),
    { ...entry, id: randomUUID(), x: nest },
    Object.assign(JSON.parse(JSON.stringify(raw)), { ...entry, id: randomUUID() }),
    { ...entry, id: randomUUID(), note: 'a\0b' },
    { ...entry, id: randomUUID(), note: 'a\ud800b' },
    { ...entry, id: randomUUID(), headcount: 1e300 },
    { ...entry, id: randomUUID(), formMs: 9e15, seq: 9e15 },
  ])
  const ms = ownMs(before)
  assert.ok(ms < 5_000, `nobody else waits for it: ${ms} ms`)
  assert.deepEqual(
    results.map(({ status, errors }) => errors?.[0]?.code ?? status),
    ['too-large', 'too-large', 'too-large', 'stored', 'value', 'value', 'range', 'stored'],
  )
})

const CLOSE_FRAME = 0x88

/** Opens a websocket by hand and never says a word over it, not even the answer to a ping. */
const openSilently = async () => {
  const silent = connect(Number(new URL(rig.url).port), '127.0.0.1')
  silent.on('error', () => {})
  silent.resume()
  silent.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  await once(silent, 'data')
  const opened = { socket: silent, letGo: false }
  silent.on('data', (chunk: Buffer) => {
    opened.letGo ||= chunk.includes(CLOSE_FRAME)
  })
  silent.on('close', () => {
    opened.letGo = true
  })
  return opened
}

test('500 that open a socket and say nothing, or are cut off without a word, are let go, and the others notice nothing', {
  timeout: 200_000,
}, async () => {
  const silent = await Promise.all(Array.from({ length: 490 }, openSilently))
  const proxy = await startCuttableProxy({ port: Number(new URL(rig.url).port) })
  const connected = async () => {
    const { json } = await rig.call<string>('GET', '//metrics')
    return Number(/^kakou_tablets_connected (\d+)$/m.exec(json)?.[1])
  }
  const before = await connected()
  const lost: Socket[] = []
  try {
    for (let count = 0; count < 10; count++) {
      const { token } = await seedDevice(rig.sql, county.checkpoints[0], now())
      const auth = { token, protocol: 1 }
      const socket = io(`http://127.0.0.1:${proxy.port}/tablet`, {
        forceNew: true,
        transports: ['websocket'],
        reconnection: false,
        auth,
      })
      lost.push(socket)
      await heard(socket, 'policy')
    }
    assert.equal(await connected(), before + 10)
    proxy.abandonUpstream()
    const other = await tablet()
    const { results } = await asked<EntriesAnswer>(other, 'entries', [anEntry({ occurredAt: now() })])
    assert.equal(results[0]?.status, 'stored')
    other.close()
    await waitFor('them to be let go', async () => (await connected()) <= before, { timeoutMs: 60_000, everyMs: 500 })
    await waitFor('the silent ones to be let go', () => silent.every(({ letGo }) => letGo), { timeoutMs: 60_000 })
  } finally {
    for (const { socket } of silent) socket.destroy()
    for (const socket of lost) socket.close()
    await proxy.stop()
  }
})
