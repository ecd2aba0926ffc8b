import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { csvOf, xlsxOf } from './write-tables'

const TABLE = {
  key: 'places' as const,
  name: '村镇',
  headers: ['名称', '人口', '经度'],
  rows: [
    ['=HYPERLINK("http://x","y")', 12, -119.5],
    ['带"引号",和逗号', null, 119.25],
    ['@cmd', 0, 1],
    ['<b>白水</b>', 3, 2],
  ],
}

test('a CSV has the mark of UTF-8, CRLF, quotes, and nothing that a spreadsheet runs', () => {
  assert.equal(
    csvOf(TABLE).toString('utf8'),
    [
      '\uFEFF名称,人口,经度',
      `"'=HYPERLINK(""http://x"",""y"")",12,-119.5`,
      '"带""引号"",和逗号",,119.25',
      "'@cmd,0,1",
      '<b>白水</b>,3,2',
      '',
    ].join('\r\n'),
  )
})

test('a workbook holds a sheet a table, text as text and numbers as numbers', async () => {
  const book = await readXlsx(await xlsxOf([TABLE]))
  const [sheet] = book.sheets
  assert.equal(sheet?.name, '村镇')
  assert.deepEqual(sheet?.rows.slice(0, 3), [TABLE.headers, TABLE.rows[0], TABLE.rows[1]])
})
