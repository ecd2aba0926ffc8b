import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert } from '#protocol/live'
import { freshAlerts, knownOf } from './fresh-alerts'

const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
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
const ids = (before: Alert[] | null, now: Alert[]) =>
  freshAlerts(before === null ? null : knownOf(before), now, '330523').map(({ id }) => id)

test('what is new, back, or climbed to us sounds; what was there, or moved on, does not', () => {
  assert.deepEqual(ids(null, [alert('a')]), [], 'the first picture')
  assert.deepEqual(ids([alert('a')], [alert('a', { count: 2 }), alert('b')]), ['b'])
  assert.deepEqual(ids([], [alert('a')]), ['a'], 'opened again after it had gone')
  assert.deepEqual(ids([alert('a')], [alert('a', { state: 'acknowledged' })]), [])
  assert.deepEqual(ids([alert('a')], [alert('a', { level: 1, jurisdiction: '330523' })]), ['a'])
  assert.deepEqual(ids([alert('a')], [alert('a', { level: 1, jurisdiction: '330501' })]), [])
  const over = alert('a', { state: 'resolved', level: 1, jurisdiction: '330523' })
  assert.deepEqual(ids([alert('a')], [over]), [], 'it climbed to us and was closed')
  assert.deepEqual(ids([], [alert('a', { state: 'acknowledged' })]), [], 'somebody has it')
})
