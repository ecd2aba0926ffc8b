import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Entry } from '#domain/entries/entry'
import type { EntriesAnswer, Result } from '#protocol/results'
import { verifyCounters } from '../../db/stores/counter-store'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { type ServerRig, startServerRig } from '../testing/server-rig'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

const clock = fakeClock('2026-03-01T10:20:00.000+08:00')
const now = (ms = 0) => new Date(clock.now() + ms).toISOString()
let rig: ServerRig
let county: CountyFixture
let admin: string
let gate: string

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, now())
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
    },
  })
  admin = await rig.key('admin')
  gate = await rig.key('gate')
})
after(async () => {
  assert.deepEqual(await verifyCounters(rig.sql), [], 'the counters are a recount of the entries')
  await rig.close()
})

interface Item extends Record<string, unknown> {
  id: string
  checkpoint: string
  countedAt: string
  timeSuspect: boolean
  occurredAt: string
}

const device = (at = 0) => seedDevice(rig.sql, county.checkpoints[at] ?? 0, now())
const post = async (entries: unknown[], token = county.device.token): Promise<Result[]> => {
  const { status, json } = await rig.call<EntriesAnswer>('POST', '/entries', { token, body: { entries } })
  assert.equal(status, 200)
  assert.equal(typeof json.epoch, 'string')
  return json.results
}
const fates = async (entries: unknown[], token?: string) =>
  (await post(entries, token)).map(({ status, errors, retry }) => {
    assert.equal(
      errors !== undefined && errors.length > 0,
      status === 'rejected',
      'a rejected one has an error, no other',
    )
    return errors ? `${errors[0]?.code}${retry ? ' retry' : ''}` : status
  })
const list = async (query: string, token = admin) => {
  const { status, json } = await rig.call<{ entries: Item[]; cursor: string | null }>('GET', `/entries?${query}`, {
    token,
  })
  assert.equal(status, 200)
  return json
}
const item = async (id: string): Promise<Item | undefined> => {
  for (let cursor = ''; ; ) {
    const page = await list(cursor === '' ? '' : `cursor=${cursor}`)
    const found = page.entries.find((one) => one.id === id)
    if (found !== undefined || page.cursor === null) return found
    cursor = page.cursor
  }
}

test('two minutes ahead and fourteen days old are believed, a millisecond more is suspect and counts when received', async () => {
  const at = (ms: number, more: Partial<Entry> = {}) => anEntry({ occurredAt: now(ms), ...more })
  const believed = [
    at(2 * MINUTE),
    at(-14 * DAY),
    at(5 * DAY, { clockOffsetMs: -5 * DAY }),
    at(-20 * DAY, { clockOffsetMs: 20 * DAY }),
  ]
  const suspect = [
    at(2 * MINUTE + 1),
    at(-14 * DAY - 1),
    at(0, { clockOffsetMs: 3 * MINUTE }),
    anEntry({ occurredAt: '0001-01-01T00:00:00Z' }),
  ]
  assert.deepEqual(await fates([...believed, ...suspect]), Array(8).fill('stored'))
  for (const entry of believed) {
    const { timeSuspect, countedAt }: Partial<Item> = (await item(entry.id)) ?? {}
    assert.equal(timeSuspect, false)
    assert.equal(countedAt, new Date(Date.parse(entry.occurredAt) + (entry.clockOffsetMs ?? 0)).toISOString())
  }
  for (const entry of suspect) {
    const { timeSuspect, countedAt, occurredAt }: Partial<Item> = (await item(entry.id)) ?? {}
    assert.deepEqual([timeSuspect, countedAt, occurredAt], [true, now(), entry.occurredAt])
  }
  for (const occurredAt of ['2026-02-30T10:00:00Z', '2026-03-01T10:00:00', 'yesterday', 12]) {
    assert.equal(
      (await fates([{ ...anEntry({ occurredAt: now() }), occurredAt }]))[0],
      occurredAt === 12 ? 'type' : 'time',
    )
  }
})

test('equal content is a duplicate whoever sends it: null, [], time zone, order, seq and pairing are no matter', async () => {
  const other = await device(1)
  const entry = { ...anEntry({ occurredAt: now() }), seq: 4, x: { b: 1, a: [1, null] } }
  assert.deepEqual(await fates([entry]), ['stored'])
  const same = {
    ...Object.fromEntries(Object.entries(entry).reverse()),
    note: null,
    hits: [],
    seq: 9,
    pairing: other.pairing,
    clockOffsetMs: 77,
    y: null,
    occurredAt: new Date(clock.now()).toISOString().replace('Z', '+00:00'),
    x: { a: [1, null], b: 1 },
  }
  assert.deepEqual(await fates([same, same], other.token), ['duplicate', 'duplicate'])
  assert.deepEqual(await fates([{ ...same, checkpoint: 'K01' }], gate), ['id-conflict'])
  for (const change of [
    { x: { b: 1, a: [1] } },
    { x: undefined },
    { note: ' ' },
    { lane: '1' },
    { occurredAt: now(1) },
  ]) {
    assert.deepEqual(await fates([{ ...entry, ...change }]), ['id-conflict'], JSON.stringify(change))
  }
})

test('an id is stored once: twice in a batch, by two devices at once, with two contents at once', async () => {
  const entry = anEntry({ occurredAt: now() })
  assert.deepEqual(await fates([entry, entry, { ...entry, headcount: 4 }]), ['stored', 'duplicate', 'id-conflict'])
  const others = await Promise.all([device(0), device(0), device(1), device(1)])
  const raced = anEntry({ occurredAt: now() })
  const found = await Promise.all(
    others.map(({ token }, index) => fates([{ ...raced, headcount: 1 + (index % 2) }], token)),
  )
  assert.equal(found.flat().filter((fate) => fate === 'stored').length, 1)
  assert.equal(found.flat().filter((fate) => fate === 'duplicate').length, 1)
  assert.equal(found.flat().filter((fate) => fate === 'id-conflict').length, 2)
})

test('corrections: before their root, chained, after a void, of another device, of another direction, of a drill', async () => {
  const root = anEntry({ occurredAt: now(-90 * MINUTE), headcount: 2 })
  const amend = (more: Partial<Entry> = {}) => anEntry({ occurredAt: root.occurredAt, amends: root.id, ...more })
  assert.deepEqual(await fates([amend()]), ['amends retry'])
  const before = amend({ direction: 'out', headcount: 7 })
  assert.deepEqual(await fates([before, root]), ['stored', 'stored'], 'a root in the same message is known')
  const rootItem = await item(root.id)
  assert.equal(rootItem?.standing, false)
  assert.equal((await item(before.id))?.countedAt, rootItem?.countedAt)
  assert.deepEqual(await fates([amend({ amends: before.id })]), ['amends'], 'a correction names the root')
  assert.deepEqual(await fates([amend({ amends: randomUUID() })]), ['amends retry'])
  const own = amend()
  assert.deepEqual(await fates([{ ...own, amends: own.id }]), ['amends'])
  assert.deepEqual(await fates([amend()], (await device(1)).token), ['amends'], 'never paired there')
  assert.deepEqual(await fates([amend({ headcount: 3 })], (await device(0)).token), ['stored'])
  assert.deepEqual(await fates([root]), ['duplicate'], 'corrected or not')
  const sums = async () => {
    const from = encodeURIComponent(now(-150 * MINUTE))
    const { json } = await rig.call<{ counts: { direction: string; hour: string; people: number }[] }>(
      'GET',
      `/counts?from=${from}&by=hour,direction&checkpoint=K01`,
      { token: admin },
    )
    return json.counts
      .filter(({ people }) => people > 0)
      .map(({ direction, hour, people }) => `${hour} ${direction} ${people}`)
  }
  const hour = '2026-03-01T00:00:00.000Z'
  assert.ok((await sums()).includes(`${hour} in 3`), (await sums()).join())
  assert.deepEqual(await fates([amend({ direction: 'out', headcount: 9 })]), ['stored'])
  assert.ok((await sums()).includes(`${hour} out 9`) && !(await sums()).some((sum) => sum.startsWith(`${hour} in`)))
  assert.deepEqual(await fates([amend({ drill: true, headcount: 9 })]), ['stored'])
  assert.ok(!(await sums()).some((sum) => sum.startsWith(hour)), 'a drill is kept out of every count')
  assert.deepEqual(await fates([{ ...anEntry({ occurredAt: now() }), void: { reason: 'x' } }]), ['void'])
  assert.deepEqual(await fates([amend({ void: { reason: ' ' } })]), ['void'])
  assert.deepEqual(await fates([{ ...amend(), void: {} }]), ['void'])
  const voiding = amend({ void: { reason: '误录' } })
  const late = amend({ headcount: 8 })
  assert.deepEqual(await fates([voiding, late, voiding, late]), ['stored', 'stored', 'duplicate', 'duplicate'])
  assert.deepEqual(await fates([root, before, late]), ['duplicate', 'duplicate', 'duplicate'])
  assert.equal((await item(late.id))?.standing, false)
  assert.ok(!(await sums()).some((sum) => sum.startsWith(hour)))
})

test('many corrections of one passage at once: one stands, and the counts are its', async () => {
  const root = anEntry({ occurredAt: now() })
  await post([root])
  const devices = await Promise.all([device(0), device(0), device(0)])
  await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      post(
        [
          anEntry({
            occurredAt: root.occurredAt,
            amends: root.id,
            headcount: 2 + index,
            direction: index % 2 ? 'in' : 'out',
          }),
        ],
        devices[index % 3]?.token,
      ),
    ),
  )
  const [row] = await rig.sql<{ standing: number }[]>`
    select count(*)::int as standing from entries where (id = ${root.id} or amends = ${root.id}) and standing`
  assert.equal(row?.standing, 1)
})

test('gates name a checkpoint of their jurisdiction; where a tablet’s counts is its pairing', async () => {
  const entry = (more: Partial<Entry> = {}) => anEntry({ occurredAt: now(), ...more })
  assert.deepEqual(await fates([entry(), entry({ checkpoint: 'K99' }), entry({ checkpoint: 'K02' })], gate), [
    'checkpoint',
    'checkpoint',
    'stored',
  ])
  assert.deepEqual(await fates([entry({ checkpoint: 'K02' })], await rig.key('gate', '330523001')), ['checkpoint'])
  const known = entry({ checkpoint: 'K02' })
  const unknown = entry({ pairing: randomUUID() })
  const foreign = entry({ pairing: (await device(1)).pairing })
  assert.deepEqual(await fates([known, unknown, foreign]), ['stored', 'stored', 'pairing'])
  assert.deepEqual([(await item(known.id))?.checkpoint, (await item(known.id))?.pairingUnknown], ['K01', undefined])
  assert.deepEqual([(await item(unknown.id))?.checkpoint, (await item(unknown.id))?.pairingUnknown], ['K01', true])
  for (const role of ['admin', 'command', 'staff'] as const) {
    const { status } = await rig.call('POST', '/entries', { token: await rig.key(role), body: { entries: [entry()] } })
    assert.equal(status, 403, 'only devices and gates post')
  }
})

test('limits: an entry over one is refused alone, a message over one is refused whole', async () => {
  const entry = (more: object = {}) => ({ ...anEntry({ occurredAt: now() }), ...more })
  const person = { readings: [] }
  const reading = { celsius: 36.5, site: 'ear', at: now() }
  const over = [
    entry({ note: '长'.repeat(2_001) }),
    entry({ people: Array(101).fill(person), headcount: 101 }),
    entry({ people: [{ readings: Array(5).fill(reading) }] }),
    entry({ headcount: 501 }),
    entry({ x: 'y'.repeat(65_536) }),
  ]
  const under = [
    entry({ note: '𠮷'.repeat(2_000) }),
    entry({ people: Array(100).fill(person), headcount: 100 }),
    entry({ people: [{ readings: Array(4).fill(reading) }] }),
    entry({ headcount: 500 }),
  ]
  assert.deepEqual(await fates([...over, ...under]), [...Array(5).fill('too-large'), ...Array(4).fill('stored')])
  const whole = async (entries: unknown, headers = {}) =>
    (await rig.call<{ status: number }>('POST', '/entries', { token: county.device.token, body: { entries }, headers }))
      .status
  assert.equal(await whole(Array.from({ length: 501 }, () => entry())), 413)
  assert.equal(await whole([entry({ x: 'y'.repeat(1_048_576) })]), 413)
  for (const nonsense of [[], {}, null, 'x', undefined]) assert.equal(await whole(nonsense), 400)
})

test('pages of 200, newest first, none twice and none missed while others arrive; from <= t < to', async () => {
  const own = await device(1)
  const at = now(-3 * MINUTE)
  const same = Array.from({ length: 250 }, () => anEntry({ occurredAt: at }))
  await post(same.slice(0, 200), own.token)
  await post(same.slice(200), own.token)
  const first = await list(`device=${own.id}`)
  assert.equal(first.entries.length, 200)
  await post([anEntry({ occurredAt: now() })], own.token)
  const second = await list(`device=${own.id}&cursor=${first.cursor}`)
  assert.equal(second.cursor, null)
  const ids = [...first.entries, ...second.entries].map(({ id }) => id)
  assert.deepEqual([...ids].sort(), same.map(({ id }) => id).sort())
  const plus = at.replace('Z', '+00:00')
  const within = async (from: string, to: string) =>
    (await list(`device=${own.id}&from=${from}&to=${to}`)).entries.length
  assert.equal(await within(encodeURIComponent(plus), now(-3 * MINUTE + 1)), 200)
  assert.equal(await within(plus, now(-3 * MINUTE + 1)), 200, 'a plus that nobody encoded')
  assert.equal(await within(now(-4 * MINUTE), at), 0)
  for (const bad of ['from=2026-02-30T00:00:00Z', 'to=x', 'cursor=x', 'device=x']) {
    assert.equal((await rig.call('GET', `/entries?${bad}`, { token: admin })).status, 400, bad)
  }
  for (const bad of ['from=2026-02-30T00:00:00Z', 'by=week']) {
    assert.equal((await rig.call('GET', `/counts?${bad}`, { token: admin })).status, 400, bad)
  }
  assert.equal(
    (await rig.call('GET', '/counts?from=2026-03-01T00:00:00,5Z&by=checkpoint,hour,day,direction', { token: admin }))
      .status,
    200,
  )
})

test('a device reads its own entries of the last day and nothing else', async () => {
  const own = await device(0)
  const old = anEntry({ occurredAt: now(-25 * 60 * MINUTE) })
  const fresh = anEntry({
    occurredAt: now(),
    people: [{ readings: [], name: '张晓明', phone: '13800001234', idNumber: '11010519491231002X' }],
  })
  await post([old, fresh], own.token)
  const { entries } = await list(`device=${own.id}&from=2020-01-01T00:00:00Z`, own.token)
  assert.deepEqual(
    entries.map(({ id }) => id),
    [fresh.id],
  )
  assert.doesNotMatch(JSON.stringify(entries), /张晓明|13800001234|11010519491231002X/)
  for (const path of [
    '/entries',
    `/entries?device=${county.device.id}`,
    '/checkpoints',
    '/counts',
    '/alerts',
    '/closures',
    '/coverage',
    '/devices',
  ]) {
    assert.equal((await rig.call('GET', path, { token: own.token })).status, 403, path)
  }
  assert.equal((await rig.call('GET', '/entries', { token: gate })).status, 403)
})
