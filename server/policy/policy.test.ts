import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { argon2id } from 'hash-wasm'
import { DEFAULT_POLICY, type PolicyDocument } from '#domain/policy/policy'
import { subjectName } from '#domain/policy/watch-subject'
import { WatchList } from '#protocol/policy'
import { Policy } from '#protocol/tablet'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { WATCH_RULE } from '../testing/watch-rule'
import type { PolicyVersion } from './list-policies'
import type { ListedSubject } from './list-watch-subjects'

let first: ServerRig
let second: ServerRig
let county: CountyFixture
let admin: string

before(async () => {
  first = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
  second = await startServerRig({ databaseUrl: first.databaseUrl })
  admin = await first.key('admin')
})
after(async () => {
  await second.close()
  await first.close()
})

const { watchlist: _, ...DRAFT } = DEFAULT_POLICY
const AREA = {
  id: 'a1',
  name: '江岸区',
  code: '420102',
  part: null,
  plates: ['鄂A'],
  level: 'high',
  from: '2026-01-20T00:00:00+08:00',
  to: null,
  rule: 'watch',
} as const
const DAY_AHEAD = new Date(Date.now() + 86_400_000).toISOString()

interface Answer {
  version: string
  errors: { path: string }[]
}
const inForce = async () => (await first.call<PolicyVersion>('GET', '/policy', { token: admin })).json
const publish = async (document: object, more: { base?: string; token?: string; note?: string } = {}) =>
  first.call<Answer>('PUT', '/policy', {
    token: more.token ?? admin,
    body: { base: more.base ?? (await inForce()).version, document, note: more.note },
  })
const changeList = async (body: { add?: object[]; end?: object[] }) =>
  first.call<Answer>('POST', '/policy/watchlist', {
    token: admin,
    body: { base: (await inForce()).version, add: [], end: [], ...body },
  })
const told = async (policy: Promise<unknown[]>) => Policy.parse((await policy)[0])

test('a version that is put in force reaches the tablets of every server, and the history says what it changed', async () => {
  const tablet = second.socket('/tablet', { token: county.device.token })
  assert.deepEqual((await told(heard(tablet, 'policy'))).version, '0')
  const next = heard(tablet, 'policy')
  const thresholds = { ...DRAFT.thresholds, ear: 37.5 }
  const document = { ...DRAFT, thresholds, rules: [WATCH_RULE], riskAreas: [AREA], levelAt: { K01: 'full' } }
  const published = await publish(document, { note: '省指挥部第12号' })
  assert.deepEqual([published.status, published.json], [201, { version: '1' }])
  const policy = await told(next)
  assert.deepEqual(
    [policy.version, policy.thresholds.ear, policy.level, policy.riskAreas, policy.rules],
    ['1', 37.5, 'full', [AREA], [WATCH_RULE]],
  )
  assert.deepEqual(policy.deadlines, DEFAULT_POLICY.deadlines)
  const second_ = await publish({ ...document, recheckMinutes: 10 })
  assert.equal(second_.json.version, '2')
  const { json } = await first.call<{ versions: (PolicyVersion & { changes: unknown })[] }>('GET', '/policy/versions', {
    token: await first.key('command'),
  })
  assert.deepEqual(
    json.versions.map(({ version, note, changes }) => [version, note, changes]),
    [
      ['2', null, [{ path: '/recheckMinutes', before: 15, after: 10 }]],
      ['1', '省指挥部第12号', []],
    ],
  )
  const [audit] = await first.sql`select verb, target, reason from audit where target = 'policy:1'`
  assert.deepEqual({ ...audit }, { verb: 'policy.publish', target: 'policy:1', reason: '省指挥部第12号' })
})

test('an entry counts by the thresholds of its own version, also after another came', async () => {
  const at = () => new Date().toISOString()
  const entryUnder = (policy: string) =>
    anEntry({ occurredAt: at(), policy, people: [{ readings: [{ celsius: 37.5, site: 'ear', at: at() }] }] })
  const { version } = await inForce()
  await publish({ ...(await inForce()).document, thresholds: { ...DRAFT.thresholds, ear: 37.8 }, watchlist: undefined })
  const body = { entries: [entryUnder(version), entryUnder('3')] }
  await first.call('POST', '/entries', { token: county.device.token, body })
  const { json } = await first.call<{ counts: { highReadings: number }[] }>('GET', '/counts', { token: admin })
  assert.equal(json.counts[0]?.highReadings, 1)
})

test('an edit of a version that was followed by another is refused, and so is one that changes nothing', async () => {
  const { version, document } = await inForce()
  const { watchlist: __, ...draft } = document as PolicyDocument
  assert.equal((await publish({ ...draft, recheckMinutes: 12 }, { base: '1' })).status, 409)
  assert.equal((await publish(draft)).status, 409)
  assert.equal((await inForce()).version, version)
  const both = await Promise.all(
    [11, 12].map((recheckMinutes) => publish({ ...draft, recheckMinutes }, { base: version })),
  )
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409])
})

test('what can not be is refused by field; a town and other roles put nothing in force', async () => {
  const bad = await publish({ ...DRAFT, rules: [], riskAreas: [AREA], levelAt: { K99: 'full' } })
  assert.deepEqual([bad.status, bad.json.errors.map(({ path }) => path)], [400, ['/riskAreas/0/rule', '/levelAt/K99']])
  const shape = await publish({ ...DRAFT, thresholds: { forehead: 50, ear: 37.6, axilla: 37.3 }, level: 'all' })
  assert.deepEqual(shape.json.errors.map(({ path }) => path).sort(), [
    '/document/level',
    '/document/thresholds/forehead',
  ])
  assert.equal((await publish(DRAFT, { token: await first.key('command') })).status, 403)
  await first.sql`
    insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
  const town = await first.key('admin', '330523001')
  assert.equal((await publish(DRAFT, { token: town })).status, 403)
  assert.equal((await first.call('GET', '/policy/watchlist', { token: town })).status, 403)
})

test('a watch list reaches tablets as digests that hash-wasm makes too, and nobody else reads them', async () => {
  const subjects = [
    { kind: 'plate', subject: '浙e·3k7p2', rule: 'watch', reason: '涉嫌闯卡', expires: DAY_AHEAD },
    {
      kind: 'person',
      subject: '11010519491231002x',
      rule: 'watch',
      reason: '次密',
      order: '请其靠边',
      expires: DAY_AHEAD,
    },
  ]
  const tablet = second.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
  const next = heard(tablet, 'policy')
  assert.equal((await changeList({ add: subjects })).status, 201)
  const { watchlist } = await told(next)
  assert.deepEqual(watchlist, { version: '1', count: 2 })
  const path = `/policy/watchlist/${watchlist.version}`
  const answer = await second.call('GET', path, { token: county.device.token })
  const list = WatchList.parse(answer.json)
  const text = JSON.stringify(answer.json)
  for (const secret of ['涉嫌', '次密', '3K7P2', '1231002']) assert.ok(!text.includes(secret), secret)
  // What decision 5 measured at over 100 ms a guess, and whose memory keeps graphics cards from guessing many at once.
  assert.ok(list.digest.memoryKiB >= 32 * 1024 && list.digest.iterations >= 3)
  const digest = (name: string) =>
    argon2id({
      password: name,
      salt: Buffer.from(list.digest.salt, 'base64url'),
      memorySize: list.digest.memoryKiB,
      iterations: list.digest.iterations,
      parallelism: list.digest.parallelism,
      hashLength: list.digest.hashBytes,
      outputType: 'binary',
    }).then((bytes) => Buffer.from(bytes).toString('base64url'))
  const names = [subjectName('plate', '浙E3K7P2'), subjectName('person', '11010519491231002X')]
  assert.deepEqual(
    list.subjects.map((subject) => subject.digest),
    await Promise.all(names.map(digest)),
  )
  assert.deepEqual(list.subjects[1]?.order, '请其靠边')
  assert.equal((await first.call('GET', path, { token: admin })).status, 403)
  assert.equal((await first.call('GET', path, { token: await first.key('gate') })).status, 403)
  assert.equal((await first.call('GET', path)).status, 401)
  assert.equal((await first.call('GET', '/policy/watchlist/9', { token: county.device.token })).status, 404)
})

test('who stands on it is found by name, shown masked, and leaves it with a reason; what has expired is not sent', async () => {
  const find = async (subject: string) =>
    (
      await first.call<{ id: number | null }>('POST', '/policy/watchlist/find', {
        token: admin,
        body: { kind: 'plate', subject },
      })
    ).json.id
  const id = await find('浙E3K7P2')
  assert.ok(id !== null)
  assert.equal(await find('浙E3K7P3'), null)
  const again = await changeList({
    add: [{ kind: 'plate', subject: '浙E3K7P2', rule: 'watch', reason: 'x', expires: DAY_AHEAD }],
  })
  assert.deepEqual([again.status, again.json.errors[0]?.path], [400, '/add/0/subject'])
  const bad = await changeList({
    add: [{ kind: 'plate', subject: '浙E3K7', rule: 'gone', reason: 'x', expires: '2020-01-01T00:00:00Z' }],
    end: [{ id: 99, reason: 'x' }],
  })
  assert.deepEqual(
    bad.json.errors.map(({ path }) => path),
    ['/add/0/subject', '/add/0/expires'],
  )
  const { watchlist: __, ...draft } = (await inForce()).document
  assert.deepEqual((await publish({ ...draft, rules: [], riskAreas: [] })).json.errors[0]?.path, '/rules')
  const ended = await changeList({ end: [{ id, reason: '已查清' }] })
  assert.equal(ended.status, 201)
  assert.equal(await find('浙E3K7P2'), null)
  const listed = await first.call<{ subjects: ListedSubject[] }>('GET', '/policy/watchlist', { token: admin })
  assert.deepEqual(
    listed.json.subjects.map(({ label, reason }) => [label, reason]),
    [['110*************2X', '次密']],
  )
  const read = async (version: string) =>
    WatchList.parse((await first.call('GET', `/policy/watchlist/${version}`, { token: county.device.token })).json)
      .subjects.length
  assert.deepEqual([await read('1'), await read('2')], [2, 1])
  await first.sql`update watch_subjects set expires_at = now() - interval '1 minute'`
  assert.equal(await read('2'), 0)
  const lines = await first.sql<{ text: string }[]>`
    select coalesce(target, '') || coalesce(change, '') as text from audit where verb like 'watchlist.%'`
  assert.equal(lines.length >= 6, true)
  const asked = await first.sql<{ change: string; sealed: boolean; actor: string }[]>`
    select change, sealed is not null as sealed, actor from audit where verb = 'watchlist.find' order by at, id`
  assert.deepEqual(
    asked.map(({ change, sealed }) => [JSON.parse(change).after.found, sealed]),
    [
      [id, true],
      [null, true],
      [null, true],
    ],
    'each look for somebody, also one that found nobody',
  )
  const [looked] = await first.sql<{ n: number }[]>`select count(*)::int as n from audit where verb = 'watchlist.list'`
  assert.equal(looked?.n, 1, 'who read why they are sought')
  assert.ok(!lines.some(({ text }) => text.includes('3K7P2') || text.includes('19491231')))
})

test('how long an alert may wait is what the policy says', async () => {
  const { watchlist: __, ...draft } = (await inForce()).document
  const alertMinutes = { ...draft.deadlines.alertMinutes, fever: 3 }
  await publish({ ...draft, deadlines: { ...draft.deadlines, alertMinutes } })
  const at = new Date().toISOString()
  const readings = [38.4, 38.2].map((celsius) => ({ celsius, site: 'forehead' as const, at }))
  const entry = anEntry({ occurredAt: at, people: [{ readings }], disposition: 'isolation' })
  await first.call('POST', '/entries', { token: county.device.token, body: { entries: [entry] } })
  const { json } = await first.call<{ alerts: { raisedAt: string; dueAt: string }[] }>('GET', '/alerts', {
    token: admin,
  })
  const [alert] = json.alerts
  assert.equal(Date.parse(alert?.dueAt ?? '') - Date.parse(alert?.raisedAt ?? ''), 3 * 60_000)
})
