import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import { readXlsx } from 'hucre/xlsx'
import { seedCounty } from '../testing/county-fixture'
import { type ServerRig, startServerRig } from '../testing/server-rig'

let rig: ServerRig
let admin: string

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      await seedCounty(sql, new Date().toISOString())
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path)
        select '330523001', '枫岭镇', 'town', id, path || '71/' from jurisdictions where code = '330523'`
    },
  })
  admin = await rig.key('admin')
})
after(() => rig.close())

interface Imported {
  rows: { where: string; code: string; name: string; act: string; changes: { column: string; after: string }[] }[]
  pins: { name: string; agency: string; pin: string }[]
  errors: { path: string; message: string }[]
  detail: string
}
const send = async (path: string, name: string, content: string | Uint8Array, dry = false, token = admin) => {
  const form = new FormData()
  form.set('file', new File([content as BlobPart], name))
  const headers = { Authorization: `Bearer ${token}` }
  const response = await fetch(`${rig.url}/api/v1${path}?dry=${dry}`, { method: 'POST', headers, body: form })
  return { status: response.status, json: (await response.json()) as Imported }
}
const sendStaff = (content: string | Uint8Array, dry = false, token = admin, name = 'a.csv') =>
  send('/staff/imports', name, content, dry, token)
const download = async (path: string, token = admin) => {
  const response = await fetch(`${rig.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}
const acts = ({ json }: { json: Imported }) => json.rows.map(({ name, act }) => `${name} ${act}`)

const TABLE = '姓名,单位,辖区代码,在岗\n李强,公安局,,\n王芳,卫健局,330523001,是\n'

test('people come in from a file: looked at first, new ones with a PIN told once, and again changes nothing', async () => {
  const looked = await sendStaff(TABLE, true)
  assert.deepEqual([looked.status, acts(looked), looked.json.pins], [200, ['李强 create', '王芳 create'], []])
  assert.equal((await rig.sql`select 1 from staff`).length, 0)
  const { json } = await sendStaff(TABLE)
  assert.deepEqual(
    json.pins.map(({ name, agency }) => `${name} ${agency}`),
    ['李强 公安局', '王芳 卫健局'],
  )
  assert.ok(json.pins.every(({ pin }) => /^\d{4}$/.test(pin)))
  assert.equal((await rig.sql`select 1 from staff where pin_digest is not null`).length, 2)
  for (const format of ['xlsx', 'csv']) {
    const file = await download(`/staff.${format}`)
    assert.equal(file.status, 200)
    assert.deepEqual(acts(await sendStaff(file.bytes, false, admin, `b.${format}`)), ['李强 same', '王芳 same'])
  }
  const lines = await rig.sql<{ verb: string }[]>`select verb from audit where verb like 'staff.%' order by at`
  assert.deepEqual(new Set(lines.map(({ verb }) => verb)), new Set(['staff.import', 'staff.export']))
})

test('by its number a person gets another name; who leaves is out of the crews', async () => {
  const [li] = await rig.sql<{ id: string }[]>`select id from staff where name = '李强'`
  const crews = [{ name: '甲班', lead: li?.id, members: [{ staff: li?.id, post: null }] }]
  assert.equal((await rig.call('PUT', '/checkpoints/K01/crews', { token: admin, body: { crews } })).status, 200)
  const changed = await sendStaff(`编号,姓名,单位,在岗\n${li?.id},李大强,公安局,离岗\n`)
  assert.deepEqual(acts(changed), ['李大强 update'])
  assert.deepEqual(
    changed.json.rows[0]?.changes.map(({ column, after }) => `${column} ${after}`),
    ['name 李大强', 'state 离岗'],
  )
  assert.equal((await rig.sql`select 1 from crew_members`).length, 0)
  assert.deepEqual(acts(await sendStaff('姓名,单位,在岗\n李大强,公安局,在岗\n')), ['李大强 update'])
})

test('a look refuses what the import would: more new people than one file may bring', async () => {
  const many = ['姓名,单位', ...Array.from({ length: 201 }, (_, at) => `新人${at},公安`)].join('\n')
  for (const dry of [true, false]) {
    const { status, json } = await sendStaff(many, dry)
    assert.deepEqual([status, json.detail], [400, 'At most 200 people are new in one file: send it in parts.'])
  }
})

test('faults are said by row and column, and nothing of the file is imported', async () => {
  await sendStaff('姓名,单位\n陈一,城管局\n')
  const twin = await rig.call('POST', '/staff', { token: admin, body: { name: '陈一', agency: '城管局' } })
  assert.equal(twin.status, 201)
  const places = async (content: string, token = admin) => {
    const { status, json } = await sendStaff(content, false, token)
    return [status, ...json.errors.map(({ path }) => path)]
  }
  assert.deepEqual(await places('姓名,单位\n,公安局\n赵六,\n'), [400, 'row 2, name:', 'row 3, agency:'])
  assert.deepEqual(await places('姓名,单位,辖区代码,在岗\n新人,公安局,999,\n新人,公安局,,离岗\n陈一,城管局,,\n'), [
    400,
    'row 2, jurisdiction:',
    'row 3, state:',
    'row 4, id:',
  ])
  assert.deepEqual(await places('姓名,单位\n赵六,公安局\n赵六,公安局\n'), [400, 'row 3, name:'])
  const [li] = await rig.sql<{ id: string }[]>`select id from staff where name = '李大强'`
  const town = await rig.key('admin', '330523001')
  assert.deepEqual(await places(`编号,姓名,单位\n${li?.id},改,改\n`, town), [400, 'row 2, id:'])
  assert.equal((await sendStaff('', false, admin, 'x.csv')).json.detail, 'x.csv: there is nobody in it')
  assert.equal((await sendStaff(TABLE, false, await rig.key('command'))).status, 403)
  assert.equal((await rig.sql`select 1 from staff where name in ('赵六', '新人', '改')`).length, 0)
})

test('rosters of crews go out with the checkpoints and come back', async () => {
  const table = (cell: string) => `编码,经度,纬度,班组\nK01,119.5,30.6,"${cell}"\n`
  const sendCrews = (cell: string, dry = false, token = admin) =>
    send('/checkpoints/imports', 'k.csv', table(cell), dry, token)
  const crews = '甲班：组长 李大强（公安局）登记、王芳 测温；乙班：王芳（卫健局）'
  const looked = await sendCrews(crews, true)
  const change = looked.json.rows[0]?.changes.find(({ column }) => column === 'crews')
  assert.equal(change?.after, '甲班：王芳（卫健局）测温、组长 李大强（公安局）登记；乙班：王芳（卫健局）')
  assert.equal((await rig.sql`select 1 from crew_members`).length, 0)
  assert.equal((await sendCrews(crews)).status, 200)
  const [lead] = await rig.sql<{ name: string }[]>`
    select s.name from crews w join staff s on s.id = w.lead_id where w.name = '甲班'`
  assert.equal(lead?.name, '李大强')
  for (const format of ['xlsx', 'csv', 'geojson']) {
    const { bytes } = await download(`/checkpoints.${format}`)
    const again = await send('/checkpoints/imports', `b.${format}`, bytes, true)
    assert.deepEqual([...new Set(again.json.rows.map(({ act }) => act))], ['same'], format)
  }
  for (const [cell, fault] of [
    ['甲班：没有的人', 'nobody called 没有的人'],
    ['甲班：陈一（城管局）', 'several are called 陈一'],
    ['甲班：王芳、王芳（卫健局）', 'is in 甲班 twice'],
    ['甲班：王芳；甲班：王芳', 'two crews are called'],
    ['甲班：组长 王芳、组长 李大强', 'has two leaders'],
  ] as const) {
    const { status, json } = await sendCrews(cell)
    assert.deepEqual([status, json.errors[0]?.path], [400, 'row 2, crews:'], cell)
    assert.ok(json.errors[0]?.message.includes(fault), json.errors[0]?.message)
  }
  assert.ok(!(await download('/checkpoints.csv', await rig.key('planner'))).bytes.toString().includes('李大强'))
  assert.equal((await sendCrews('无人班')).status, 200)
  assert.equal((await rig.sql`select 1 from crew_members`).length, 0)
})

test('tablets are listed as a table, within the jurisdiction', async () => {
  const csv = (await download('/devices.csv')).bytes.toString()
  assert.match(csv, /^\uFEFF编号,卡口编码,卡口,状态/)
  assert.match(csv, /K01-1,K01,吉口卡口,在用/)
  const { sheets } = await readXlsx((await download('/devices.xlsx')).bytes)
  assert.equal(sheets[0]?.rows.length, 2)
  const town = await rig.key('admin', '330523001')
  assert.ok(!(await download('/devices.csv', town)).bytes.toString().includes('K01'))
  assert.equal((await download('/devices.csv', await rig.key('planner'))).status, 403)
})

test('no cell is a formula, neither in CSV nor in a workbook', async () => {
  await sendStaff('姓名,单位\n"=HYPERLINK(""http://x"")",@公安局\n+1,-2\n')
  const csv = (await download('/staff.csv')).bytes.toString()
  assert.doesNotMatch(csv, /(?:^|,)"?[=+@-]\w/m)
  assert.ok(csv.includes("'=HYPERLINK"))
  const workbook = (await download('/staff.xlsx')).bytes
  const sheet = partOf(workbook, 'xl/worksheets/sheet1.xml')
  assert.ok(sheet.includes('=HYPERLINK'))
  assert.doesNotMatch(sheet, /<f[ >]/)
})

/** A part of a workbook, which is a zip: found by its central directory. */
const partOf = (zip: Buffer, name: string): string => {
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006') + 16)
  for (; zip.readUInt32LE(at) === 0x02014b50; at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30)) {
    const length = zip.readUInt16LE(at + 28)
    if (zip.toString('utf8', at + 46, at + 46 + length) !== name) continue
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20))
    return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
  }
  throw new Error(`${name} is not in the workbook`)
}
