import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MS, HOUR_MS } from '#domain/instant'
import { DailyBoard } from '#protocol/report'
import { CLI_ACTOR } from '../people/cli-actor'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { fakeClock } from '../testing/fake-clock'
import { aHandover, aLog, aZeroReport } from '../testing/item-builder'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { keepHouse } from './housekeeping'
import { reseal } from './reseal'
import { rotateKeys } from './rotate-keys'

const clock = fakeClock('2026-03-01T10:20:00.000+08:00')
const now = () => new Date(clock.now()).toISOString()
let rig: ServerRig
let county: CountyFixture

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
})
after(() => rig.close())

const period = { from: '2026-02-28T16:00:00.000Z', to: '2026-03-01T08:00:00.000Z' }
const handover = aHandover({
  occurredAt: now(),
  note: '欧阳明还在留观室',
  checklist: [
    { item: 'barrier', ok: true },
    { item: 'staff', ok: false, note: '等司马懿来' },
  ],
})
const report = aZeroReport({ occurredAt: now(), period, abnormal: 1, what: '诸葛亮复测 38.1', note: '已转运' })
const log = aLog({ occurredAt: now(), log: 'fault', what: '测温枪' })
const SECRETS = ['欧阳明', '司马懿', '诸葛亮', '转运']

const stored = async () =>
  JSON.stringify(await rig.sql`select id, body::text as body, encode(sealed, 'escape') as sealed from items`)
const list = async (role: 'command' | 'supervisor' | 'staff') =>
  (await rig.call<{ items: Record<string, unknown>[] }>('GET', '/items', { token: await rig.key(role) })).json.items
const board = async (role: 'command' | 'supervisor' | 'reporter') => {
  const { json } = await rig.call('GET', '/reports/daily?date=2026-03-01', { token: await rig.key(role) })
  const lines = DailyBoard.parse(json).periods.flatMap(({ checkpoints }) => checkpoints)
  return lines.find(({ report: one }) => one !== null)?.report
}
const sealedKeys = async () =>
  (
    await rig.sql<{ key: string }[]>`
      select distinct encode(substring(sealed from 2 for 4), 'hex') as key from items where sealed is not null`
  ).map(({ key }) => key)

test('what a crew wrote lies encrypted, and is read by who sees notes', async () => {
  const body = { items: [handover, report, log] }
  const { json } = await rig.call<{ results: { status: string }[] }>('POST', '/items', {
    token: county.device.token,
    body,
  })
  assert.deepEqual(
    json.results.map(({ status }) => status),
    ['stored', 'stored', 'stored'],
  )
  const raw = await stored()
  for (const secret of SECRETS) assert.ok(!raw.includes(secret), secret)
  assert.ok(raw.includes('测温枪'), 'what a log says is of equipment')
  const items = await list('command')
  const shown = (id: string) => items.find((one) => one.id === id) ?? {}
  assert.deepEqual([shown(handover.id).note, shown(handover.id).checklist], [handover.note, handover.checklist])
  assert.equal(shown(report.id).what, report.what)
  const lines = () => rig.sql<{ actor: string }[]>`select actor from audit where verb = 'item.list'`
  assert.equal((await lines()).length, 1, 'who read it is written down')
  assert.equal((await list('staff')).find(({ id }) => id === handover.id)?.note, handover.note, 'on their own shift')
  const bare = JSON.stringify(await list('supervisor'))
  assert.equal((await lines()).length, 2, 'who saw nothing of it read nothing')
  for (const secret of SECRETS) assert.ok(!bare.includes(secret), secret)
  const seen = async (role: 'command' | 'supervisor' | 'reporter') => {
    const one = await board(role)
    return [one?.abnormal, one?.what, one?.signedBy]
  }
  const reads = async () => {
    const lines = await rig.sql<{ read: string }[]>`select target as read from audit where verb = 'item.read'`
    return lines.map(({ read }) => read)
  }
  assert.deepEqual(await seen('supervisor'), [1, null, '王一'])
  assert.deepEqual(await seen('reporter'), [1, null, '—'])
  assert.deepEqual(await reads(), [], 'who saw nothing of it read nothing')
  assert.deepEqual(await seen('command'), [1, report.what, '王一'])
  const written = await reads()
  assert.deepEqual(written, ['report:2026-03-01'], 'who read what was abnormal is written down')
  const file = await rig.call('GET', '/reports/daily.csv', { token: await rig.key('command') })
  assert.equal(file.status, 200)
  assert.deepEqual(await reads(), written, 'a file of figures holds none of it')
  const again = await rig.call<typeof json>('POST', '/items', { token: county.device.token, body })
  assert.ok(again.json.results.every(({ status }) => status === 'duplicate'))
})

test('what an older release stored is sealed, and a change of keys takes it along', async () => {
  await rig.sql`
    update items set sealed = null, body = body || ${rig.sql.json({ note: '欧阳明还在留观室' })} where id = ${handover.id}`
  await reseal(rig.sql, rig.core.keys)
  assert.ok(!(await stored()).includes('欧阳明'))
  const before = await sealedKeys()
  assert.equal(before.length, 1)
  assert.ok((await rotateKeys(rig.core, CLI_ACTOR, null)).ok)
  const after = await sealedKeys()
  assert.equal(after.length, 1)
  assert.notDeepEqual(after, before)
  assert.equal((await list('command')).find(({ id }) => id === handover.id)?.note, handover.note)
  // The old key goes, and nothing with it.
  clock.setTo(new Date(clock.now() + 2 * HOUR_MS).toISOString())
  await keepHouse(rig.core)
  assert.equal((await list('command')).find(({ id }) => id === report.id)?.what, report.what)
})

test('a crew reads what was written on its own shift, not what was on those before', async () => {
  clock.setTo(new Date(clock.now() + 25 * HOUR_MS).toISOString())
  const seen = async (role: 'command' | 'staff') => JSON.stringify(await list(role)).includes('欧阳明')
  assert.deepEqual([await seen('command'), await seen('staff')], [true, false])
})

test('when its time is up it goes, and the bare item stays', async () => {
  clock.setTo(new Date(clock.now() + 40 * DAY_MS).toISOString())
  await keepHouse(rig.core)
  assert.deepEqual(await sealedKeys(), [])
  const [kept] = await rig.sql<{ abnormal: string }[]>`
    select body ->> 'abnormal' as abnormal from items where id = ${report.id}`
  assert.equal(kept?.abnormal, '1')
})
