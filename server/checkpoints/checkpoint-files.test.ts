import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { seedCounty } from '../testing/county-fixture'
import { type ServerRig, startServerRig } from '../testing/server-rig'

let rig: ServerRig
let admin: string

before(async () => {
  rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  admin = await rig.key('admin')
  await rig.sql`
    insert into jurisdictions (code, name, level, parent_id, path) values ('330523001', '枫岭镇', 'town', 1, '/1/2/')`
})
after(() => rig.close())

interface Imported {
  unread: string[]
  created: string[]
  updated: string[]
  rows: { where: string; code: string; act: string; changes: { column: string; before: string; after: string }[] }[]
  errors: { path: string; message: string }[]
  detail: string
}
const send = async (name: string, content: string | Uint8Array, dry = false, token = admin) => {
  const form = new FormData()
  form.set('file', new File([content as BlobPart], name))
  const response = await fetch(`${rig.url}/api/v1/checkpoints/imports?dry=${dry}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  })
  return { status: response.status, json: (await response.json()) as Imported }
}
const download = async (format: string, token = admin) => {
  const response = await fetch(`${rig.url}/api/v1/checkpoints.${format}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers }
}
const TABLE = [
  '编码,名称,状态,类型,管控圈,经度,纬度,车道,单位,包保责任人,职务,值班电话,设备',
  'K01,吉口卡口,启用,高速出口,县,119.5,30.6,1 进、2 出,公安、卫健,周明,副县长,0572-1234567,测温枪×3、帐篷',
  'K09,新桥卡口,拟设,村口,村,119.6,30.65,,,,,,',
].join('\n')

test('a dry run says what would change by row, and changes nothing', async () => {
  const { status, json } = await send('a.csv', TABLE, true)
  assert.equal(status, 200)
  const [known, fresh] = json.rows
  assert.deepEqual([known?.act, fresh?.act, known?.where], ['update', 'create', 'row 2'])
  assert.deepEqual(
    known?.changes.filter(({ column }) => ['kind', 'lanes', 'leaderName', 'equipment'].includes(column)),
    [
      { column: 'kind', before: 'county-line', after: 'motorway-exit' },
      { column: 'lanes', before: '', after: '1 进、2 出' },
      { column: 'leaderName', before: '', after: '周明' },
      { column: 'equipment', before: '', after: '测温枪×3、帐篷×1' },
    ],
  )
  assert.equal(
    known?.changes.some(({ column }) => column === 'name'),
    false,
  )
  const [row] = await rig.sql`select kind, leader from checkpoints where code = 'K01'`
  assert.deepEqual({ ...row }, { kind: 'county-line', leader: null })
  assert.equal((await rig.sql`select 1 from checkpoints where code = 'K09'`).length, 0)
})

test('what is imported comes out in three formats, and each of them changes nothing when it comes back', async () => {
  assert.deepEqual((await send('a.csv', TABLE)).json.created, ['K09'])
  for (const format of ['xlsx', 'csv', 'geojson']) {
    const { status, bytes, headers } = await download(format)
    assert.equal(status, 200)
    assert.match(headers.get('content-disposition') ?? '', /^attachment/)
    const again = await send(`b.${format}`, bytes, true)
    assert.deepEqual(
      again.json.rows.map(({ code, act, changes }) => [code, act, changes]),
      [
        ['K01', 'same', []],
        ['K02', 'same', []],
        ['K09', 'same', []],
      ],
      format,
    )
  }
  const { sheets } = await readXlsx((await download('xlsx')).bytes)
  assert.deepEqual(sheets[0]?.rows[1]?.slice(0, 5), ['K01', '吉口卡口', '启用', '高速出口', '县'])
  const audited = await rig.sql`select 1 from audit where verb = 'checkpoint.export'`
  assert.equal(audited.length, 4)
})

test('a formula stays text', async () => {
  await send('c.csv', '编码,名称,经度,纬度\nK10,=1+1,119.6,30.6')
  assert.ok((await download('csv')).bytes.toString().includes("'=1+1"))
})

test('a CSV is read as Excel in China writes it: GBK, with a mark, as Unicode text', async () => {
  // 编码,名称,经度,纬度 / K11,新桥,119.6,30.6 in GBK.
  const gbk = Buffer.concat([
    Buffer.from('b1e0c2eb2cc3fbb3c62cbeadb6c82cceb3b6c80d0a', 'hex'),
    Buffer.from('K11,'),
    Buffer.from('d0c2c7c5', 'hex'),
    Buffer.from(',119.6,30.6\r\n'),
  ])
  const table = '编码,名称,经度,纬度\r\nK11,新桥,119.6,30.6\r\n'
  const utf16 = Buffer.from(`\uFEFF${table.replaceAll(',', '\t')}`, 'utf16le')
  for (const [what, bytes] of [
    ['GBK', gbk],
    ['a mark of UTF-8', Buffer.from(`\uFEFF${table}`)],
    ['Unicode text', utf16],
    ['Unicode text, the other way about', Buffer.from(utf16).swap16()],
  ] as const) {
    const { status, json } = await send('d.csv', bytes, true)
    assert.deepEqual([status, json.rows[0]?.code, json.rows[0]?.where], [200, 'K11', 'row 2'], what)
    assert.ok(
      json.rows[0]?.changes.some(({ column, after }) => column === 'name' && after === '新桥'),
      what,
    )
  }
})

test('a row is called by its number in the file, empty ones counted', async () => {
  const { json } = await send('gaps.csv', '\n编码,名称,经度,纬度\n\nK12,新,x,30.6\n,,,\nK13,新,y,30.6', true)
  assert.deepEqual(
    json.errors.map(({ path }) => path),
    ['row 4, lng:', 'row 6, lng:'],
  )
})

test('a heading that is not known is named, and a file without any is refused in one sentence', async () => {
  const { json } = await send('e.csv', '编码,名称,经度,纬度,负责人电话号码,constructor\nK14,新,119.6,30.6,1,2', true)
  assert.deepEqual(json.unread, ['负责人电话号码', 'constructor'])
  const rows = Array.from({ length: 3_000 }, (_, row) => `K${row},新,119.6,30.6`)
  const wrong = await send('f.csv', ['点号,地点,东,北', ...rows].join('\n'), true)
  assert.deepEqual(
    [wrong.status, wrong.json.detail, wrong.json.errors],
    [400, 'f.csv: its first row names none of the columns, but 点号, 地点, 东, 北', undefined],
  )
})

test('a telephone with its + comes back as it went out', async () => {
  const table = 'code,name,lng,lat,leaderName,leaderPhone\nK15,新,119.6,30.6,周明,+86 572 1234567'
  assert.equal((await send('g.csv', table)).status, 200)
  const { bytes } = await download('csv')
  assert.match(bytes.toString(), /'\+86 572 1234567/, 'a spreadsheet must not reckon with it')
  const again = (await send('g.csv', bytes, true)).json
  assert.deepEqual(
    again.rows.filter(({ act }) => act !== 'same'),
    [],
  )
})

test('faults are said by row and column, and nothing of the file is imported', async () => {
  const bad = [
    '编码,名称,经度,纬度,类型,辖区代码',
    'N1,新,x,30.6,县界,',
    'N2,新,119.6,30.6,山洞,',
    'N3,新,119.6,30.6,,999',
  ]
  const { status, json } = await send('bad.csv', bad.join('\n'), true)
  assert.deepEqual([status, json.errors.map(({ path }) => path)], [400, ['row 2, lng:', 'row 3, kind:']])
  const scope = await send('bad.csv', 'code,lng,lat,jurisdiction\nN3,119.6,30.6,999')
  assert.deepEqual(
    scope.json.errors.map(({ path }) => path),
    ['row 2, jurisdiction:'],
  )
  const town = await send('a.csv', TABLE, false, await rig.key('admin', '330523001'))
  assert.deepEqual([town.status, town.json.errors[0]?.path], [400, 'row 2, code:'])
  assert.equal((await rig.sql`select 1 from checkpoints where code like 'N%'`).length, 0)
})

test('a file that is none, and one that unpacks to too much, are refused by name', async () => {
  for (const [name, content] of [
    ['x.exe', 'MZ'],
    ['x.xlsx', 'not a workbook'],
    ['x.geojson', '{'],
    ['x.csv', ''],
  ] as const) {
    const { status, json } = await send(name, content)
    assert.equal(status, 400, name)
    assert.ok(json.detail.startsWith(`${name}: `), json.detail)
  }
  const rows = Array.from({ length: 1_200 }, (_, row) => [`${row} ${'0'.repeat(100_000)}`])
  const bomb = await writeXlsx({ sheets: [{ name: 'a', rows }] })
  assert.ok(bomb.length < 1_000_000)
  const { status, json } = await send('bomb.xlsx', bomb)
  assert.deepEqual([status, json.detail], [400, 'bomb.xlsx: not an Excel workbook, or one of over 64 MB unzipped'])
  const none = await rig.call('POST', '/checkpoints/imports', { token: admin, body: {} })
  assert.equal(none.status, 400)
  assert.equal((await download('xlsx', await rig.key('staff'))).status, 403)
})
