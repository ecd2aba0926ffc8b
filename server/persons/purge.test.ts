import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Entry } from '#domain/entries/entry'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import { verifyCounters } from '../../db/stores/counter-store'
import { findKeys } from '../../db/stores/secret-key-store'
import { writeAudit } from '../audit'
import { turnAuditKeys } from '../audit-trail/turn-audit-keys'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { destroyPersonal } from './destroy-personal'
import { Housekeeping, keepHouse } from './housekeeping'
import { masterKeyFile } from './master-key'

const clock = fakeClock('2026-03-01T10:20:00.000+08:00')
let rig: ServerRig
let county: CountyFixture
let admin: string

before(async () => {
  rig = await startServerRig({
    clock,
    env: { key: null, dataDir: mkdtempSync(join(tmpdir(), 'kakou-purge-')) },
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
    },
  })
  admin = await rig.key('admin')
})
after(() => rig.close())

const post = async (entries: Entry[]) => {
  const { json } = await rig.call<{ results: { status: string }[] }>('POST', '/entries', {
    token: county.device.token,
    body: { entries },
  })
  return json.results.map(({ status }) => status)
}
const ago = (days: number, more: Partial<Entry> = {}): Entry => {
  const occurredAt = new Date(clock.now() - days * DAY_MS).toISOString()
  const readings = [{ celsius: 36.5, site: 'forehead' as const, at: occurredAt }]
  return anEntry({ occurredAt, people: [{ readings, name: '欧阳明', symptoms: ['cough'] }], ...more })
}
const rows = () =>
  rig.sql<{ id: string; plate: string | null; sealed: boolean; people: number }[]>`
    select entry_id as id, plate, sealed is not null as sealed, json_array_length(body->'people') as people
    from entry_details`
const rowOf = async (id: string) => (await rows()).find((row) => row.id === id)
const put = (body: Record<string, number>, token = admin) => rig.call('PUT', '/retention', { token, body })
const noteOfAlert = async (note: string) => {
  const id = randomUUID()
  await rig.sql`
    insert into alerts (id, kind, severity, state, checkpoint_id, fold_key, count, level, raised_at, due_at)
    select ${id}, 'fever', 'high', 'open', id, ${id}, 1, 0, now(), now() from checkpoints limit 1`
  assert.equal((await rig.call('POST', `/alerts/${id}/note`, { token: admin, body: { note } })).status, 200)
}
/** Timers don't notice: the test keeps house itself. */
const jump = (ms: number) => clock.setTo(clock.now() + ms)
const house = async () => {
  jump(6 * HOUR_MS)
  await keepHouse(rig.core)
}

test('what is over is stripped once, the bare entry and every count stay, and a resend is a duplicate', async () => {
  const [old, fresh] = [ago(13), ago(1)]
  assert.deepEqual(await post([old, fresh]), ['stored', 'stored'])
  jump(17 * DAY_MS)
  await house()
  assert.equal(await rowOf(old.id), undefined)
  assert.deepEqual((await rowOf(fresh.id))?.plate, '浙E3K7P2')
  const [marks] = await rig.sql<{ n: number }[]>`select count(*)::int as n from entry_marks where entry_id = ${old.id}`
  assert.equal(marks?.n, 0)
  const { json } = await rig.call<{ entries: Record<string, unknown>[] }>('GET', '/entries', { token: admin })
  const bare = json.entries.find(({ id }) => id === old.id)
  assert.deepEqual([bare?.vehicle, bare?.people, bare?.checkpoint], [undefined, undefined, 'K01'])
  assert.deepEqual(await verifyCounters(rig.sql), [])
  assert.deepEqual(await post([old]), ['duplicate'])
  const lines = await rig.sql<{ change: string }[]>`select change from audit where verb = 'retention.purge'`
  assert.deepEqual(
    lines.map(({ change }) => JSON.parse(change)),
    [{ after: { entries: 1 } }],
  )
})

test('each kind has days of its own', async () => {
  assert.equal((await put({ persons: 10, plates: 20, health: 5, searches: 400 })).status, 200)
  const entry = ago(0, { note: '李四陪同' })
  await post([entry])
  await noteOfAlert('李四同行的人已联系')
  const notes = () => rig.sql`select 1 from alert_events where note is not null`
  jump(6 * DAY_MS)
  await house()
  assert.equal((await notes()).length, 1)
  assert.deepEqual(await rowOf(entry.id), { id: entry.id, plate: '浙E3K7P2', sealed: true, people: 0 })
  jump(5 * DAY_MS)
  await house()
  assert.equal((await notes()).length, 0, 'what was written of an alert is a person’s too')
  assert.deepEqual(await rowOf(entry.id), { id: entry.id, plate: '浙E3K7P2', sealed: false, people: 0 })
  await waitFor('the plate', async () => {
    clock.advance(1_000)
    return (await rig.sql`select plate from plates`).length === 1
  })
  jump(10 * DAY_MS)
  await house()
  assert.equal(await rowOf(entry.id), undefined)
  assert.equal((await rig.sql`select plate from plates`).length, 0)
  assert.deepEqual(await verifyCounters(rig.sql), [])
})

test('a passage that comes in late is purged as if it had come in time', async () => {
  await put({ persons: 5, plates: 5, health: 5, searches: 400 })
  await house()
  const late = ago(8)
  await post([late])
  await house()
  assert.equal(await rowOf(late.id), undefined)
})

test('a correction that comes long after its passage is purged too', async () => {
  await put({ persons: 5, plates: 5, health: 5, searches: 400 })
  await house()
  const root = ago(0)
  await post([root])
  jump(40 * DAY_MS)
  await house()
  // As from a tablet that lay in a drawer.
  const late = { ...root, id: randomUUID(), amends: root.id, note: '李四陪同' }
  assert.deepEqual(await post([late]), ['stored'])
  assert.notEqual(await rowOf(late.id), undefined)
  await house()
  assert.equal(await rowOf(late.id), undefined)
  assert.deepEqual(await verifyCounters(rig.sql), [])
})

test('who left the watch list, or whose time on it ended, is forgotten when persons are', async () => {
  await put({ persons: 5, plates: 5, health: 5, searches: 400 })
  const day = (days: number) => new Date(clock.now() + days * DAY_MS).toISOString()
  await rig.sql`
    insert into watch_subjects (kind, digest, label, rule, reason, expires_at, since, until, added_by, added_at, ended_at)
    values ('plate', 'a', 'ended 6 days ago', 'w', '-', ${day(90)}, 1, 2, '-', ${day(-30)}, ${day(-6)}),
      ('plate', 'b', 'expired 6 days ago', 'w', '-', ${day(-6)}, 1, null, '-', ${day(-30)}, null),
      ('plate', 'c', 'ended 3 days ago', 'w', '-', ${day(90)}, 1, 2, '-', ${day(-30)}, ${day(-3)}),
      ('plate', 'd', 'stands', 'w', '-', ${day(90)}, 1, null, '-', ${day(-30)}, null)`
  await house()
  const left = await rig.sql<{ label: string }[]>`select label from watch_subjects order by label`
  assert.deepEqual(
    left.map(({ label }) => label),
    ['ended 3 days ago', 'stands'],
  )
})

test('days that make no sense, and callers whom it is not for, are refused', async () => {
  assert.equal((await put({ persons: 0, plates: 5, health: 5, searches: 400 })).status, 400)
  assert.equal((await put({ persons: 30, plates: 30, health: 30, searches: 5 })).status, 400)
  assert.equal((await put({ persons: 30, plates: 30, health: 30, searches: 90 }, await rig.key('command'))).status, 403)
  const { json } = await rig.call('GET', '/retention', { token: await rig.key('staff') })
  assert.deepEqual(json, { persons: 5, plates: 5, health: 5, searches: 400 })
})

test('what was searched for can be read for its days, then its key is destroyed', async () => {
  const audit = async () => (await findKeys(rig.sql)).filter(({ purpose }) => purpose === 'audit').map(({ id }) => id)
  const before = await audit()
  jump(31 * DAY_MS)
  await turnAuditKeys(rig.core)
  const during = await audit()
  assert.ok(during.length > before.length && before.every((id) => during.includes(id)))
  jump(399 * DAY_MS)
  await turnAuditKeys(rig.core)
  const late = await audit()
  assert.ok(
    before.every((id) => late.includes(id)),
    'a day before its time is up',
  )
  jump(1 * DAY_MS)
  await turnAuditKeys(rig.core)
  assert.ok(!(await audit()).some((id) => before.includes(id)))
})

test('the end of an epidemic destroys persons, plates and keys, leaves the counts, and is certified', async () => {
  const entry = ago(0, { note: '李四陪同' })
  await post([entry])
  const master = readFileSync(masterKeyFile(rig.core.env), 'utf8')
  const keysNow = await findKeys(rig.sql)
  const old = keysNow.filter(({ purpose }) => purpose !== 'sign-in' && purpose !== 'push').map(({ id }) => id)
  const secret = rig.core.keys.seal('sign-in', 'of an app for codes', 'account')
  await noteOfAlert('李四已送医')
  const [alert] = await rig.sql<{ id: string }[]>`select alert_id as id from alert_events where note is not null`
  const resolved = { token: admin, body: { reason: '李四已解除隔离' } }
  assert.equal((await rig.call('POST', `/alerts/${alert?.id}/resolve`, resolved)).status, 200)
  // As 0.1.0 wrote them.
  const told = { actor: 'user:wang', target: 'alert:1' }
  await writeAudit(rig.sql, clock.now(), { ...told, verb: 'alert.resolved', reason: '孙六送医' })
  await writeAudit(rig.sql, clock.now(), {
    ...told,
    verb: 'instruction.send',
    after: { text: '拦下孙六', to: ['K01'] },
  })
  await writeAudit(rig.sql, clock.now(), { ...told, verb: 'instruction.send', after: { to: ['K01'] } })
  await writeAudit(rig.sql, clock.now(), { ...told, verb: 'alert.assigned', reason: 'user:zhao' })
  const { facts, certificate } = await destroyPersonal(rig.core, 'cli', '2026年春季疫情')
  assert.ok(facts.rows.entries >= 1 && facts.rows.sealed >= 1 && facts.rows.keys >= 4)
  assert.equal(facts.faults, 0)
  assert.match(certificate, /2026年春季疫情/)
  assert.match(certificate, /SHA-256 [0-9a-f]{64}\n$/)
  assert.equal((await rows()).length, 0)
  assert.equal((await rig.sql`select 1 from entry_marks union all select 1 from plates`).length, 0)
  assert.deepEqual(await verifyCounters(rig.sql), [])
  assert.ok((await findKeys(rig.sql)).every(({ id }) => !old.includes(id)))
  assert.equal(rig.core.keys.open(secret, 'account'), 'of an app for codes', 'people sign in as before')
  assert.ok(facts.signInKept)
  assert.equal(facts.rows.alertNotes, 2)
  assert.match(certificate, /2 条告警处置/)
  assert.match(certificate, /审计中 2 条 0\.1\.0 写下/)
  assert.match(certificate, /此前的备份[\s\S]*号牌、体温/, 'a backup opens without the master key')
  const written = await rig.sql`
    select note as said from alert_events union all select reason from audit union all select change from audit`
  assert.ok(written.every(({ said }) => !String(said).includes('李四')))
  assert.notEqual(readFileSync(masterKeyFile(rig.core.env), 'utf8'), master)
  const [kept] = await rig.sql<{ certificate: string }[]>`select certificate from destructions`
  assert.equal(kept?.certificate, certificate)
  const next = ago(0)
  assert.deepEqual(await post([entry, next]), ['duplicate', 'stored'])
  const { json } = await rig.call<{ entries: Entry[] }>('GET', '/entries', { token: admin })
  assert.equal(json.entries.find(({ id }) => id === next.id)?.people[0]?.name, '欧**')
})

test('a server whose clock is far from the database’s purges nothing, and does as soon as it is right', async () => {
  clock.setTo(Date.now())
  const due = ago(13)
  assert.deepEqual(await post([due]), ['stored'])
  const round = async () => {
    const housekeeping = new Housekeeping(rig.core)
    housekeeping.start()
    await housekeeping.stop()
  }
  clock.setTo(Date.now() + 370 * DAY_MS)
  await round()
  assert.notEqual(await rowOf(due.id), undefined)
  clock.setTo(Date.now())
  await rig.sql`update retention set days = 1, purged_at = null, purged_until = null where kind <> 'searches'`
  await round()
  assert.equal(await rowOf(due.id), undefined)
})
