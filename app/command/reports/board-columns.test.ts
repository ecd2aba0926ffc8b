import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zeroCounts } from '#domain/entries/counts'
import { reports } from '../../_text/reports'
import { boardColumns } from './board-columns'

const names = (asked: string | null) => boardColumns(reports.zh.head, asked, 'zh').map(({ name }) => name)

test('a column that a link speaks of is marked, and stands on the board also where it usually does not', () => {
  const usual = names(null)
  assert.deepEqual(names('fevers'), usual)
  assert.deepEqual(names('nonsense'), usual)
  assert.deepEqual(names('home'), [...usual, 'home'])
  const columns = boardColumns(reports.zh.head, 'home', 'zh')
  assert.deepEqual(
    columns.filter(({ marked }) => marked).map(({ label, spare }) => [label, spare]),
    [['居家医学观察（人次）', false]],
  )
  const figures = { counts: { ...zeroCounts(), home: 47 }, total: zeroCounts(), pending: 0 }
  assert.equal(columns.at(-1)?.value(figures), 47)
  assert.equal(boardColumns(reports.en.head, 'totalVehicles', 'en').find(({ marked }) => marked)?.spare, false)
})
