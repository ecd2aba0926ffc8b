import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { argon2id } from 'hash-wasm'
import { pinName } from '#domain/checkpoints/pin'
import { Roster } from '#protocol/roster'
import type { ListedArrangement } from '../checkpoints/list-arrangements'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import type { ListedStaff } from './list-staff'

let first: ServerRig
let second: ServerRig
let county: CountyFixture
let elsewhere: CountyFixture['device']
let admin: string

before(async () => {
  const now = new Date().toISOString()
  first = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now)
      elsewhere = await seedDevice(sql, county.checkpoints[1], now)
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
    },
  })
  second = await startServerRig({ databaseUrl: first.databaseUrl })
  admin = await first.key('admin')
})
after(async () => {
  await second.close()
  await first.close()
})

interface Made {
  id: string
  name: string
  pin: string
  errors: { path: string }[]
}
const make = async (name: string, jurisdiction?: string) =>
  (await first.call<Made>('POST', '/staff', { token: admin, body: { name, agency: '派出所', jurisdiction } })).json
const crews = (code: string, list: object[], token = admin) =>
  first.call<Made>('PUT', `/checkpoints/${code}/crews`, { token, body: { crews: list } })
const signOn = (staff: string, pin: string | null, token = county.device.token) =>
  first.call<Made>('POST', '/roster/sign-on', { token, body: { staff, pin } })
const nextRoster = async (socket: ReturnType<ServerRig['socket']>) => Roster.parse((await heard(socket, 'roster'))[0])

test('crews reach the tablets of their checkpoint, on every server, with PINs that hash-wasm makes too', async () => {
  const tablet = second.socket('/tablet', { token: county.device.token })
  const empty = await nextRoster(tablet)
  assert.deepEqual([empty.checkpoint, empty.crews, empty.staff], ['K01', [], []])
  const [li, wang] = [await make('李四'), await make('王五')]
  const next = nextRoster(tablet)
  const members = [
    { staff: li.id, post: '测温' },
    { staff: wang.id, post: null },
  ]
  assert.equal(
    (
      await crews('K01', [
        { name: '甲班', lead: li.id, members },
        { name: '乙班', members: [] },
      ])
    ).status,
    200,
  )
  const roster = await next
  assert.deepEqual(
    roster.crews.map(({ name, lead, members: list }) => [name, lead, list.length]),
    [
      ['甲班', li.id, 2],
      ['乙班', null, 0],
    ],
  )
  const { salt, memoryKiB, iterations, hashBytes } = roster.digest
  const digest = await argon2id({
    password: pinName(li.id, li.pin),
    salt: Buffer.from(salt, 'base64url'),
    memorySize: memoryKiB,
    iterations,
    parallelism: 1,
    hashLength: hashBytes,
    outputType: 'binary',
  })
  assert.equal(roster.staff.find(({ id }) => id === li.id)?.pin, Buffer.from(digest).toString('base64url'))
  const other = first.socket('/tablet', { token: elsewhere.token })
  assert.deepEqual((await nextRoster(other)).staff, [])
  const changed = nextRoster(tablet)
  assert.equal((await crews('K01', [{ name: '甲班', members }])).status, 200)
  const again = await changed
  assert.equal(again.crews[0]?.id, roster.crews[0]?.id)
  assert.notEqual(again.version, roster.version)
})

test('staff sign on by their PIN at a tablet of their checkpoint, and nowhere else', async () => {
  const zhao = await make('赵六')
  await crews('K01', [{ name: '甲班', members: [{ staff: zhao.id }] }])
  const signed = await signOn(zhao.id, zhao.pin)
  assert.deepEqual([signed.status, signed.json], [200, { id: zhao.id, name: '赵六', agency: '派出所' }])
  assert.equal((await signOn(zhao.id, zhao.pin, elsewhere.token)).status, 404)
  assert.equal((await signOn(zhao.id, zhao.pin, admin)).status, 403)
  assert.equal((await signOn(zhao.id, null)).status, 400)
  const set = await first.call<Made>('POST', `/staff/${zhao.id}/pin`, { token: admin, body: { pin: '258025' } })
  assert.deepEqual([set.status, set.json.pin], [200, null])
  assert.equal((await signOn(zhao.id, zhao.pin)).status, 400)
  assert.equal((await signOn(zhao.id, '258025')).status, 200)
  const weak = await first.call<Made>('POST', `/staff/${zhao.id}/pin`, { token: admin, body: { pin: '1234' } })
  assert.deepEqual([weak.status, weak.json.errors[0]?.path], [400, '/pin'])
})

test('five wrong PINs close the name on that tablet', async () => {
  const qian = await make('钱七')
  await crews('K01', [{ name: '甲班', members: [{ staff: qian.id }] }])
  const statuses = []
  for (let i = 0; i < 5; i++) statuses.push((await signOn(qian.id, '9078')).status)
  assert.deepEqual(statuses, [400, 400, 400, 400, 400])
  assert.equal((await signOn(qian.id, qian.pin)).status, 429)
})

test('who left is in no crew and signs on no more', async () => {
  const sun = await make('孙八')
  await crews('K01', [{ name: '甲班', lead: sun.id, members: [{ staff: sun.id }] }])
  const tablet = first.socket('/tablet', { token: county.device.token })
  await nextRoster(tablet)
  const next = nextRoster(tablet)
  const ended = await first.call('PATCH', `/staff/${sun.id}`, { token: admin, body: { ended: true } })
  assert.equal(ended.status, 200)
  const roster = await next
  assert.deepEqual([roster.staff, roster.crews[0]?.lead], [[], null])
  assert.equal((await signOn(sun.id, sun.pin)).status, 404)
  assert.equal((await crews('K01', [{ name: '甲班', members: [{ staff: sun.id }] }])).status, 400)
})

test('what a checkpoint has is set and listed; a town keeps to its own', async () => {
  const arrangement = {
    agencies: ['公安', '卫健'],
    posts: ['测温', '登记'],
    leader: { name: '周县长', title: '副县长', phone: '0572-1234567' },
    equipment: [{ name: '测温枪', count: 3 }],
  }
  const path = '/checkpoints/K02/arrangement'
  assert.equal((await first.call('PUT', path, { token: admin, body: arrangement })).status, 200)
  const { json } = await first.call<{ arrangements: ListedArrangement[] }>('GET', '/arrangements', { token: admin })
  const { code, lanes, crews: list, tablets, ...rest } = json.arrangements[1] as ListedArrangement
  assert.deepEqual([code, lanes, list, tablets, rest], ['K02', [], [], 1, arrangement])
  const bad = await first.call<Made>('PUT', path, {
    token: admin,
    body: { ...arrangement, equipment: [{ name: '测温枪', count: -1 }] },
  })
  assert.deepEqual([bad.status, bad.json.errors[0]?.path], [400, '/equipment/0/count'])
  const town = await first.key('admin', '330523001')
  assert.equal((await first.call('PUT', path, { token: town, body: arrangement })).status, 404)
  assert.equal((await crews('K02', [], town)).status, 404)
  const own = await make('周九', '330523001')
  const listed = await first.call<{ staff: ListedStaff[] }>('GET', '/staff', { token: town })
  assert.deepEqual(
    listed.json.staff.map(({ id, hasPin }) => [id, hasPin]),
    [[own.id, true]],
  )
  const pins = await first.sql<
    { text: string }[]
  >`select coalesce(change, '') as text from audit where verb like 'staff.%'`
  // By itself: codes and ids have four digits in a row too.
  const isPin = new RegExp(`(?<![\\w-])${own.pin}(?![\\w-])`)
  assert.ok(pins.length > 5 && !pins.some(({ text }) => isPin.test(text)))
})
