import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromLocalInput, toLocalInput } from './local-input'

test('what a time field holds is local time of the zone, and comes back as the same instant', () => {
  assert.equal(toLocalInput('2026-11-23T14:00:00Z', 'Asia/Shanghai'), '2026-11-23T22:00')
  assert.equal(fromLocalInput('2026-11-23T22:00', 'Asia/Shanghai'), '2026-11-23T14:00:00.000Z')
  assert.equal(fromLocalInput('2026-07-01T08:00', 'Europe/Berlin'), '2026-07-01T06:00:00.000Z')
  for (const at of ['2026-03-29T00:30:00.000Z', '2026-03-29T03:00:00.000Z', '2026-12-31T23:59:00.000Z']) {
    assert.equal(fromLocalInput(toLocalInput(at, 'Europe/Berlin'), 'Europe/Berlin'), at)
  }
  for (const typed of ['', '2026', 'x']) assert.equal(fromLocalInput(typed, 'Asia/Shanghai'), null)
})
