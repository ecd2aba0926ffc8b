import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Entry } from '#domain/entries/entry'
import type { EntriesAnswer } from '#protocol/results'
import { createLog } from '../log'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'

/** Values that stand nowhere else, one in each field that may name somebody. */
const PLANTED = {
  name: '欧阳夜明砂',
  phone: '13987654321',
  idNumber: '11010519491231002X',
  noId: '身份证忘在赵半夏家',
  destination: '钱独活家三单元',
  pass: '通字孙细辛',
  note: '李远志陪同',
  what: '周当归的白菜',
  certificate: '吴白芷检字',
  voidReason: '郑苍术说错了',
  rescued: '王石斛的备注',
} as const
const PLATE = '浙E7Q9Z4'
const REFUSED = { note: '冯川芎', name: '陈杜仲', plate: '褚厚朴', destination: '卫黄连' }

let log = ''
let answers = ''
let rig: ServerRig
let county: CountyFixture
let gate: string
let command: string

before(async () => {
  rig = await startServerRig({
    log: createLog('leaks', {
      write(line) {
        log += line
      },
    }),
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
  gate = await rig.key('gate')
  command = await rig.key('command')
})
after(() => rig.close())

const planted = (changes: Partial<Entry> = {}): Entry => {
  const occurredAt = new Date().toISOString()
  const { name, phone, idNumber, noId, destination, pass, note, what, certificate } = PLANTED
  return anEntry({
    occurredAt,
    vehicle: { plate: PLATE, kind: 'car', trailerPlate: PLATE },
    people: [{ readings: [{ celsius: 38.2, site: 'forehead', at: occurredAt }], name, phone, idNumber, noId }],
    destination,
    pass,
    note,
    load: { kind: 'fresh', what, certificate },
    ...changes,
  })
}

/** What comes back is written into logs of proxies, and onto screens of whoever helps: of a refusal it tells nothing. */
const call = async (method: string, path: string, options: Parameters<ServerRig['call']>[2]) => {
  const answer = await rig.call(method, path, options)
  answers += JSON.stringify(answer.json)
  return answer
}
const post = (entries: unknown[], token: string) => call('POST', '/entries', { token, body: { entries } })

/** Every row of every table as text, but for the columns where it must be. */
const database = async (): Promise<string> => {
  const tables = await rig.sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`
  let text = ''
  for (const { name } of tables) {
    const rows = await rig.sql<{ row: Record<string, unknown> }[]>`
      select row_to_json(t) as row from ${rig.sql(name)} t`
    for (const { row } of rows) text += `${name} ${JSON.stringify(row)}\n`
  }
  return text
}

const finds = (text: string, what: string): string | undefined =>
  text
    .split('\n')
    .find((line) => line.includes(what))
    ?.slice(0, 300)

test('what is planted in every field, through every door, stands nowhere in the clear', async () => {
  const root = planted()
  await post([root], county.device.token)
  await post([planted({ checkpoint: 'K01' })], gate)
  await post([planted({ amends: root.id, void: { reason: PLANTED.voidReason } })], county.device.token)
  const tablet = rig.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'connect')
  const sent = await asked<EntriesAnswer>(tablet, 'entries', [planted({ note: PLANTED.rescued })])
  assert.equal(sent.results[0]?.status, 'stored')
  // Other content under a known id, fields that are wrong, more than the database takes, and what is no JSON at all.
  await post([{ ...root, note: REFUSED.note }], county.device.token)
  const wrong = {
    ...planted(),
    vehicle: { plate: REFUSED.plate, kind: REFUSED.plate },
    people: [{ readings: REFUSED.name, name: [REFUSED.name], idNumber: REFUSED.name, phone: { [REFUSED.name]: 1 } }],
    destination: REFUSED.destination.repeat(100),
    note: REFUSED.note.repeat(1_000),
    [REFUSED.note]: REFUSED.note,
  }
  const refused = await post([wrong, { id: REFUSED.name }, REFUSED.name], county.device.token)
  assert.ok(JSON.stringify(refused.json).includes('rejected'))
  await call('POST', '/entries', { token: county.device.token, body: REFUSED.name })
  const body = { name: PLANTED.name, phone: PLANTED.phone, idNumber: PLANTED.idNumber, plate: PLATE, reason: '核对' }
  const found = await call('POST', '/entries/search', { token: command, body })
  assert.ok(JSON.stringify(found.json).includes('欧**'))
  answers = answers.replace(JSON.stringify(found.json), '')
  await call('POST', '/entries/search', { token: command, body: { ...body, plate: `${PLATE};${PLANTED.name}` } })
  await call('POST', '/entries/search', { token: command, body: { ...body, from: PLANTED.name } })
  await call('POST', '/entries/search', { token: gate, body })
  const opened = await rig.call<{ value: string }>('POST', `/entries/${root.id}/reveal`, {
    token: command,
    body: { field: 'idNumber', reason: '核对' },
  })
  assert.equal(opened.json.value, PLANTED.idNumber)
  await call('POST', `/entries/${root.id}/reveal`, { token: command, body: { field: PLANTED.name, reason: '核对' } })
  await call('POST', `/entries/${randomUUID()}/reveal`, { token: command, body: { field: 'name', reason: '核对' } })
  await rig.sql`alter table entry_details rename to entry_details_away`
  await post([planted()], county.device.token)
  await call('POST', '/entries/search', { token: command, body })
  await rig.sql`alter table entry_details_away rename to entry_details`

  const metrics = JSON.stringify((await rig.call('GET', '//metrics')).json)
  assert.ok(log.length > 0, 'the log was written')
  assert.ok(metrics.includes('kakou_passages_total'))
  const rows = await database()
  for (const value of [...Object.values(PLANTED), ...Object.values(REFUSED)]) {
    for (const [where, text] of Object.entries({ log, metrics, answers, rows })) {
      assert.ok(!text.includes(value), `${value} stands in the ${where}: ${finds(text, value)}`)
    }
  }
  const elsewhere = rows
    .split('\n')
    .filter((line) => !/^(entry_details|plates) /.test(line))
    .join('\n')
  for (const [where, text] of Object.entries({ log, metrics, answers, elsewhere })) {
    assert.ok(!text.includes(PLATE), `the plate stands in the ${where}: ${finds(text, PLATE)}`)
  }
})
