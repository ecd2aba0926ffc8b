/**
 * Who sees what, through every door: marked values are planted in entries and items, then every call that the server
 * declares is asked by every kind of caller, and every socket and webhook is listened to. What comes back is held to the
 * table that its subjects are shown (#domain/who-sees). A new call is in the walk by being declared.
 */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import * as z from 'zod'
import type { Entry as EntryWords } from '#domain/entry'
import { maskEntry } from '#domain/masked-entry'
import { DEFAULT_POLICY } from '#domain/policy'
import { type DataKind, SEERS, type Seer, sightOf } from '#domain/who-sees'
import { Entry } from '#protocol/entry'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/create-user'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { aLog, aShift, aStock, aZeroReport } from '../testing/item-builder'
import { readZip } from '../testing/read-zip'
import { bodySchema, type DeclaredCall, declaredCalls, filledPath, sampleOf } from '../testing/route-walk'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const PLATE = '浙E7Q9Z4'
/** Values that stand nowhere else, by the kind of data that they are. Notes come from entries and from items. */
const PLANTED: Partial<Record<DataKind, readonly string[]>> = {
  plate: [PLATE],
  person: ['欧阳夜明砂', '13987654321', '11010519491231002X'],
  notes: [
    '钱独活家三单元',
    '李远志陪同',
    '周当归的白菜',
    '吴白芷检字',
    '身份证忘在赵半夏家',
    '一人发热送医钩吻',
    '缺额温枪重楼',
  ],
  reading: ['38.7'],
  health: ['蜀葵样干咳', '659012345671', '"riskVisit"'],
  'order-reason': ['涉案逃逸乌头'],
}

interface Caller {
  name: string
  /** Null: sees nothing of anybody. */
  seer: Seer | null
  /** What it is shown all the same. */
  besides?: DataKind
  headers: Record<string, string>
}

let rig: ServerRig
let county: CountyFixture
let receiver: Server
let delivered = ''
let callers: Caller[]
let calls: DeclaredCall[]
/** What may stand for a parameter of a path. */
let ids: string[]
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

before(async () => {
  receiver = createServer((request, response) => {
    request.on('data', (part: Buffer) => {
      delivered += part.toString()
    })
    request.on('end', () => response.end())
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  rig = await startServerRig({
    env: { webhookHosts: ['127.0.0.1'] },
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
  calls = await declaredCalls(rig)
  await plant()
  callers = await everybody()
  ids = await everyId()
})
after(async () => {
  await rig.close()
  receiver.closeAllConnections()
  receiver.close()
})

const must = async (method: string, path: string, options: Parameters<ServerRig['call']>[2], status: number) => {
  const answer = await rig.call<Record<string, string>>(method, path, options)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.json)}`)
  return answer.json
}

const passing = (changes: Partial<EntryWords> = {}): EntryWords => {
  const occurredAt = new Date().toISOString()
  const [name = '', phone = '', idNumber = ''] = PLANTED.person ?? []
  const [destination = '', note = '', what = '', certificate = '', noId = ''] = PLANTED.notes ?? []
  const readings = [{ celsius: 38.7, site: 'forehead' as const, at: occurredAt }]
  return anEntry({
    occurredAt,
    vehicle: { plate: PLATE, kind: 'truck', trailerPlate: PLATE },
    people: [
      {
        readings: [...readings, ...readings],
        name,
        phone,
        idNumber,
        via: ['659012345671'],
        riskVisit: true,
        symptoms: ['蜀葵样干咳'],
      },
      { readings, noId, symptoms: ['蜀葵样干咳'] },
    ],
    headcount: 2,
    destination,
    note,
    load: { kind: 'fresh', what, certificate },
    disposition: 'isolation',
    hits: [
      { kind: 'watch', rule: 'watch' },
      { kind: 'stay', rule: 'watch' },
    ],
    ...changes,
  })
}

/** A county in which everything happened once: passages, alerts, items, instructions, a briefing, a permit, a pause. */
const plant = async () => {
  const { watchlist: _, ...draft } = DEFAULT_POLICY
  const admin = bearer(await rig.key('admin'))
  const command = bearer(await rig.key('command'))
  const [, , , , , abnormal = '', missing = ''] = PLANTED.notes ?? []
  const rules = [
    {
      id: 'watch',
      name: '协查名单',
      document: '第7号',
      days: 0,
      disposition: 'handover',
      order: '按处置卡执行',
      asks: null,
    },
  ]
  await must('PUT', '/policy', { headers: admin, body: { base: '0', document: { ...draft, rules } } }, 201)
  const reason = PLANTED['order-reason']?.[0]
  const expires = new Date(Date.now() + 86_400_000).toISOString()
  const sought = { kind: 'plate', subject: PLATE, reason, rule: 'watch', expires }
  await must('POST', '/policy/watchlist', { headers: admin, body: { base: '1', add: [sought], end: [] } }, 201)
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  const kinds = ['fever', 'watch', 'risk', 'stock', 'queue', 'zero-report', 'two-hours', 'offline']
  for (const form of ['standard', 'wecom']) {
    await must('POST', '/webhooks', { headers: admin, body: { name: form, form, url, kinds } }, 201)
  }
  const device = bearer(county.device.token)
  const entries = [passing(), passing({ disposition: 'hold' })]
  await must('POST', '/entries', { headers: device, body: { entries } }, 200)
  const occurredAt = new Date().toISOString()
  const items = [
    aShift({ occurredAt, checklist: [{ item: 'thermometer', ok: false, note: missing }] }),
    aZeroReport({ occurredAt, period: { from: occurredAt, to: occurredAt }, abnormal: 1, what: abnormal }),
    aStock({ occurredAt, note: missing }),
    aLog({ occurredAt }),
  ]
  const stored = await rig.call<{ results: { status: string }[] }>('POST', '/items', {
    headers: device,
    body: { items },
  })
  assert.equal(stored.status, 200, JSON.stringify(stored.json))
  await rig.call('POST', '/instructions', { headers: command, body: { text: '加强查验', checkpoints: null } })
  const from = new Date(Date.now() - 3_600_000).toISOString()
  const to = new Date(Date.now() + 3_600_000).toISOString()
  for (const username of ['asks', 'approves']) {
    assert.ok(
      (
        await createUser(rig.core, CLI_ACTOR, {
          username,
          displayName: null,
          role: 'command',
          jurisdiction: null,
          password: null,
        })
      ).ok,
    )
  }
  const asked = { plate: PLATE, from, to, reason: '流调', approver: 'approves' }
  const permit = await must('POST', '/trajectories', { headers: await person('asks'), body: asked }, 201)
  await must(
    'POST',
    `/trajectories/${permit.id}/approve`,
    { headers: await person('approves'), body: { minutes: 60, reason: '同意' } },
    200,
  )
  await must(
    'POST',
    '/briefings',
    { headers: await person('asks'), body: { template: 'bulletin', date: today() } },
    201,
  )
  await must(
    'POST',
    '/entries/search',
    { headers: command, body: { plate: PLATE, name: PLANTED.person?.[0], reason: '核对' } },
    200,
  )
  await waitFor('the alerts', async () => (await rig.sql`select 1 from alerts`).length > 0)
}

const person = async (username: string, wall = false): Promise<Record<string, string>> => {
  const [user] = await rig.sql<{ id: string }[]>`select id from users where name = ${username}`
  const token = await rig.core.sessions.open(user?.id ?? '', '127.0.0.1', null, wall)
  return { Cookie: `kakou_session=${token}`, 'X-Kakou': '1' }
}

const everybody = async (): Promise<Caller[]> => [
  ...(await Promise.all(SEERS.map(async (seer) => ({ name: seer, seer, headers: bearer(await rig.key(seer)) })))),
  // Who asked for the trajectory, and who may see it.
  { name: 'who was given leave', seer: 'command', headers: await person('asks') },
  // A fever without whom it is of: the plate is masked, and nobody is named (docs/wall.md).
  { name: 'wall', seer: null, besides: 'reading', headers: await person('approves', true) },
  { name: 'gate', seer: null, headers: bearer(await rig.key('gate')) },
  { name: 'device', seer: 'staff', headers: bearer(county.device.token) },
  {
    name: 'another device',
    seer: null,
    headers: bearer((await seedDevice(rig.sql, county.checkpoints[1], new Date().toISOString())).token),
  },
  { name: 'nobody', seer: null, headers: {} },
]

/** Of every table that has an id, that of one row. */
const everyId = async (): Promise<string[]> => {
  const tables = await rig.sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`
  const found = await Promise.all(
    tables.map(({ name }) => rig.sql<{ id: string }[]>`select id::text as id from ${rig.sql(name)} limit 1`),
  )
  return [...new Set(found.flat().map(({ id }) => id))]
}

/** As much of an answer as can be read: what is packed is unpacked. */
const textOf = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
  const response = await fetch(`${rig.url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const text =
    bytes.subarray(0, 2).toString('latin1') === 'PK' ? [...readZip(bytes).values()].join('\n') : bytes.toString()
  return { status: response.status, text }
}

/** What may not be there for this seer, as the table has it. */
const heldTo = (seer: Seer | null, text: string, where: string, besides?: DataKind) => {
  for (const [kind, values] of Object.entries(PLANTED) as [DataKind, readonly string[]][]) {
    const sight = seer === null ? 'none' : sightOf(seer, kind)
    if (sight === 'full' || sight === 'shift' || kind === besides) continue
    for (const value of values) {
      const at = text.indexOf(value)
      assert.ok(at < 0, `${where}: ${kind}, ${sight}: …${text.slice(Math.max(0, at - 200), at + 60)}`)
    }
  }
}

const QUERY: Record<string, () => string> = {
  date: today,
  at: () => new Date().toISOString(),
  lanes: () => '2',
  device: () => county.device.id,
  minutes: () => '60',
}

const queryOf = ({ operation }: DeclaredCall, who: string): string => {
  const wanted = operation.parameters.filter(
    ({ name, in: place, required }) => place === 'query' && (required || (name === 'device' && who === 'device')),
  )
  const query = new URLSearchParams(wanted.map(({ name }): [string, string] => [name, QUERY[name]?.() ?? '1']))
  return wanted.length === 0 ? '' : `?${query}`
}

/** Codes and names that paths are made of; every other parameter is an id. */
const WORDS: Record<string, readonly string[]> = { code: ['K01', '330523'], name: ['asks'], version: ['1', '2'] }

/** The paths of a call, with everything that is known in place of its parameters. */
const pathsOf = ({ path }: DeclaredCall): string[] => {
  const parameter = /\{(\w+)\}/.exec(path)?.[1]
  if (parameter === undefined) return [path]
  return (WORDS[parameter] ?? ids).map((value) => filledPath(path, () => value))
}

/** Calls that this county has nothing for, since it has no roads, layouts and scenarios: what they answer knows no entry. */
const NOTHING_THERE = new Set([
  'GET /coverage',
  'GET /coverage/stations',
  'GET /map',
  'GET /networks/changes',
  'GET /replay/coverage',
  'GET /roads/{network}',
  'GET /coverage/roads/{import}',
  'GET /reports/layouts/{id}/table',
  'GET /reports/layouts/{id}/table.csv',
  'GET /reports/layouts/{id}/table.xlsx',
  'GET /scenarios/{id}',
  'GET /jurisdictions/{code}/boundary',
  'GET /policy/watchlist/{version}',
])

test('every GET and export, by every caller: nothing but what the table gives', { timeout: 300_000 }, async () => {
  const answered = new Set<string>()
  for (const call of calls.filter(({ method }) => method === 'GET')) {
    for (const { name, seer, besides, headers } of callers) {
      const isNamed = call.operation['x-access'].some((one) => one === name || one === seer || one === 'open')
      // Who is not named is refused before anything is looked at: one path tells it.
      for (const path of isNamed ? pathsOf(call) : pathsOf(call).slice(0, 1)) {
        const { status, text } = await textOf('GET', path + queryOf(call, name), headers)
        assert.ok(status < 500, `${name} ${path}: ${status}`)
        if (status === 200) answered.add(call.name)
        heldTo(seer, text, `${name} GET ${path}`, besides)
      }
    }
  }
  const blind = calls.filter(({ method, name }) => method === 'GET' && !answered.has(name) && !NOTHING_THERE.has(name))
  assert.deepEqual(
    blind.map(({ name }) => name),
    [],
    'calls that nobody got an answer of show nothing',
  )
})

test('a member that an entry is given is of a kind of data, or is named here as telling nothing of anybody', () => {
  const whole = sampleOf(z.toJSONSchema(Entry), 'x')
  const shown = maskEntry(whole as Record<string, unknown>, 'planner') as {
    vehicle: object
    people: [object]
  }
  const bare =
    'id seq pairing checkpoint lane direction vehicle people headcount origin purpose trip disposition hits policy'
  assert.equal(Object.keys(shown).join(' '), `${bare} formMs occurredAt clockOffsetMs amends paper drill`)
  assert.equal(Object.keys(shown.vehicle).join(' '), 'plateForm plateType kind')
  assert.equal(Object.keys(shown.people[0]).join(' '), 'disposition idKind guardian category origin')
})

test('what is asked by POST: a search, its files, and one value after the other', { timeout: 120_000 }, async () => {
  const search = { plate: PLATE, reason: '核对' }
  const pointers = ['symptoms', 'via', 'riskVisit'].flatMap((field) => [
    field,
    `/people/0/${field}`,
    `/people/0/${field}/0`,
  ])
  const entries = await rig.sql<{ id: string }[]>`select id::text as id from entries limit 2`
  let found = 0
  for (const { name, seer, headers } of callers) {
    for (const [path, body] of [
      ['/entries/search', search],
      ['/entries/search/export', { ...search, format: 'csv' }],
      ['/entries/search/export', { ...search, format: 'xlsx', language: 'en' }],
    ] as const) {
      const { status, text } = await textOf('POST', path, headers, body)
      if (status === 200 && text.includes(PLATE.slice(2))) found++
      heldTo(seer, text, `${name} POST ${path}`)
    }
    for (const { id } of entries) {
      for (const field of pointers) {
        const { status, text } = await textOf('POST', `/entries/${id}/reveal`, headers, { field, reason: '核对' })
        assert.ok(status >= 400, `${name} opened ${field}`)
        heldTo(seer, text, `${name} reveal ${field}`)
      }
    }
  }
  assert.ok(found >= 9, `${found} searches found the passage`)
})

test('every other call, whatever it answers', { timeout: 200_000 }, async () => {
  for (const call of calls.filter(({ method }) => ['POST', 'PUT', 'PATCH'].includes(method))) {
    const schema = bodySchema(call)
    const body = schema === undefined ? undefined : sampleOf(schema, '一般的话')
    for (const { name, seer, headers } of callers) {
      const path = pathsOf(call)[0] ?? call.path
      heldTo(seer, (await textOf(call.method, path, headers, body)).text, `${name} ${call.method} ${path}`)
    }
  }
})

test('what sockets and webhooks say', { timeout: 60_000 }, async () => {
  const screens = await Promise.all(
    SEERS.filter((seer) => seer !== 'reporter').map(async (seer) => {
      const socket = rig.socket('/live', { token: await rig.key(seer) })
      let said = ''
      socket.onAny((...args: unknown[]) => {
        said += JSON.stringify(args)
      })
      await heard(socket, 'connect')
      said += JSON.stringify(await socket.timeout(10_000).emitWithAck('subscribe', {}))
      return { seer, text: () => said }
    }),
  )
  const tablet = rig.socket('/tablet', { token: county.device.token })
  let toTablet = ''
  tablet.onAny((...args: unknown[]) => {
    toTablet += JSON.stringify(args)
  })
  await heard(tablet, 'connect')
  const sent = await tablet.timeout(10_000).emitWithAck('entries', [passing(), passing()])
  assert.equal(sent.results[0].status, 'stored', JSON.stringify(sent))
  for (const { seer, text } of screens) {
    await waitFor(`a delta for ${seer}`, async () => text().includes('"delta"'), { timeoutMs: 20_000 })
    heldTo(seer, text(), `/live ${seer}`)
    assert.ok(text().includes('K01'))
  }
  heldTo('staff', toTablet, '/tablet')
  await waitFor('a webhook', async () => delivered.includes('吉口卡口'), { timeoutMs: 30_000 })
  heldTo(null, delivered, 'webhook')
})
