import assert from 'node:assert/strict'
import type { Socket as TcpSocket } from 'node:net'
import { after, before, test } from 'node:test'
import type { Socket } from 'socket.io-client'
import type { Delta, Snapshot } from '#protocol/live'
import type { EntriesAnswer } from '#protocol/results'
import { seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { asked, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const CHECKPOINTS = 1_000
const MESSAGE = 500
/** Snapshots of all checkpoints, some 500 kB each: more than what the kernel holds for a socket (some 10 MB). */
const SNAPSHOTS = 40
const ROUNDS = 4
const now = () => new Date().toISOString()
let rig: ServerRig
let gate: string
let key: string

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      await seedCounty(sql, now())
      await sql`
        insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
        select 'B' || n, '第' || n || '号', 1, 'county-line', 'county', 'open', 119.5, 30.6, now()
        from generate_series(1, ${CHECKPOINTS}) n`
    },
  })
  gate = await rig.key('gate')
  key = await rig.key('command')
})
after(() => rig.close())

/** The TCP connection below a client: paused, it is a screen that reads no more. */
const wire = (socket: Socket): TcpSocket => {
  const transport = socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }
  return transport.ws._socket
}

const watch = async () => {
  const socket = rig.socket('/live', { token: key })
  const snapshot = await asked<Snapshot>(socket, 'subscribe', {})
  const seen = { socket, version: snapshot.version, deltas: 0, broken: false, people: 0 }
  socket.on('delta', ({ since, version, checkpoints = [] }: Delta) => {
    seen.broken ||= since !== seen.version
    seen.version = version
    seen.deltas++
    for (const change of checkpoints) if ('today' in change && change.code === 'B7') seen.people = change.today.people
  })
  return seen
}

/** Asks for more than it reads, until it is refused. Its chain goes on from the last that it got. */
const fill = async (seen: Awaited<ReturnType<typeof watch>>): Promise<() => number> => {
  let refused = 0
  for (let count = 0; count < SNAPSHOTS; count++) {
    seen.socket.emit('subscribe', {}, (answer: Partial<Snapshot>) => {
      if (answer.version === undefined) refused++
      else seen.version = answer.version
    })
  }
  // Its own queue has left once another's call, sent later, is answered.
  await asked(rig.socket('/live', { token: key }), 'subscribe', {})
  return () => refused
}

test('a screen that reads no more delays nobody, and gets the rest folded when it reads again', async () => {
  const [slow, quick] = [await watch(), await watch()]
  wire(slow.socket).pause()
  const refused = await fill(slow)
  for (let round = 1; round <= ROUNDS; round++) {
    const entries = Array.from({ length: CHECKPOINTS }, (_, index) =>
      anEntry({ occurredAt: now(), checkpoint: `B${index + 1}` }),
    )
    for (let from = 0; from < entries.length; from += MESSAGE) {
      const body = { entries: entries.slice(from, from + MESSAGE) }
      const { json } = await rig.call<EntriesAnswer>('POST', '/entries', { token: gate, body })
      assert.ok(json.results.every(({ status }) => status === 'stored'))
    }
    // One delta a round, so that nothing is folded for the quick one.
    await waitFor('the quick one to have the round', () => quick.people === round)
  }
  assert.ok(slow.people < ROUNDS)
  wire(slow.socket).resume()
  await waitFor('the slow one to have all', () => slow.people === ROUNDS)
  assert.ok(refused() > 0, 'it asked for more than is kept for it')
  assert.ok(!slow.broken && !quick.broken, 'an unbroken chain for both')
  assert.ok(slow.deltas < quick.deltas, `${slow.deltas} of ${quick.deltas}`)
})
