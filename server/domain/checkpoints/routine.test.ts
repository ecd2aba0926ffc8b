import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logDueMs, periodsAt, periodsOf } from './routine'

const ZONE = 'Asia/Shanghai'
const at = (time: string) => Date.parse(time)
const once = ['18:00']
const twice = ['18:00', '08:30']

test('Y1 periods follow each other, and end when their reports are due', () => {
  const { running, ended } = periodsAt(at('2026-11-23T18:00:00+08:00'), ZONE, once)
  assert.equal(ended.toMs, at('2026-11-23T18:00:00+08:00'), 'a period has ended at its very end')
  assert.equal(ended.fromMs, at('2026-11-22T18:00:00+08:00'))
  assert.equal(running.fromMs, ended.toMs)
  const early = periodsAt(at('2026-11-23T00:10:00+08:00'), ZONE, twice)
  assert.equal(early.running.toMs, at('2026-11-23T08:30:00+08:00'))
  assert.equal(early.ended.fromMs, at('2026-11-22T08:30:00+08:00'))
  assert.deepEqual(
    periodsOf('2026-11-23', ZONE, twice).map(({ toMs }) => new Date(toMs).toISOString()),
    ['2026-11-23T00:30:00.000Z', '2026-11-23T10:00:00.000Z'],
  )
  assert.equal(periodsAt(at('2026-11-23T12:00:00Z'), ZONE, []).ended.toMs, at('2026-11-23T10:00:00Z'))
})

test('Y1 where clocks change, the closing time is still that of the wall', () => {
  for (const day of ['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26']) {
    for (const { toMs } of periodsOf(day, 'Europe/Berlin', twice)) {
      const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(toMs)
      assert.ok(['08:30', '18:00'].includes(wall), `${day} ${wall}`)
    }
    assert.equal(periodsOf(day, 'Europe/Berlin', twice).length, 2)
  }
  let last: number | null = null
  for (let ms = at('2026-10-23T00:00:00Z'); ms < at('2026-10-28T00:00:00Z'); ms += 1_800_000) {
    const { running, ended } = periodsAt(ms, 'Europe/Berlin', twice)
    assert.ok(running.fromMs <= ms && ms < running.toMs && ended.toMs === running.fromMs)
    if (last !== null) assert.ok(running.fromMs === last || ended.fromMs === last, 'no gap')
    last = running.fromMs
  }
})

test('Y1 over the ends of months and years, each day has its periods and no gap lies between two', () => {
  const days = Array.from({ length: 900 }, (_, day) => new Date(at('2026-11-15T00:00:00Z') + day * 86_400_000))
  const periods = days.flatMap((day) => periodsOf(day.toISOString().slice(0, 10), ZONE, twice))
  assert.equal(periods.length, 2 * days.length)
  for (const [index, { fromMs }] of periods.entries()) {
    if (index > 0) assert.equal(fromMs, periods[index - 1]?.toMs, new Date(fromMs).toISOString())
  }
  // The last of February, which a leap year has a day more of, and the first minutes of a year.
  for (const time of ['2027-02-28', '2028-02-29', '2026-12-31']) {
    const nextDay = at(`${time}T18:00:00+08:00`) + 6 * 3_600_000 + 60_000
    const { ended, running } = periodsAt(nextDay, ZONE, once)
    assert.equal(ended.toMs, at(`${time}T18:00:00+08:00`))
    assert.equal(running.toMs, ended.toMs + 86_400_000)
  }
})

test('Y2 a log is due its hours after the last, or after the shift began', () => {
  const sinceMs = at('2026-11-23T07:00:00+08:00')
  assert.equal(logDueMs('disinfection', null, sinceMs), at('2026-11-23T19:00:00+08:00'))
  const lastMs = at('2026-11-23T10:00:00+08:00')
  assert.equal(logDueMs('disinfection', lastMs, sinceMs), at('2026-11-23T22:00:00+08:00'))
  assert.equal(logDueMs('fault', lastMs, sinceMs), null)
})
