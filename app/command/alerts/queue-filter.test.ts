import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert } from '#protocol/live'
import { countParts, filterAlerts, readFilter, writeFilter } from './queue-filter'

const NOW = Date.parse('2026-11-23T06:00:00Z')
const alert = (id: string, more: Partial<Alert>): Alert => ({
  id,
  kind: 'fever',
  severity: 'high',
  state: 'open',
  raisedAt: '2026-11-23T05:00:00Z',
  dueAt: '2026-11-23T07:00:00Z',
  count: 1,
  level: 0,
  ...more,
})
const ALERTS = [
  alert('a', { owner: '王值班', state: 'acknowledged', jurisdiction: '330523' }),
  alert('b', { kind: 'offline', dueAt: '2026-11-23T05:59:00Z', level: 2, jurisdiction: '330500' }),
  alert('c', { kind: 'stock', severity: 'medium', level: 1, jurisdiction: '330523' }),
]
const looker = { names: ['王值班', 'wang'], jurisdiction: '330523', now: NOW }
const ids = (search: string) => filterAlerts(ALERTS, readFilter(search), looker).map(({ id }) => id)

test('the address says which alerts are shown, and nonsense in it shows all', () => {
  assert.deepEqual(ids(''), ['a', 'b', 'c'])
  assert.deepEqual(ids('?alert-kind=offline'), ['b'])
  assert.deepEqual(ids('?alert-severity=medium&alerts=open'), ['c'])
  assert.deepEqual(ids('?alerts=mine'), ['a'])
  assert.deepEqual(ids('?alerts=overdue&kind=market'), ['b'])
  assert.deepEqual(ids('?alerts=climbed'), ['c'], 'to us: neither past us nor what was ours from the start')
  assert.deepEqual(ids('?alerts=x&alert-kind=%00&alert-severity=highest'), ['a', 'b', 'c'])
  assert.deepEqual(countParts(ALERTS, looker), { all: 3, open: 2, received: 1, overdue: 1, mine: 1, climbed: 1 })
})

test('a filter is written as it is read, and all of it is no filter', () => {
  const filter = { part: 'overdue', kind: 'fever', severity: 'high' } as const
  const written = Object.entries(writeFilter(filter)).map(([name, value]) => `${name}=${value}`)
  assert.deepEqual(readFilter(`?${written.join('&')}`), filter)
  assert.deepEqual(Object.values(writeFilter(readFilter(''))), [null, null, null])
})
