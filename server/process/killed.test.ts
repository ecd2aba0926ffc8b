/**
 * Promises 1 to 3 under kill -9: of the server, of the database, of both, while tablets write. A tablet of the test keeps
 * each entry until its own verdict, as real ones do.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import type { Entry } from '#domain/entries/entry'
import type { Busy, EntriesAnswer } from '#protocol/results'
import { verifyCounters } from '../../db/stores/counter-store'
import { type BenchCounty, layBenchCounty } from '../../e2e/bench/bench-county'
import { type KakouServer, startServer } from '../../e2e/support/server'
import { startCuttableProxy } from '../testing/cuttable-proxy'
import { anEntry } from '../testing/entry-builder'
import { waitFor } from '../testing/wait-for'

const TABLETS = 6
const WRITE_MS = 1_200

let server: KakouServer
let county: BenchCounty
let tablets: Tablet[]
/** Acknowledged to others than these. */
const handedIn: Entry[] = []

before(async () => {
  server = await startServer({ demo: 'off' })
  county = await layBenchCounty(server, TABLETS)
  tablets = county.tokens.map((token) => new Tablet(server.url, token))
})

after(async () => {
  for (const tablet of tablets) tablet.socket.close()
  await county.sql.end({ timeout: 1 })
  await server.stop()
})

/** Sends one entry after the other, and again until it has its verdict. */
class Tablet {
  readonly socket: Socket
  readonly acknowledged: Entry[] = []
  waiting: Entry | null = null
  #writing = false

  constructor(url: string, token: string) {
    this.socket = io(`${url}/tablet`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      auth: { token, protocol: 1 },
    })
  }

  async write(): Promise<void> {
    this.#writing = true
    while (this.#writing || this.waiting !== null) {
      this.waiting ??= anEntry({ occurredAt: new Date().toISOString() })
      if (await this.#send(this.waiting)) {
        this.acknowledged.push(this.waiting)
        this.waiting = null
      }
    }
  }

  stop(): void {
    this.#writing = false
  }

  async #send(entry: Entry): Promise<boolean> {
    if (!this.socket.connected) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return false
    }
    try {
      const answer: EntriesAnswer | Busy = await this.socket.timeout(2_000).emitWithAck('entries', [entry])
      if ('busy' in answer) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        return false
      }
      assert.notEqual(answer.results[0]?.status, 'rejected')
      return true
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
      return false
    }
  }
}

const faults: Record<string, () => Promise<void>> = {
  'the server': async () => {
    await server.kill()
    await server.start()
  },
  'the database': async () => {
    server.killDatabase()
    await new Promise((resolve) => setTimeout(resolve, 200))
  },
  both: async () => {
    server.killDatabase()
    await server.kill()
    await server.start()
  },
}

test('SIGTERM: what was sent gets its answer, then sockets are let go, and the end is clean', async () => {
  const [token = ''] = county.tokens
  const socket = io(`${server.url}/tablet`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token, protocol: 1 },
  })
  await waitFor('the tablet to connect', () => socket.connected)
  const gone = new Promise((resolve) => socket.once('disconnect', resolve))
  const messages = Array.from({ length: 8 }, () =>
    Array.from({ length: 100 }, () => anEntry({ occurredAt: new Date().toISOString() })),
  )
  const asked = messages.map((entries): Promise<EntriesAnswer | Busy> => socket.emitWithAck('entries', entries))
  // What was sent before is read before.
  await socket.timeout(30_000).emitWithAck('time')
  const halting = server.halt('SIGTERM')
  const answers = await Promise.race([Promise.all(asked), gone.then(() => null)])
  assert.ok(answers !== null, 'it hung up before it answered')
  assert.equal(await halting, 0)
  await gone
  await server.start()
  const promised = messages.flatMap((entries, index) => ('results' in (answers[index] ?? {}) ? entries : []))
  assert.ok(promised.length > 0, 'all were told to come again')
  const [row] = await county.sql<{ n: number }[]>`
    select count(*)::int as n from entries where id = any(${promised.map(({ id }) => id)}::uuid[])`
  assert.equal(row?.n, promised.length)
  handedIn.push(...promised)
})

test('SIGTERM: a socket whose other end is gone without a word is not waited for, and the end is clean', async () => {
  const line = await startCuttableProxy({ port: server.port })
  const [token = ''] = county.tokens
  const half = io(`http://127.0.0.1:${line.port}/tablet`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token, protocol: 1 },
  })
  try {
    await waitFor('the tablet to connect', () => half.connected)
    line.abandonUpstream()
    assert.equal(line.stats.abandoned, 1)
    // Forced it is 1.
    assert.equal(await server.halt('SIGTERM'), 0)
  } finally {
    half.close()
    await line.stop()
    await server.start()
  }
})

for (const [name, fault] of Object.entries(faults)) {
  test(`kill -9 of ${name} loses nothing that was acknowledged, and counts nothing twice`, {
    timeout: 200_000,
  }, async () => {
    const writing = Promise.all(tablets.map((tablet) => tablet.write()))
    await new Promise((resolve) => setTimeout(resolve, WRITE_MS))
    await fault()
    await waitFor('the server to be well again', async () => (await fetch(`${server.url}/readyz`)).ok, {
      timeoutMs: 30_000,
    })
    await new Promise((resolve) => setTimeout(resolve, WRITE_MS))
    for (const tablet of tablets) tablet.stop()
    await writing
    const acknowledged = [...handedIn, ...tablets.flatMap((tablet) => tablet.acknowledged)]
    const rows = await county.sql<{ id: string; body: Entry }[]>`
      select e.id, d.body from entries e join entry_details d on d.bucket = e.bucket and d.entry_id = e.id`
    const stored = new Map(rows.map(({ id, body }) => [id, body]))
    assert.equal(rows.length, stored.size)
    for (const entry of acknowledged) assert.deepEqual(stored.get(entry.id), entry)
    assert.equal(stored.size, acknowledged.length)
    assert.deepEqual(await verifyCounters(county.sql), [])
    const { json } = await call<{ today: { people: number } }>('/checkpoints/BENCH')
    assert.equal(json.today.people, acknowledged.length)
  })
}

const call = async <T>(path: string): Promise<{ json: T }> => {
  const response = await fetch(`${server.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${county.key}` } })
  return { json: (await response.json()) as T }
}
