import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CheckpointLive } from '#protocol/live'
import type { EntriesAnswer } from '#protocol/results'
import { verifyCounters } from '../db/stores/counter-store'
import { type CountyFixture, seedCounty } from './testing/county-fixture'
import { anEntry } from './testing/entry-builder'
import { asked, heard, type ServerRig, startServerRig } from './testing/server-rig'
import { waitFor } from './testing/wait-for'

const now = () => new Date().toISOString()
let first: ServerRig
let second: ServerRig
let county: CountyFixture
let admin: string

before(async () => {
  first = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
  second = await startServerRig({ databaseUrl: first.databaseUrl })
  admin = await first.key('admin')
})
after(async () => {
  await second.close()
  await first.close()
})

const shown = async (rig: ServerRig, code: string) =>
  (await rig.call<CheckpointLive>('GET', `/checkpoints/${code}`, { token: admin })).json

test('what a tablet or gate says to one server, the other shows as well', async () => {
  const tablet = first.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
  await asked(tablet, 'status', { pending: 3, queue: 8 })
  await first.call('POST', '/status', { token: await first.key('gate'), body: { checkpoint: 'K02', queue: 2 } })
  await waitFor('the other to hear of it', async () => (await shown(second, 'K02')).state === 'quiet')
  const { state, pendingOnTablets, queue } = await shown(second, 'K01')
  assert.deepEqual([state, pendingOnTablets, queue], ['quiet', 3, 8])
})

test('the same entries to both at once are stored once, and both count them', async () => {
  const { token } = county.device
  const messages = Array.from({ length: 20 }, () => Array.from({ length: 5 }, () => anEntry({ occurredAt: now() })))
  const answers = await Promise.all(
    messages.flatMap((entries) =>
      [first, second].map((rig) => rig.call<EntriesAnswer>('POST', '/entries', { token, body: { entries } })),
    ),
  )
  const fates = answers.flatMap(({ json }) => json.results.map(({ status }) => status))
  assert.deepEqual(
    [fates.filter((fate) => fate === 'stored').length, fates.filter((fate) => fate === 'duplicate').length],
    [100, 100],
  )
  for (const rig of [first, second]) {
    await waitFor('both boards to say 100', async () => (await shown(rig, 'K01')).today.people === 100)
  }
  assert.deepEqual(await verifyCounters(first.sql), [])
})

test('what a server stored and could not tell any more is read when it falls silent', async () => {
  // It is heard of once, and then, as one that is killed between its commit and its notice, tells nobody what it stored.
  await first.core.bus.publish('servers', ['a server that is about to be lost'])
  const counted = (await shown(second, 'K01')).today.people
  const move = (by: number) => first.sql`
    update counters set people = people + ${by} where (checkpoint_id, hour, direction) in (
      select n.checkpoint_id, n.hour, n.direction from counters n join checkpoints c on c.id = n.checkpoint_id
      where c.code = 'K01' order by n.hour desc limit 1)`
  await move(7)
  await waitFor('the second to read again', async () => (await shown(second, 'K01')).today.people === counted + 7, {
    timeoutMs: 60_000,
  })
  await move(-7)
})

test('where another does not hear what this one gives to a carrier, the database tells it', async () => {
  const lost: unknown[] = []
  first.core.bus.carry({ isUp: true, send: (notice) => void lost.push(notice), on() {}, close() {} })
  // As it is stored: what either of them shows may be from the middle of the test before.
  const [stored] = await first.sql<{ people: number }[]>`select sum(people)::int as people from counters`
  const counted = stored?.people ?? 0
  const { token } = county.device
  await first.call('POST', '/entries', { token, body: { entries: [anEntry({ occurredAt: now() })] } })
  await waitFor('the other to count it', async () => (await shown(second, 'K01')).today.people === counted + 1)
  assert.deepEqual(lost, [])
})

test('notices that are not ours do no harm', async () => {
  for (const payload of ['', 'x', '{}', 'null', '{"topic":"nothing","keys":[]}', '{"topic":"heard","keys":["x",7]}']) {
    await first.sql`select pg_notify('kakou', ${payload})`
  }
  const tablet = second.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
  const revoked = heard(tablet, 'revoked')
  await first.sql`update devices set state = 'lost', ended_at = now() where id = ${county.device.id}`
  await first.core.bus.publish('devices', [county.device.id])
  assert.deepEqual(await revoked, [{ wipe: true }])
})
