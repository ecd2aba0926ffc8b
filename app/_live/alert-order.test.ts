import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Alert } from '#protocol/live'
import { alarmsByCheckpoint, neighbourAlert, toHandle } from './alert-order'
import { dueOf } from './due'

const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
  id,
  kind: 'fever',
  severity: 'high',
  state: 'open',
  checkpoint: 'K1',
  raisedAt: '2026-11-23T06:00:00Z',
  dueAt: '2026-11-23T06:05:00Z',
  count: 1,
  level: 0,
  ...more,
})

test('what is resolved is not to be handled', () => {
  const left = toHandle([alert('a'), alert('b', { state: 'resolved' }), alert('c', { state: 'acknowledged' })])
  assert.deepEqual(
    left.map(({ id }) => id),
    ['a', 'c'],
  )
})

test('only open fevers and watch-list hits put the octagon on a checkpoint', () => {
  const counts = alarmsByCheckpoint([
    alert('a'),
    alert('b', { kind: 'watch' }),
    alert('c', { state: 'acknowledged' }),
    alert('d', { kind: 'queue' }),
    alert('e', { checkpoint: undefined }),
    alert('f', { checkpoint: 'K2' }),
  ])
  assert.deepEqual(
    [...counts],
    [
      ['K1', 2],
      ['K2', 1],
    ],
  )
})

test('J and K stay within the list', () => {
  const list = [alert('a'), alert('b')]
  assert.equal(neighbourAlert(list, null, 1)?.id, 'a')
  assert.equal(neighbourAlert(list, 'a', 1)?.id, 'b')
  assert.equal(neighbourAlert(list, 'b', 1)?.id, 'b')
  assert.equal(neighbourAlert(list, 'a', -1)?.id, 'a')
  assert.equal(neighbourAlert(list, 'gone', 1)?.id, 'a')
  assert.equal(neighbourAlert([], null, 1), null)
})

test('due is left or over', () => {
  const now = Date.parse('2026-11-23T06:04:00Z')
  assert.deepEqual(dueOf('2026-11-23T06:05:00Z', now), { over: false, milliseconds: 60_000 })
  assert.deepEqual(dueOf('2026-11-23T06:02:00Z', now), { over: true, milliseconds: 120_000 })
})
