/** Files that mean harm: on their way in as uploads, and on their way out to somebody's spreadsheet. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import Papa from 'papaparse'
import { seedCounty } from '../testing/county-fixture'
import { ownMs } from '../testing/own-time'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { zipOf } from '../testing/zip-file'

/** For an answer, on whatever machine. */
const BOUND_MS = 60_000
let rig: ServerRig
let admin: string

before(async () => {
  rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  admin = await rig.key('admin')
})
after(() => rig.close())

const upload = async (content: Buffer<ArrayBuffer> | string, name: string) => {
  const form = new FormData()
  form.set('file', new File([content], name))
  const response = await fetch(`${rig.url}/api/v1/checkpoints/imports?dry=true`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${admin}` },
    body: form,
    signal: AbortSignal.timeout(BOUND_MS),
  })
  return { status: response.status, text: await response.text() }
}

test('a workbook that is a bomb is refused at once, whatever it says of itself', async () => {
  const packed = deflateRawSync(Buffer.alloc(100_000_000, 0x20))
  assert.ok(packed.length < 200_000)
  const bomb = zipOf([
    { name: '[Content_Types].xml', packed: deflateRawSync(Buffer.from('<Types/>')), said: 8 },
    { name: 'xl/worksheets/sheet1.xml', packed, said: 1_000 },
  ])
  const since = process.cpuUsage()
  const { status, text } = await upload(bomb, 'points.xlsx')
  assert.equal(status, 400, text)
  assert.ok(ownMs(since) < 5_000)
})

test('a workbook whose cells lie far out costs no more than what is in it', async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`)
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const link = (type: string, target: string) =>
    `<Relationships><Relationship Id="r1" Type="${types}/${type}" Target="${target}"/></Relationships>`
  const parts = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': link('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${types}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': link('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  }
  const file = zipOf(
    Object.entries(parts).map(([name, text]) => ({
      name,
      packed: deflateRawSync(Buffer.from(text)),
      said: text.length,
    })),
  )
  assert.ok(file.length < 200_000)
  const since = process.cpuUsage()
  const { status, text } = await upload(file, 'points.xlsx')
  assert.deepEqual([status, text.includes('there is no checkpoint in it')], [400, true], text)
  assert.ok(ownMs(since) < 10_000)
})

test('a table that is wide in its first line and long below it is read in moments', async () => {
  const csv = `code,name${','.repeat(400_000)}\n${'x\n'.repeat(15_000)}`
  const since = process.cpuUsage()
  const { status, text } = await upload(csv, 'points.csv')
  assert.deepEqual([status, text.includes('more than 5000 checkpoints')], [400, true], text.slice(0, 300))
  const long = await upload(`code,name\n${'\n'.repeat(30_000)}K1,x\n`, 'points.csv')
  assert.deepEqual([long.status, long.text.includes('20000 lines')], [400, true], 'a row far below is not lost unseen')
  assert.ok(ownMs(since) < 10_000)
})

test('whatever a file calls itself, and whatever is in it, is answered with a reason', async () => {
  const contents = ['', 'PK', 'code,name\n'.repeat(3), '{"type":"FeatureCollection"}', '['.repeat(200_000), '\u0000']
  for (const name of ['../../x.xlsx', 'x.csv', 'x.geojson', '..', 'x.exe', 'x.csv/../../etc/passwd', '']) {
    for (const content of contents) {
      const { status, text } = await upload(content, name)
      assert.equal(status, 400, `${name}: ${text}`)
      assert.doesNotMatch(text, /\bat \S+ \(|\.ts:\d|ENOENT/, name)
    }
  }
})

test('no cell of a CSV begins a formula', async () => {
  const starts = ['=HYPERLINK("http://evil.example")', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1']
  for (const [index, name] of starts.entries()) {
    await rig.sql`
      insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
      values (${`F${index}`}, ${name}, 1, 'county-line', 'county', 'open', 119.6, 30.6, now())`
  }
  await rig.core.bus.publish('checkpoints')
  const { status, json } = await rig.call<string>('GET', '/checkpoints.csv', { token: admin })
  assert.equal(status, 200)
  const { data } = Papa.parse<string[]>(json.replace(/^\uFEFF/, ''), { skipEmptyLines: true })
  const cells = data.flat().filter((cell) => /SUM|HYPERLINK|1\+1|=1/.test(cell))
  assert.ok(cells.length >= starts.length, `${cells.length} cells`)
  for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r]/, JSON.stringify(cell))
})
