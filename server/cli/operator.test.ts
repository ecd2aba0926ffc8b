import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import type { CheckpointLive } from '#protocol/live'
import { anEntry } from '../testing/entry-builder'
import { operatorOf, runTool } from '../testing/operator-tool'
import { readZip } from '../testing/read-zip'
import { heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const folder = mkdtempSync(join(tmpdir(), 'kakou-operator-'))
const SHARED = ['..', '../..', '../../..']
  .map((up) => resolve(import.meta.dirname, '../..', up, 'shared/data'))
  .find((path) => existsSync(path))
let rig: ServerRig

before(async () => {
  rig = await startServerRig()
})
after(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

const kakou = (...argv: string[]) => runTool(argv, operatorOf(rig, folder))

const json = async <T>(...argv: string[]): Promise<T> => {
  const { code, out, err } = await kakou(...argv, '--json')
  assert.equal(code, 0, err)
  return JSON.parse(out) as T
}

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

interface Imported {
  created: string[]
  updated: string[]
}

test('checkpoints are imported from GeoJSON into an empty instance, and shown by the running server', async () => {
  const features = [
    ['A1', 'reporting', 9.5, 47.1],
    ['A2', 'planned', 9.6, 47.2],
    ['A3', 'closed', 9.7, 47.3],
  ].map(([code, state, lng, lat]) => ({
    type: 'Feature',
    properties: { code, name: `${code}卡口`, state },
    geometry: { type: 'Point', coordinates: [lng, lat] },
  }))
  const path = file('points.geojson', JSON.stringify({ type: 'FeatureCollection', features }))
  assert.deepEqual(await json('checkpoint', 'import', path), { created: ['A1', 'A2', 'A3'], updated: [] })
  const { key } = await json<{ key: string }>('key', 'create', '--role', 'admin')
  const shown = await waitFor('the notice', async () => {
    const { json } = await rig.call<{ checkpoints: CheckpointLive[] }>('GET', '/checkpoints', { token: key })
    return json.checkpoints.length === 3 && json.checkpoints.map(({ code, state }) => `${code} ${state}`)
  })
  assert.deepEqual(shown, ['A1 offline', 'A2 planned', 'A3 closed'])
  assert.deepEqual((await json<Imported>('checkpoint', 'import', path)).updated, ['A1', 'A2', 'A3'])
})

test('a table in Chinese, from Excel or as CSV in GB 18030, will do', async () => {
  const columns = ['编码', '名称', '经度', '纬度', '状态'].map((header) => ({ header, key: header }))
  const data = [{ 编码: 'X1', 名称: '新桥', 经度: 119.5, 纬度: 30.5, 状态: '拟设' }]
  const book = await writeXlsx({ sheets: [{ name: 'a', columns, data }] })
  assert.deepEqual((await json<Imported>('checkpoint', 'import', file('a.xlsx', book))).created, ['X1'])
  // 编码,名称,经度,纬度 and X2,新桥,… in GB 18030.
  const head = Buffer.from([0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c])
  const rest = Buffer.from([0xbe, 0xad, 0xb6, 0xc8, 0x2c, 0xce, 0xb3, 0xb6, 0xc8, 0x0d, 0x0a])
  const row = Buffer.concat([Buffer.from('X2,'), Buffer.from([0xd0, 0xc2, 0xc7, 0xc5]), Buffer.from(',119.6,30.6\r\n')])
  const table = file('b.csv', Buffer.concat([head, rest, row]))
  assert.deepEqual((await json<Imported>('checkpoint', 'import', table)).created, ['X2'])
  const rows = await rig.sql<{ line: string }[]>`
    select code || ' ' || name || ' ' || set_state || ' ' || lng as line from checkpoints where code like 'X%' order by 1`
  assert.deepEqual(
    rows.map(({ line }) => line),
    ['X1 新桥 planned 119.5', 'X2 新桥 open 119.6'],
  )
})

test('where any row is wrong every fault is listed and nothing is imported', async () => {
  const lines = ['code,name,lng,lat,jurisdiction', 'Y1,good,1,1,', 'Y2,,x,99,', 'Y1,again,1,1,', ',none,1,1,']
  const wrong = await kakou('checkpoint', 'import', file('wrong.csv', lines.join('\n')))
  assert.equal(wrong.code, 1)
  for (const where of ['row 3, lng:', 'row 3, lat:', 'row 4, code:', 'row 5, code:']) {
    assert.ok(wrong.err.includes(where), `${where} in ${wrong.err}`)
  }
  const nowhere = ['code,name,lng,lat,jurisdiction', 'Y1,good,1,1,', 'Y2,good,1,1,999']
  const unknown = await kakou('checkpoint', 'import', file('unknown.csv', nowhere.join('\n')))
  assert.match(unknown.err, /row 3, jurisdiction:/)
  const [left] = await rig.sql<{ n: number }[]>`select count(*)::int as n from checkpoints where code like 'Y%'`
  assert.equal(left?.n, 0)
  for (const [name, content] of [
    ['cut.geojson', '{"type": "FeatureCollection", "fea'],
    ['line.geojson', '{"type": "Feature"}'],
    ['empty.csv', 'code,name\n'],
    ['broken.xlsx', 'PK no'],
    ['notes.txt', 'x'],
  ] as const) {
    const answer = await kakou('checkpoint', 'import', file(name, content))
    assert.equal(answer.code, 1, name)
    assert.match(answer.err, /^kakou checkpoint import: .*/, name)
    assert.doesNotMatch(answer.err, /\n {4}at /, name)
  }
})

for (const area of ['heinersreuth', 'liechtenstein', 'unterland', 'vaduz', 'beatty']) {
  const path = SHARED === undefined ? '' : join(SHARED, area, 'checkpoints.geojson')
  if (!existsSync(path)) test(`the checkpoints of ${area} are absent: nothing imported`, () => {})
  else {
    test(`the checkpoints of ${area} are imported`, async () => {
      const { created, updated } = await json<Imported>('checkpoint', 'import', path)
      assert.ok(created.length + updated.length > 5)
    })
  }
}

test('the report of a day is written as Word, Excel or CSV, by suffix, with the states and roads of a server', async () => {
  const out = (name: string) => join(folder, name)
  const word = out('report.docx')
  const made = await json<{ file: string; bytes: number }>('report', 'daily', '--date', '2026-11-23', '--out', word)
  const bytes = readFileSync(word)
  assert.deepEqual(made, { file: word, bytes: bytes.length })
  const text = readZip(bytes).get('word/document.xml') ?? ''
  assert.match(text, /一、基本情况/)
  assert.match(text, /A1卡口[^<]*离线，所在道路管控中断/)
  assert.equal((await kakou('report', 'daily', '--date', '2026-11-23', '--out', out('board.csv'))).code, 0)
  assert.match(readFileSync(out('board.csv'), 'utf8'), /累计车（辆次）/)
  await json('report', 'daily', '--out', out('board.xlsx'), '--language', 'en')
  assert.equal(readFileSync(out('board.xlsx')).subarray(0, 2).toString(), 'PK')
  const codes = await Promise.all([
    kakou('report', 'daily', '--date', '2026-11-23'),
    kakou('report', 'daily', '--out', out('report.pdf')),
    kakou('report', 'daily', '--date', '2026-02-30', '--out', word),
    kakou('report', 'daily', '--jurisdiction', 'nowhere', '--out', word),
    kakou('report', 'daily', '--out', join(folder, 'nowhere', 'report.docx')),
  ])
  assert.deepEqual(
    codes.map(({ code }) => code),
    [2, 2, 1, 1, 1],
  )
  assert.ok(codes.every(({ err }) => err !== '' && !err.includes('    at ')))
})

test('devices that the tool makes work at once; moved, retired and lost they do as they are told', async () => {
  const made = await json<{ devices: { id: string; token: string; checkpoint: string; pairing: string }[] }>(
    'device',
    'create',
    '--checkpoint',
    'A3',
    '--count',
    '3',
  )
  const [first, second, third] = made.devices
  assert.ok(first && second && third)
  const entries = [anEntry({ id: randomUUID(), occurredAt: new Date().toISOString() })]
  const sent = await rig.call<{ results: { status: string }[] }>('POST', '/entries', {
    token: first.token,
    body: { entries },
  })
  assert.equal(sent.json.results[0]?.status, 'stored')
  const socket = rig.socket('/tablet', { token: first.token })
  const [policy] = (await heard(socket, 'policy')) as [{ post: { code: string } }]
  assert.equal(policy.post.code, 'A3')
  const again = heard(socket, 'policy')
  const placed = await json<{ checkpoint: string; pairing: string }>('device', 'pair', first.id, '--checkpoint', 'A1')
  const [moved] = (await again) as [{ post: { code: string }; pairing: string }]
  assert.deepEqual([moved.post.code, moved.pairing], ['A1', placed.pairing])

  const status = (token: string) => rig.call('POST', '/status', { token, body: { pending: 0 } })
  assert.equal((await status(second.token)).status, 204)
  await json('device', 'lost', second.id)
  await waitFor('the notice', async () => (await status(second.token)).status === 401)
  await json('device', 'retire', third.id)
  assert.equal((await status(third.token)).status, 204)
  assert.equal((await kakou('device', 'retire', randomUUID())).code, 1)
  assert.equal((await kakou('device', 'create', '--checkpoint', 'NONE')).code, 1)
  assert.equal((await kakou('device', 'create', '--checkpoint', 'A1', '--count', '0')).code, 2)
})

test('an account is made and given another password', async () => {
  const made = await json<{ password: string }>('user', 'create', '王五', '--role', 'planner', '--display', '王工')
  const signIn = (password: string) => rig.call('POST', '/session', { body: { username: '王五', password } })
  assert.equal((await signIn(made.password)).status, 200)
  const { password } = await json<{ password: string }>('user', 'password', '王五')
  assert.equal((await signIn(made.password)).status, 401)
  assert.equal((await signIn(password)).status, 200)
  assert.equal((await kakou('user', 'create', '王五', '--role', 'planner')).code, 1)
  assert.equal((await kakou('user', 'create', 'x', '--role', 'gate')).code, 2)
  assert.equal((await kakou('user', 'password', 'nobody')).code, 1)
})

test('a first password of the tool is changed at the first sign-in where it is asked for', async () => {
  const made = await json<{ password: string }>('user', 'create', '赵七', '--role', 'staff', '--first')
  const signIn = (password: string) =>
    rig.call<{ owes?: string }>('POST', '/session', { body: { username: '赵七', password } })
  assert.equal((await signIn(made.password)).json.owes, 'password')
  const plain = await json<{ password: string }>('user', 'password', '赵七')
  assert.equal((await signIn(plain.password)).json.owes, undefined)
  const { password } = await json<{ password: string }>('user', 'password', '赵七', '--first')
  assert.equal((await signIn(password)).json.owes, 'password')
})

test('keys are listed and revoked: refused at once, its socket cut, and only once', async () => {
  const { key } = await json<{ key: string }>('key', 'create', '--role', 'command')
  type Listed = { keys: { id: string; role: string; createdAt: string; revokedAt: string | null }[] }
  const newest = async () =>
    (await json<Listed>('key', 'list')).keys.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]
  const made = await newest()
  assert.deepEqual([made?.role, made?.revokedAt], ['command', null])
  const table = await kakou('key', 'list')
  assert.ok(table.out.includes(made?.id ?? 'no id') && !table.out.includes(key))
  const socket = rig.socket('/live', { token: key })
  await heard(socket, 'connect')
  const cut = heard(socket, 'disconnect')
  assert.equal((await kakou('key', 'revoke', made?.id ?? '')).code, 0)
  await cut
  assert.equal((await rig.call('GET', '/checkpoints', { token: key })).status, 401)
  assert.ok((await newest())?.revokedAt)
  assert.match((await kakou('key', 'list')).out, /revoked \d{4}-/)
  assert.equal((await kakou('key', 'revoke', randomUUID())).code, 1)
  assert.equal((await kakou('key', 'revoke', 'x')).code, 2)
  assert.equal((await kakou('key', 'revoke')).code, 2)
})

test('who lost the app for codes signs in without one again', async () => {
  const { password } = await json<{ password: string }>('user', 'create', '孙八', '--role', 'command')
  const signIn = () => rig.call('POST', '/session', { body: { username: '孙八', password } })
  await rig.sql`
    insert into second_factors (user_id, secret, confirmed_at)
    select id, ${Buffer.alloc(20)}, now() from users where name = '孙八'`
  assert.equal((await signIn()).status, 401)
  assert.deepEqual(await json('user', 'no-code', '孙八'), { name: '孙八' })
  assert.equal((await signIn()).status, 200)
  assert.equal((await kakou('user', 'no-code', 'nobody')).code, 1)
  assert.equal((await kakou('user', 'no-code')).code, 2)
})

test('the end of an epidemic is certified, and the counters stand', async () => {
  assert.equal((await kakou('destroy', '--event', '演练')).code, 2, 'it asks first')
  const out = join(folder, 'destroyed.txt')
  const nowhere = await kakou('destroy', '--event', '演练', '--yes', '--out', join(folder, 'none', 'a.txt'))
  assert.deepEqual([nowhere.code, nowhere.err.includes('Nothing was destroyed')], [2, true])
  const facts = await json<{ rows: { entries: number }; faults: number; masterReplaced: boolean }>(
    ...['destroy', '--event', '演练', '--yes', '--out', out],
  )
  assert.ok(facts.rows.entries > 0)
  assert.deepEqual([facts.faults, facts.masterReplaced], [0, false])
  assert.match(readFileSync(out, 'utf8'), /KAKOU_KEY/)
  assert.equal(
    (await kakou('destroy', '--event', '演练', '--yes', '--out', out)).code,
    2,
    'no certificate is written over',
  )
  assert.equal((await kakou('verify')).code, 0)
  const [left] = await rig.sql<{ n: number }[]>`select count(*)::int as n from entry_details`
  assert.equal(left?.n, 0)
})

test('verify: equal, then a list and exit 1', async () => {
  assert.deepEqual(await json('verify'), { ok: true, faults: [] })
  await rig.sql`update counters set people = people + 2`
  const { code, out } = await kakou('verify', '--json')
  assert.equal(code, 1)
  const { ok, faults } = JSON.parse(out) as { ok: boolean; faults: { checkpoint: string; column: string }[] }
  assert.deepEqual([ok, faults[0]?.checkpoint, faults[0]?.column], [false, 'A3', 'people'])
})

test('keys are changed by the tool while a server runs, and doctor says what hangs on the master key', async () => {
  const entry = anEntry({ occurredAt: new Date().toISOString(), note: '李四陪同' })
  const [device] = (await json<{ devices: { token: string }[] }>('device', 'create', '--checkpoint', 'A1')).devices
  await rig.call('POST', '/entries', { token: device?.token ?? '', body: { entries: [entry] } })
  const rotated = await json<{ master: string; sealed: number }>('key', 'rotate')
  assert.match(rotated.master, /^[0-9a-f]{8}$/)
  assert.ok(rotated.sealed >= 1)
  const { key } = await json<{ key: string }>('key', 'create', '--role', 'admin')
  const shown = await rig.call<{ entries: { id: string; note?: string }[] }>('GET', '/entries', { token: key })
  assert.equal(shown.json.entries.find(({ id }) => id === entry.id)?.note, '李四陪同')
  const { checks } = await json<{ checks: { name: string; ok: boolean; detail: string }[] }>('doctor')
  const found = checks.find(({ name }) => name === 'key')
  assert.ok(found?.ok)
  assert.match(found.detail, /without it all persons, and the sealed copies on tablets, are lost/)
})
