/** Promise 6: one mad tablet or dashboard hurts nobody else, and a storm of reconnects ends by itself. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import type { Delta, Snapshot } from '#protocol/live'
import type { EntriesAnswer } from '#protocol/results'
import { verifyCounters } from '../../db/stores/counter-store'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { startCuttableProxy } from '../testing/cuttable-proxy'
import { anEntry } from '../testing/entry-builder'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

/** Far more than any of it takes on a busy machine: a neighbour that is starved waits for ever. */
const BOUND_MS = 60_000
const CALM_ENTRIES = 15
const STORM = 120
/** Beyond this a flood has made its point. */
const MOST_TIMES = 80
const now = () => new Date().toISOString()
let rig: ServerRig
let county: CountyFixture

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
      await sql`
        insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
        select 'B' || n, '第' || n || '号', 1, 'county-line', 'county', 'open', 119.5, 30.6, now()
        from generate_series(1, 500) n`
    },
  })
})
after(() => rig.close())

const tablet = async (): Promise<Socket> => {
  const { token } = await seedDevice(rig.sql, county.checkpoints[0], now())
  const socket = rig.socket('/tablet', { token })
  await heard(socket, 'policy')
  return socket
}

/** A tablet that sends one entry after the other: each is stored at once, whatever goes on beside it. */
const workCalmly = async (): Promise<void> => {
  const calm = await tablet()
  for (let sent = 0; sent < CALM_ENTRIES; sent++) {
    const answer: EntriesAnswer = await calm.timeout(BOUND_MS).emitWithAck('entries', [anEntry({ occurredAt: now() })])
    assert.equal(answer.results[0]?.status, 'stored')
  }
  calm.close()
}

/** Does `act` every 10 ms until `work` is done; returns how often. */
const beside = async (work: Promise<void>, act: () => void): Promise<number> => {
  let times = 0
  const timer = setInterval(() => {
    if (times++ < MOST_TIMES) act()
  }, 10)
  await work.finally(() => clearInterval(timer))
  return Math.min(times, MOST_TIMES)
}

const MIB = 1_048_576
const GARBAGE: Record<string, unknown> = {
  'over a MiB of text': 'y'.repeat(MIB + 10_000),
  'a MiB of small things': Array.from({ length: 500 }, () => ({ id: 1, people: Array(200).fill({ a: [0] }) })),
  'a MiB of bytes': Buffer.alloc(MIB),
}

for (const [name, garbage] of Object.entries(GARBAGE)) {
  test(`a tablet that sends ${name} every 10 ms is answered, and its neighbour works on`, async () => {
    const mad = await tablet()
    let answered = 0
    const times = await beside(workCalmly(), () =>
      mad.emit('entries', garbage, (answer: { error?: object; busy?: true }) => {
        if (answer.error !== undefined || answer.busy || 'results' in answer) answered++
      }),
    )
    // Of whoever goes on little is read, and what was read is answered; a pong that lies behind it all may come too late.
    await waitFor('the first of them to be answered', () => answered >= Math.min(times, 20), { timeoutMs: BOUND_MS })
    mad.close()
  })
}

test('a dashboard that asks for everything every 10 ms and reads nothing delays nobody', async () => {
  const key = await rig.key('command')
  const [mad, calm] = [rig.socket('/live', { token: key }), rig.socket('/live', { token: key })]
  await heard(mad, 'connect')
  await calm.timeout(BOUND_MS).emitWithAck('subscribe', {})
  let people = 0
  calm.on('delta', ({ checkpoints = [] }: Delta) => {
    for (const change of checkpoints) if (change.code === 'K01' && 'today' in change) people = change.today.people
  })
  const transport = mad.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  transport.ws._socket.pause()
  const before = people
  await beside(workCalmly(), () => {
    for (let call = 0; call < 5; call++) mad.emit('subscribe', {}, () => {})
  })
  await waitFor('the other one to show what came meanwhile', () => people >= before + CALM_ENTRIES, {
    timeoutMs: BOUND_MS,
  })
  mad.close()
  calm.close()
})

test('a device that calls by HTTP without waiting is told when to come again, and its neighbour works on', async () => {
  const { token } = await seedDevice(rig.sql, county.checkpoints[0], now())
  const flood = async () => {
    const entries = Array.from({ length: 500 }, () => anEntry({ occurredAt: now() }))
    const { status, headers } = await rig.call('POST', '/entries', { token, body: { entries } })
    if (status === 503) assert.ok(Number(headers.get('retry-after')) >= 1)
    return status
  }
  const [statuses] = await Promise.all([Promise.all(Array.from({ length: 30 }, flood)), workCalmly()])
  assert.ok(statuses.every((status) => status === 200 || status === 503))
  assert.equal(await flood(), 200)
  assert.deepEqual(await verifyCounters(rig.sql), [])
})

test('a storm of reconnects: all are back, served, and the screens go on', async () => {
  const proxy = await startCuttableProxy({ port: Number(new URL(rig.url).port) })
  const screen = rig.socket('/live', { token: await rig.key('command') })
  const { version }: Snapshot = await screen.timeout(BOUND_MS).emitWithAck('subscribe', {})
  assert.ok(version)
  const devices = await Promise.all(
    Array.from({ length: STORM }, () => seedDevice(rig.sql, county.checkpoints[1], now())),
  )
  const storm = devices.map(({ token }) =>
    io(`http://127.0.0.1:${proxy.port}/tablet`, {
      forceNew: true,
      transports: ['websocket'],
      // All at once, unlike ours, which leave it to chance.
      randomizationFactor: 0,
      reconnectionDelay: 100,
      reconnectionDelayMax: 100,
      auth: { token, protocol: 1 },
    }),
  )
  try {
    const isThere = () => storm.every(({ connected }) => connected)
    for (let round = 0; round < 2; round++) {
      await waitFor('all to be there', isThere, { timeoutMs: BOUND_MS })
      proxy.cut()
      await waitFor('all to be gone', () => storm.every(({ connected }) => !connected), { timeoutMs: BOUND_MS })
      const work = workCalmly()
      proxy.heal()
      await work
    }
    await waitFor('all to be back', isThere, { timeoutMs: BOUND_MS })
    const delta = heard(screen, 'delta')
    const answers = await Promise.all(
      storm.map(
        (socket): Promise<EntriesAnswer> =>
          socket.timeout(BOUND_MS).emitWithAck('entries', [anEntry({ occurredAt: now() })]),
      ),
    )
    assert.ok(answers.every(({ results }) => results[0]?.status === 'stored'))
    await delta
  } finally {
    for (const socket of storm) socket.close()
    screen.close()
    await proxy.stop()
  }
})
