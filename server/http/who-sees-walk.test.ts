/**
 * Who sees what, through every door: marked values are planted in entries and items, then every call that the server
 * declares is asked by every kind of caller, and every socket and webhook is listened to. What comes back is held to the
 * table that its subjects are shown (#domain/privacy/who-sees). A new call is in the walk by being declared.
 */
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import * as z from 'zod'
import { maskEntry } from '#domain/privacy/masked-entry'
import { type DataKind, SEERS, type Seer, sightOf } from '#domain/privacy/who-sees'
import { Entry } from '#protocol/entry'
import type { EntriesAnswer } from '#protocol/results'
import { TABLE_ACCESS } from '../../db/access/table-access'
import { type CountyFixture, seedCounty, seedDevice } from '../testing/county-fixture'
import { bearer, PLANTED, PLATE, passing, personCookie, plantCounty, today } from '../testing/planted-county'
import { readZip } from '../testing/read-zip'
import { bodySchema, type DeclaredCall, declaredCalls, filledPath, sampleOf } from '../testing/route-walk'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

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
  await plantCounty(rig, county, `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`)
  callers = await everybody()
  ids = await everyId()
})
after(async () => {
  await rig.close()
  receiver.closeAllConnections()
  receiver.close()
})

const everybody = async (): Promise<Caller[]> => [
  ...(await Promise.all(SEERS.map(async (seer) => ({ name: seer, seer, headers: bearer(await rig.key(seer)) })))),
  // Who asked for the trajectory, and who may see it.
  { name: 'who was given leave', seer: 'command', headers: await personCookie(rig, 'asks') },
  // A fever without whom it is of: the plate is masked, and nobody is named (docs/wall.md).
  { name: 'wall', seer: null, besides: 'reading', headers: await personCookie(rig, 'approves', true) },
  { name: 'gate', seer: null, headers: bearer(await rig.key('gate')) },
  { name: 'device', seer: 'staff', headers: bearer(county.device.token) },
  {
    // The watch list goes to every tablet: whoever is looked for may come by any point.
    name: 'another device',
    seer: null,
    besides: 'order',
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
    signal: AbortSignal.timeout(60_000),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const text =
    bytes.subarray(0, 2).toString('latin1') === 'PK' ? [...readZip(bytes).values()].join('\n') : bytes.toString()
  return { status: response.status, text }
}

/** Where a value stands, or -1. `"celsius":38.7` is a reading, `T11:06:38.7` an instant, `138.7` another figure. */
const placeOf = (value: string, text: string): number =>
  /^[\d.]+$/.test(value)
    ? text.search(new RegExp(`(?<!\\d:|[\\d.])${value.replace('.', '\\.')}(?!\\d)`))
    : text.indexOf(value)

test('a figure is told from its digits in an instant, in an id or in another figure', () => {
  for (const text of ['{"celsius":38.7}', '36.5,38.7,', '38.7', '体温 38.7 ℃'])
    assert.ok(placeOf('38.7', text) >= 0, text)
  for (const text of ['T11:06:38.7Z', '138.7', '38.71', '7.38.7']) assert.equal(placeOf('38.7', text), -1, text)
})

/** What may not be there for this seer, as the table has it. */
const heldTo = (seer: Seer | null, text: string, where: string, besides?: DataKind) => {
  for (const [kind, values] of Object.entries(PLANTED) as [DataKind, readonly string[]][]) {
    const sight = seer === null ? 'none' : sightOf(seer, kind)
    if (sight === 'full' || sight === 'shift' || kind === besides) continue
    for (const value of values) {
      const at = placeOf(value, text)
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

/** What a server does by the clock or of a caller's coming; the audit says that it was read. */
const BY_ITSELF = new Set(
  `alert_events alert_members alerts attempts audit audit_links audit_pending devices firings instance plates
  push_deliveries retention secret_keys sessions signs state_changes webhook_deliveries`.split(/\s+/),
)

/** Every other table, as one digest each. */
const standing = async (): Promise<Record<string, unknown>> => {
  const digests = Object.keys(TABLE_ACCESS)
    .filter((name) => !BY_ITSELF.has(name))
    .map(async (name) => {
      const [row] =
        await rig.sql`select md5(string_agg(t::text, '|' order by t::text)) as digest from ${rig.sql(name)} t`
      return [name, row?.digest] as const
    })
  return Object.fromEntries(await Promise.all(digests))
}

test('every GET and export, by every caller: nothing but what the table gives, and nothing changed', {
  timeout: 300_000,
}, async () => {
  const answered = new Set<string>()
  const before = await standing()
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
  assert.deepEqual(await standing(), before, 'a GET changes nothing')
  const blind = calls.filter(({ method, name }) => method === 'GET' && !answered.has(name) && !NOTHING_THERE.has(name))
  assert.deepEqual(
    blind.map(({ name }) => name),
    [],
    'calls that nobody got an answer of show nothing',
  )
})

/** What names a traveller or was written of one: to read it leaves a line. */
const OF_SOMEBODY = ['plate', 'person', 'notes', 'reading', 'health', 'order-reason'] as const

test('nothing of anybody is read where that can not be written down', { timeout: 300_000 }, async () => {
  await rig.sql`create function no_line() returns trigger language plpgsql as $$ begin raise 'full'; end $$`
  await rig.sql`create trigger no_line before insert on audit_pending for each row execute function no_line()`
  const refused = new Set<string>()
  const read = new Set<string>()
  try {
    for (const seer of ['command', 'health', 'admin', 'staff'] as const) {
      // A new key: of whoever looked within the hour there is a line.
      const headers = bearer(await rig.key(seer))
      for (const call of calls.filter(({ method }) => method === 'GET')) {
        if (!call.operation['x-access'].includes(seer)) continue
        for (const path of pathsOf(call)) {
          const { status, text } = await textOf('GET', path + queryOf(call, seer), headers)
          if (status === 503) refused.add(call.name)
          for (const kind of OF_SOMEBODY) {
            const found = (PLANTED[kind] ?? []).find((value) => placeOf(value, text) >= 0)
            if (found !== undefined) read.add(`${call.name}: ${kind}`)
          }
        }
      }
    }
  } finally {
    await rig.sql`drop function no_line cascade`
  }
  assert.deepEqual([...read], ['GET /wall: reading'], 'a fever on a wall, without whom it is of (docs/wall.md)')
  for (const name of [
    'GET /entries',
    'GET /items',
    'GET /reports/daily',
    'GET /alerts/{id}',
    'GET /alerts/closed',
    'GET /policy/watchlist',
  ])
    assert.ok(refused.has(name), name)
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

test('what is asked by POST: a search, its files, and one value after the other', { timeout: 200_000 }, async () => {
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

test('what sockets and webhooks say', { timeout: 200_000 }, async () => {
  const screens = await Promise.all(
    SEERS.filter((seer) => seer !== 'reporter').map(async (seer) => {
      const socket = rig.socket('/live', { token: await rig.key(seer) })
      let said = ''
      socket.onAny((...args: unknown[]) => {
        said += JSON.stringify(args)
      })
      await heard(socket, 'connect')
      said += JSON.stringify(await asked(socket, 'subscribe', {}))
      return { seer, text: () => said }
    }),
  )
  const tablet = rig.socket('/tablet', { token: county.device.token })
  let toTablet = ''
  tablet.onAny((...args: unknown[]) => {
    toTablet += JSON.stringify(args)
  })
  await heard(tablet, 'connect')
  const sent = await asked<EntriesAnswer>(tablet, 'entries', [passing(), passing()])
  assert.equal(sent.results[0]?.status, 'stored', JSON.stringify(sent))
  for (const { seer, text } of screens) {
    await waitFor(`a delta for ${seer}`, async () => text().includes('"delta"'), { timeoutMs: 60_000 })
    heldTo(seer, text(), `/live ${seer}`)
    assert.ok(text().includes('K01'))
  }
  heldTo('staff', toTablet, '/tablet')
  await waitFor('a webhook', async () => delivered.includes('吉口卡口'), { timeoutMs: 60_000 })
  heldTo(null, delivered, 'webhook')
})
