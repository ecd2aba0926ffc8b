import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import type { Entry } from '#domain/entries/entry'
import { HOUR_MS, MINUTE_MS } from '#domain/instant'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const clock = fakeClock('2026-03-01T10:20:00.000+08:00')
let rig: ServerRig
let county: CountyFixture
let command: string
let town: string
let other: CountyFixture['device']

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, new Date(clock.now()).toISOString())
      const [row] = await sql<{ id: number }[]>`
        insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')
        returning id`
      await sql`update checkpoints set jurisdiction_id = ${row?.id ?? 0} where id = ${county.checkpoints[1]}`
      other = await seedDevice(sql, county.checkpoints[1], new Date(clock.now()).toISOString())
    },
  })
  command = await rig.key('command')
  town = await rig.key('command', '330523001')
})
after(() => rig.close())

type Item = Entry & { checkpoint: string; countedAt: string }
interface Page {
  entries: Item[]
  cursor: string | null
  detail?: string
  errors?: { path: string; message: string }[]
}

const post = async (token: string, entries: Entry[]): Promise<void> => {
  const { json } = await rig.call<{ results: { status: string }[] }>('POST', '/entries', { token, body: { entries } })
  assert.deepEqual(new Set(json.results.map(({ status }) => status)), new Set(['stored']))
}
const call = (body: Record<string, unknown>, token = command) =>
  rig.call<Page>('POST', '/entries/search', { token, body: { reason: '查协查车辆', ...body } })
const search = async (body: Record<string, unknown>, token = command): Promise<Page> => {
  const { status, json } = await call(body, token)
  assert.equal(status, 200, JSON.stringify(json))
  return json
}
const plates = async (plate: string, more: Record<string, unknown> = {}) =>
  (await search({ plate, ...more })).entries.map(({ vehicle }) => vehicle?.plate)

const passing = (plate: string, minutesAgo: number, more: Partial<Entry> = {}): Entry =>
  anEntry({
    occurredAt: new Date(clock.now() - minutesAgo * MINUTE_MS).toISOString(),
    vehicle: { plate, kind: 'car' },
    ...more,
  })
const noted = async (count: number) =>
  waitFor('the plates', async () => {
    clock.advance(1_000)
    const [row] = await rig.sql<{ n: number }[]>`select count(*)::int as n from plates`
    return (row?.n ?? 0) >= count
  })

test('a plate is found whole and by any part of it, the newest passage first', async () => {
  await post(county.device.token, [
    passing('鄂A12345', 300),
    passing('鄂AK2399', 50),
    passing('鄂AZ239挂', 40),
    passing('鄂B12399', 30),
    passing('浙E3K7P2', 20),
    passing('浙E3K7P2', 10),
    passing('', 5, { vehicle: { plate: 'WJ浙1234', plateForm: 'special', kind: 'car' } }),
  ])
  await noted(6)
  assert.deepEqual(await plates('浙e·3k7p2'), ['浙E3K7P2', '浙E3K7P2'])
  assert.deepEqual(await plates('鄂A?23*'), ['鄂AZ239挂', '鄂AK2399', '鄂A12345'])
  assert.deepEqual(await plates('鄂A??399'), ['鄂AK2399'])
  assert.deepEqual(await plates('鄂??239?'), ['鄂B12399', '鄂AZ239挂', '鄂AK2399'])
  assert.deepEqual(await plates('*7P2'), ['浙E3K7P2', '浙E3K7P2'])
  assert.deepEqual(await plates('*?99'), ['鄂B12399', '鄂AK2399'])
  assert.deepEqual(await plates('*23*'), ['WJ浙1234', '鄂B12399', '鄂AZ239挂', '鄂AK2399', '鄂A12345'])
  assert.deepEqual(await plates('*K23*'), ['鄂AK2399'])
  assert.deepEqual(await plates('??K23*'), ['鄂AK2399'])
  assert.deepEqual(await plates('???239?'), ['鄂B12399', '鄂AZ239挂', '鄂AK2399'])
  assert.deepEqual(await plates('鄂Q*'), [])
})

test('a correction is found by its own plate, once it is there', async () => {
  const root = passing('苏A00001', 8)
  const corrected = passing('苏A00007', 8, { amends: root.id })
  await post(county.device.token, [root, corrected])
  await noted(8)
  const [found] = (await search({ plate: '苏A0000?' })).entries.filter(({ id }) => id === corrected.id)
  assert.equal(found?.vehicle?.plate, '苏A00007')
})

test('a person is found exactly, whatever the spelling, and shown masked', async () => {
  const people = [{ readings: [], name: '欧阳明', phone: '13800138000', idNumber: '11010519491231002X' }]
  await post(county.device.token, [passing('皖A99999', 3, { people }), passing('皖A88888', 2, { people })])
  for (const body of [
    { name: '欧阳 明' },
    { phone: '+86 138 0013 8000' },
    { idNumber: '11010519491231002x' },
    { name: '欧阳明', phone: '13800138000' },
  ]) {
    const { entries } = await search(body)
    assert.deepEqual(
      entries.map(({ vehicle }) => vehicle?.plate),
      ['皖A88888', '皖A99999'],
      JSON.stringify(body),
    )
    assert.equal(entries[0]?.people[0]?.name, '欧**')
  }
  assert.deepEqual(await plates('皖A9*', { name: '欧阳明' }), ['皖A99999'])
  assert.deepEqual(await plates('皖A99999', { name: '欧阳明' }), ['皖A99999'])
  assert.equal((await search({ name: '欧阳' })).entries.length, 0)
  assert.equal((await search({ name: '欧阳明', phone: '13900139000' })).entries.length, 0)
})

test('nobody finds what is outside of his jurisdiction', async () => {
  await post(other.token, [passing('赣A77777', 1)])
  await post(county.device.token, [passing('赣A77777', 1)])
  assert.equal((await search({ plate: '赣A77777' })).entries.length, 2)
  await noted(11)
  const { entries } = await search({ plate: '赣A7777?' }, town)
  assert.deepEqual(
    entries.map(({ checkpoint }) => checkpoint),
    ['K02'],
  )
  assert.equal((await call({ plate: '赣A77777', checkpoint: 'K01' }, town)).status, 404)
  assert.equal((await search({ name: '欧阳明' }, town)).entries.length, 0)
})

test('pages follow each other, by whichever way it is found', async () => {
  const many = Array.from({ length: 450 }, (_, index) => passing(`琼A${10_000 + index}`, 400 + index, {}))
  await post(county.device.token, many)
  await noted(400)
  for (const plate of ['琼A*', '*琼A1*']) {
    const seen = new Set<string>()
    let cursor: string | null = null
    do {
      const page: Page = await search({ plate, cursor })
      for (const { id } of page.entries) seen.add(id)
      cursor = page.cursor
    } while (cursor !== null)
    assert.equal(seen.size, 450, plate)
  }
  const from = new Date(clock.now() - 7 * HOUR_MS).toISOString()
  const within = await search({ plate: '*琼A1*', from })
  assert.ok(within.entries.length > 0 && within.entries.every(({ countedAt }) => countedAt >= from))
})

test('what makes no sense is refused by field', async () => {
  const faults = async (body: Record<string, unknown>) => {
    const { status, json } = await call(body)
    return [status, json.errors?.[0]?.path]
  }
  assert.deepEqual(await faults({ plate: '*' }), [400, '/plate'])
  assert.deepEqual(await faults({ plate: "' or 1=1" }), [400, '/plate'])
  assert.deepEqual(await faults({}), [400, '/plate'])
  assert.deepEqual(await faults({ plate: '浙E3K7P2', reason: ' ' }), [400, '/reason'])
  assert.deepEqual(await faults({ plate: '浙E3K7P2', from: '2026-02-30T00:00:00Z' }), [400, '/from'])
  const day = '2026-02-01T00:00:00Z'
  assert.deepEqual(await faults({ plate: '浙E3K7P2', from: day, to: day }), [400, '/to'])
  assert.equal((await call({ plate: '浙E3K7P2', cursor: 'x' })).status, 400)
  for (const role of ['planner', 'supervisor', 'reporter', 'staff', 'gate'] as const) {
    assert.equal((await call({ plate: '浙E3K7P2' }, await rig.key(role))).status, 403, role)
  }
})

test('staff see the passages of a day, persons masked', async () => {
  const people = [{ readings: [], name: '司马懿' }]
  await post(county.device.token, [passing('黑A00001', 25 * 60, { people }), passing('黑A00002', 23 * 60, { people })])
  const to = new Date(clock.now() - 20 * HOUR_MS).toISOString()
  const { json } = await rig.call<Page>('GET', `/entries?to=${to}`, { token: await rig.key('staff') })
  const seen = json.entries.filter(({ vehicle }) => vehicle?.plate?.startsWith('黑'))
  assert.deepEqual(
    seen.map(({ vehicle, people: [person] }) => [vehicle?.plate, person?.name]),
    [['黑A00002', '司**']],
  )
})

const auditLines = () =>
  rig.sql<{ verb: string; target: string | null; change: string; reason: string }[]>`
    select verb, target, change, reason from audit where verb like 'entry.%' order by at desc, id desc`

test('one value is opened for a reason, and both are in the audit without what was asked for', async () => {
  const { entries } = await search({ phone: '13800138000' })
  const id = entries[0]?.id ?? ''
  const reveal = (body: Record<string, unknown>, token = command) =>
    rig.call<{ field?: string; value?: string }>('POST', `/entries/${id}/reveal`, {
      token,
      body: { reason: '联系密接', ...body },
    })
  assert.deepEqual((await reveal({ field: '/people/0/phone' })).json, {
    field: '/people/0/phone',
    value: '13800138000',
  })
  assert.equal((await reveal({ field: 'name' })).json.value, '欧阳明')
  assert.equal((await reveal({ field: '/people/3/name' })).status, 410)
  assert.equal((await reveal({ field: '/note' })).status, 400)
  assert.equal((await reveal({ field: 'name', reason: '' })).status, 400)
  assert.equal((await reveal({ field: 'name' }, town)).status, 404)
  assert.equal((await reveal({ field: 'name' }, await rig.key('staff'))).status, 403)
  const lines = await auditLines()
  const opened = lines.find(({ verb }) => verb === 'entry.reveal')
  assert.deepEqual([opened?.target, opened?.reason], [`entry:${id}`, '联系密接'])
  const searched = lines.filter(({ verb }) => verb === 'entry.search').map(({ change }) => change)
  assert.ok(searched.some((change) => change.includes('"by":["phone"]')))
  for (const { change } of lines)
    for (const secret of ['13800138000', '欧阳明', '琼A']) assert.ok(!change.includes(secret))
})

test('the line of a search says over how many points it led, so that one which is a trajectory in effect is seen', async () => {
  const shown = async (reason: string) => {
    const [line] = await rig.sql<{ change: string }[]>`select change from audit where reason = ${reason}`
    return (JSON.parse(line?.change ?? '{}') as { after?: { shown?: unknown } }).after?.shown
  }
  await search({ plate: '赣A77777', reason: '两个点都看' })
  assert.deepEqual(await shown('两个点都看'), { entries: 2, checkpoints: 2 })
  await search({ plate: '赣A77777', reason: '只看本镇' }, town)
  assert.deepEqual(await shown('只看本镇'), { entries: 1, checkpoints: 1 })
  await search({ plate: '闽Z00000', reason: '没有找到' })
  assert.deepEqual(await shown('没有找到'), { entries: 0, checkpoints: 0 })
})

test('where the audit can not be written nothing is read', async () => {
  await rig.sql`alter table audit rename to audit_away`
  try {
    const { status, json } = await call({ plate: '浙E3K7P2' })
    assert.equal(status, 503)
    assert.ok(!JSON.stringify(json).includes('浙E'))
  } finally {
    await rig.sql`alter table audit_away rename to audit`
  }
  assert.equal((await call({ plate: '浙E3K7P2' })).status, 200)
})

test('who searches without end is told to wait', async () => {
  const eager = await rig.key('command')
  let last = await call({ plate: '浙E3K7P2' }, eager)
  for (let tries = 0; tries < 130 && last.status === 200; tries++) last = await call({ plate: '浙E3K7P2' }, eager)
  assert.equal(last.status, 429)
  assert.ok(Number(last.headers.get('retry-after')) > 0)
  assert.equal((await call({ plate: '浙E3K7P2' })).status, 200)
})

test('whoever looks through passages is written down: what passes one point now once an hour, anything else each time', async () => {
  const token = await rig.key('health')
  const from = () => encodeURIComponent(new Date(clock.now() - 3 * HOUR_MS).toISOString())
  const look = (query: string) => rig.call<Page>('GET', `/entries?${query}`, { token })
  const lines = () => rig.sql<{ target: string | null }[]>`select target from audit where verb = 'entry.list'`
  const before = (await lines()).length
  const looked = async () => (await lines()).length - before
  for (let times = 0; times < 3; times++) assert.equal((await look(`checkpoint=K01&from=${from()}`)).status, 200)
  assert.equal(await looked(), 1, 'a panel asks again and again')
  await look(`checkpoint=K02&from=${from()}`)
  assert.equal(await looked(), 2)
  clock.setTo(clock.now() + HOUR_MS)
  await look(`checkpoint=K01&from=${from()}`)
  assert.equal(await looked(), 3)
  const at = (ms: number) => encodeURIComponent(new Date(clock.now() + ms).toISOString())
  await look(`checkpoint=K01&from=${from()}&to=${at(60_000)}`)
  assert.equal(await looked(), 3)
  await look(`checkpoint=K01&from=${from()}&to=${at(-60_000)}`)
  await look(`checkpoint=K01&from=${from()}&to=${at(-120_000)}`)
  assert.equal(await looked(), 5, 'page after page of a day is no look at what passes now')
  await look('checkpoint=K01')
  await look('')
  await look('')
  assert.equal(await looked(), 8, 'all that ever passed is looked through, not at')
  assert.equal((await look('checkpoint=K99')).status, 404)
  assert.equal(await looked(), 8)
  const own = await rig.call('GET', `/entries?device=${county.device.id}`, { token: county.device.token })
  assert.deepEqual([own.status, await looked()], [200, 8], 'a tablet reads its own')
  await rig.sql`alter table audit rename to audit_away`
  try {
    assert.equal((await look('')).status, 503)
  } finally {
    await rig.sql`alter table audit_away rename to audit`
  }
})

test('what was found goes out as a file, masked, without formulas, and into the audit as an export', async () => {
  const occurredAt = new Date(clock.now() - 3 * MINUTE_MS).toISOString()
  const readings = [{ celsius: 38.2, site: 'forehead' as const, at: occurredAt }]
  await post(county.device.token, [
    anEntry({
      occurredAt,
      vehicle: { plate: '京N7X7X7', kind: 'car' },
      people: [{ name: '=SUM(1)', phone: '13800002016', readings }],
      disposition: 'isolation',
    }),
  ])
  const ask = async (format: string, more: Record<string, unknown> = {}) => {
    const answer = await fetch(`${rig.url}/api/v1/entries/search/export`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${command}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ plate: '京N7X7X7', reason: '移交疾控', format, ...more }),
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const csv = await ask('csv')
  assert.equal(csv.status, 200)
  assert.match(csv.headers.get('content-disposition') ?? '', /entries\.csv/)
  assert.match(csv.text, /京N·7X7X7/)
  assert.match(csv.text, /38\.2/)
  assert.doesNotMatch(csv.text, /13800002016|SUM\(1\)/)
  assert.match(csv.text, /command .* 于 \d{4}-\d\d-\d\d.* 导出，事由：移交疾控。/, 'whoever finds it knows whom to ask')
  assert.doesNotMatch(csv.text, /(^|,)"?[=+@-][A-Za-z]/m)
  assert.equal((await ask('xlsx', { language: 'en' })).status, 200)
  assert.equal((await ask('pdf')).status, 400)
  assert.equal((await ask('csv', { reason: '' })).status, 400)
  const lines = await rig.sql<{ change: string }[]>`
    select change from audit where verb = 'entry.export' and reason = '移交疾控'`
  assert.equal(lines.length, 2)
  for (const { change } of lines) assert.match(change, /"shown":\{"entries":\d+,"checkpoints":1\}/)
})

test('ten thousand that were found are looked through page by page, and go out whole as CSV and Excel', async () => {
  const [plate, count] = ['川A77K77', 10_050]
  const now = clock.now()
  await rig.sql`
    with made as (
      select i, md5(i::text || ${plate})::uuid as id, to_timestamp(${now / 1000} - i) as at from generate_series(1, ${count}) i),
    bare as (
      insert into entries (bucket, id, checkpoint_id, source, direction, occurred_at, received_at, counted_at,
        vehicle_kind, headcount, disposition, flags, adds, digest, standing)
      select -1, id, ${county.checkpoints[0]}, ${county.device.id}, 'in', at, at, at, 'car', 1, 'release', 0,
        '{1,0,1,0,0,0,0,0,0,0,0,0,0}', '', true from made)
    insert into entry_details (bucket, entry_id, plate, plate_type, body)
    select -1, id, ${plate}, '02', json_build_object('id', id, 'direction', 'in', 'headcount', i, 'disposition', 'release',
      'vehicle', json_build_object('plate', ${plate}::text, 'kind', 'car'), 'people', json_build_array()) from made`
  await rig.sql`insert into plates values (${plate}) on conflict do nothing`
  const reader = await rig.key('command')
  const seen = new Set<string>()
  let cursor: string | null = null
  do {
    const page: Page = await search({ plate: '*77K77', ...(cursor === null ? {} : { cursor }) }, reader)
    for (const { id } of page.entries) seen.add(id)
    cursor = page.cursor
  } while (cursor !== null)
  assert.equal(seen.size, count)
  const file = async (format: string) => {
    const answer = await fetch(`${rig.url}/api/v1/entries/search/export`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${reader}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ plate, reason: '移交疾控', format }),
    })
    assert.match(answer.headers.get('content-disposition') ?? '', new RegExp(`"entries\\.${format}"`))
    return Buffer.from(await answer.arrayBuffer())
  }
  const lines = (await file('csv')).toString().trimEnd().split('\r\n')
  assert.equal(lines.length, count + 2, 'all of them, the header, and by whom and why it was taken out')
  assert.match(lines[0] ?? '', /^\uFEFF时间,卡口编号/)
  const [sheet] = (await readXlsx(new Uint8Array(await file('xlsx')))).sheets
  const rows = sheet?.rows ?? []
  assert.equal(rows.length, count + 2)
  assert.deepEqual(
    [rows[1], rows.at(-2)].map((row) => [row?.[3], row?.[5]]),
    [
      ['川A·77K77', 1],
      ['川A·77K77', count],
    ],
  )
})
