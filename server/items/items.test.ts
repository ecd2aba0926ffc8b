import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { SHIFT_LASTS_MS } from '#domain/checkpoints/item'
import { Duty } from '#protocol/duty'
import type { EntriesAnswer } from '#protocol/results'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { aHandover, aLog, aQueue, aShift, aStock } from '../testing/item-builder'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'

const clock = fakeClock('2026-11-23T09:00:00.000+08:00')
const now = () => new Date(clock.now()).toISOString()
const MINUTE = 60_000
let rig: ServerRig
let county: CountyFixture
let command: string

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
  command = await rig.key('command')
})
after(() => rig.close())

const post = async (items: unknown, token = county.device.token) =>
  await rig.call<EntriesAnswer>('POST', '/items', { token, body: { items } })
const statuses = ({ json }: { json: EntriesAnswer }) =>
  json.results.map(({ status, errors }) => (errors === undefined ? status : `${errors[0]?.path} ${errors[0]?.code}`))
const duty = async (code: string) =>
  Duty.parse((await rig.call('GET', `/checkpoints/${code}/duty`, { token: command })).json)
const stateOf = async (code: string) =>
  (await rig.call<{ state: string; stock?: object; queue?: number }>('GET', `/checkpoints/${code}`, { token: command }))
    .json

test('an item is stored once, whatever road it comes by; other content under its id is a conflict', async () => {
  const stock = aStock({ occurredAt: now(), seq: 3 })
  const other = { ...stock, stock: { masks: 1 } }
  const first = await post([stock, { ...stock, seq: 9 }, other, { kind: 'x' }, aQueue({ occurredAt: now() })])
  assert.equal(first.status, 200)
  assert.deepEqual(statuses(first), ['stored', 'duplicate', '/id id-conflict', '/kind value', 'stored'])
  assert.deepEqual(statuses(await post([{ ...stock, clockOffsetMs: 5, note: null }])), ['duplicate'])
  const socket = rig.socket('/tablet', { token: county.device.token })
  const [policy] = (await heard(socket, 'policy')) as [{ seq: number; epoch: string }]
  assert.equal(policy.seq, 3, 'items take their numbers from the same row as entries')
  const answer = await asked<EntriesAnswer>(socket, 'items', [stock, other])
  assert.deepEqual(statuses({ json: answer }), ['duplicate', '/id id-conflict'])
  assert.equal(answer.epoch, policy.epoch)
  const both = await Promise.all([post([aLogOnce]), post([aLogOnce]), post([aLogOnce])])
  assert.deepEqual(both.flatMap(statuses).sort(), ['duplicate', 'duplicate', 'stored'])
})

const aLogOnce = aLog({ occurredAt: now() })

test('messages that make no sense, people and strangers are turned away', async () => {
  assert.equal((await post([])).status, 400)
  assert.equal((await post('x')).status, 400)
  assert.equal((await post(Array.from({ length: 501 }, () => aQueue({ occurredAt: now() })))).status, 413)
  assert.equal((await post([aQueue({ occurredAt: now() })], command)).status, 403)
  assert.equal((await post([], 'nobody')).status, 401)
  const gate = await rig.key('gate')
  const nowhere = aQueue({ occurredAt: now() })
  assert.deepEqual(statuses(await post([nowhere, { ...nowhere, id: randomUUID(), checkpoint: 'K02' }], gate)), [
    '/checkpoint checkpoint',
    'stored',
  ])
  const foreign = await seedDevice(rig.sql, county.checkpoints[1], now())
  assert.deepEqual(statuses(await post([aQueue({ occurredAt: now(), pairing: foreign.pairing })])), [
    '/pairing pairing',
  ])
})

test('queue and stock are on the board at once, and come back after a restart', async () => {
  clock.advance(MINUTE)
  await post([aStock({ occurredAt: now(), stock: { masks: 40 } }), aQueue({ occurredAt: now(), vehicles: 12 })])
  const { stock, queue } = await stateOf('K01')
  assert.deepEqual([stock, queue], [{ masks: 40 }, 12])
  clock.advance(MINUTE)
  await rig.call('POST', '/status', { token: county.device.token, body: { stock: { masks: 35 } } })
  assert.deepEqual((await stateOf('K01')).stock, { masks: 35 }, 'a status says it too')
  const again = await startServerRig({ clock, databaseUrl: rig.databaseUrl })
  const { json } = await again.call<{ stock?: object; queue?: number }>('GET', '/checkpoints/K01', { token: command })
  assert.deepEqual([json.stock, json.queue], [{ masks: 40 }, 12])
  await again.close()
})

test('a checkpoint that keeps shifts is unstaffed without one; a handover leaves no gap', async () => {
  const device = await seedDevice(rig.sql, county.checkpoints[1], now())
  const send = (...items: unknown[]) => post(items, device.token)
  const sound = async () => {
    await rig.call('POST', '/entries', { token: device.token, body: { entries: [anEntry({ occurredAt: now() })] } })
    await rig.call('POST', '/status', { token: device.token, body: {} })
    return (await stateOf('K02')).state
  }
  assert.equal(await sound(), 'reporting', 'no shifts yet: only the hand says')
  const begun = aShift({ occurredAt: now() })
  await send(aShift({ occurredAt: now(), drill: true }))
  assert.equal((await duty('K02')).keepsShifts, false, 'practice is none')
  await send(begun)
  assert.equal(await sound(), 'reporting')
  assert.deepEqual(
    (await duty('K02')).shifts.map(({ id, people }) => [id, people[0]?.name]),
    [[begun.id, '王一']],
  )
  clock.advance(MINUTE)
  const taken = aHandover({ occurredAt: now(), shift: begun.id })
  await send(taken)
  assert.deepEqual(
    (await duty('K02')).shifts.map(({ id }) => id),
    [taken.id],
  )
  assert.equal(await sound(), 'reporting')
  const strange = aShift({ occurredAt: now(), people: null, ends: taken.id })
  await post([strange])
  assert.equal((await duty('K02')).shifts.length, 1, 'another checkpoint can not end it')
  await send(aShift({ occurredAt: now(), people: null, ends: taken.id }))
  assert.equal(await sound(), 'unstaffed')
  const late = randomUUID()
  await send(aShift({ occurredAt: now(), people: null, ends: late }))
  await send(aShift({ occurredAt: now(), id: late }))
  assert.equal(await sound(), 'unstaffed', 'an end that came before its beginning ends it all the same')
  clock.advance(MINUTE)
  await send(aShift({ occurredAt: now() }))
  assert.equal(await sound(), 'reporting')
  // A jump: going through every second of a day and a half would keep the machine busy for one.
  clock.setTo(new Date(clock.now() + SHIFT_LASTS_MS).toISOString())
  clock.advance(2_000)
  assert.equal(await sound(), 'unstaffed', 'a shift that nobody ended is over in the end')
})

test('logs say when each was last written, and which faults stand', async () => {
  const fault = aLog({ occurredAt: now(), log: 'fault', what: '测温枪' })
  await post([fault, aLog({ occurredAt: now(), log: 'waste', amount: 3.5 })])
  const before = await duty('K01')
  assert.deepEqual(
    before.faults.map(({ id, what }) => [id, what]),
    [[fault.id, '测温枪']],
  )
  assert.equal(before.logs.waste, now())
  await post([aLog({ occurredAt: now(), log: 'fault', mends: fault.id })])
  assert.deepEqual((await duty('K01')).faults, [])
})

test('tablets of the checkpoint hear of the duty, others do not', async () => {
  const near = await seedDevice(rig.sql, county.checkpoints[0], now())
  const far = await seedDevice(rig.sql, county.checkpoints[1], now())
  const sockets = [near, far].map(({ token }) => rig.socket('/tablet', { token }))
  await Promise.all(sockets.map((socket) => heard(socket, 'duty')))
  let strayed = 0
  sockets[1]?.on('duty', () => strayed++)
  // Not null: two were opened.
  const told = heard(sockets[0]!, 'duty')
  await post([aStock({ occurredAt: now(), stock: { masks: 7 } })])
  assert.deepEqual(Duty.parse((await told)[0]).stock?.amounts, { masks: 7 })
  assert.equal(strayed, 0)
})

test('the list of items is within the scope, by kind, a page at a time', async () => {
  type Page = { items: { id: string; kind: string; checkpoint: string }[]; cursor: string | null }
  const list = async (query: string, token = command) => await rig.call<Page>('GET', `/items?${query}`, { token })
  await post(Array.from({ length: 205 }, () => aQueue({ occurredAt: now() })))
  const first = (await list('kind=queue&checkpoint=K01')).json
  assert.equal(first.items.length, 200)
  assert.ok(first.items.every(({ kind, checkpoint }) => kind === 'queue' && checkpoint === 'K01'))
  const rest = (await list(`kind=queue&checkpoint=K01&cursor=${first.cursor}`)).json
  assert.equal(rest.cursor, null)
  assert.equal(new Set([...first.items, ...rest.items].map(({ id }) => id)).size, 200 + rest.items.length)
  assert.equal((await list('cursor=x')).status, 400)
  assert.equal((await list('', county.device.token)).status, 403)
})

test('a retired tablet hears that it is, and until when it may hand in', async () => {
  const device = await seedDevice(rig.sql, county.checkpoints[0], now())
  const admin = await rig.key('admin')
  const socket = rig.socket('/tablet', { token: device.token })
  const [before] = (await heard(socket, 'policy')) as [{ retired?: unknown }]
  assert.equal(before.retired, undefined)
  const told = heard(socket, 'policy') as Promise<[{ retired?: { until: string } }]>
  await rig.call('POST', `/devices/${device.id}/retire`, { token: admin })
  assert.equal((await told)[0].retired?.until, new Date(clock.now() + 72 * 60 * MINUTE).toISOString())
  const answer = await asked<EntriesAnswer>(socket, 'items', [aQueue({ occurredAt: now() })])
  assert.equal(answer.results[0]?.status, 'stored')
})
