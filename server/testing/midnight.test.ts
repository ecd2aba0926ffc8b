import assert from 'node:assert/strict'
import { test } from 'node:test'
import { untilMidnightIsOver } from './midnight'

test('only just before the county’s midnight is there anything to wait for', () => {
  const leftAt = (time: string) => untilMidnightIsOver(Date.parse(`2026-11-30T${time}+08:00`))
  assert.deepEqual(['00:00:00', '08:00:00', '23:58:00'].map(leftAt), [0, 0, 0])
  assert.deepEqual(['23:59:00', '23:59:59'].map(leftAt), [61_000, 2_000])
})
