import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countedAt, hourStart, localDate, localHour, localMidnight, zoneOffsetMinutes } from './counted-at'

const now = Date.UTC(2026, 10, 25, 14, 30)
const minute = 60_000
const day = 86_400_000

test('W1 an entry counts at its corrected time while that can be believed', () => {
  const at = (occurredAtMs: number, clockOffsetMs: number | null | undefined = null) =>
    countedAt({ occurredAtMs, clockOffsetMs, nowMs: now })
  assert.deepEqual(at(now - 5000), { countedAtMs: now - 5000, timeSuspect: false })
  assert.deepEqual(at(now - 5000, undefined), { countedAtMs: now - 5000, timeSuspect: false })
  assert.deepEqual(at(now - 3 * day, 3 * day - 1000), { countedAtMs: now - 1000, timeSuspect: false })
  assert.deepEqual(at(now + 2 * minute), { countedAtMs: now + 2 * minute, timeSuspect: false })
  assert.deepEqual(at(now + 2 * minute + 1), { countedAtMs: now, timeSuspect: true })
  assert.deepEqual(at(now + 8 * 60 * minute, -8 * 60 * minute), { countedAtMs: now, timeSuspect: false })
  assert.deepEqual(at(now - 14 * day), { countedAtMs: now - 14 * day, timeSuspect: false })
  assert.deepEqual(at(now - 14 * day - 1), { countedAtMs: now, timeSuspect: true })
  assert.deepEqual(at(now, Number.MAX_SAFE_INTEGER), { countedAtMs: now, timeSuspect: true })
  assert.deepEqual(at(now, Number.NaN), { countedAtMs: now, timeSuspect: true })
})

test('W2 hours start at whole hours', () => {
  assert.equal(hourStart(now), now - 30 * minute)
  assert.equal(hourStart(now - 30 * minute), now - 30 * minute)
  assert.equal(hourStart(-1), -3_600_000)
})

test('W2 local date, hour and midnight in Shanghai', () => {
  assert.equal(zoneOffsetMinutes('Asia/Shanghai', now), 480)
  assert.equal(localDate(now, 'Asia/Shanghai'), '2026-11-25')
  assert.equal(localHour(now, 'Asia/Shanghai'), 22)
  assert.equal(localDate(Date.UTC(2026, 10, 25, 16), 'Asia/Shanghai'), '2026-11-26')
  assert.equal(localDate(Date.UTC(2026, 10, 25, 16) - 1, 'Asia/Shanghai'), '2026-11-25')
  assert.equal(localHour(Date.UTC(2026, 10, 25, 16), 'Asia/Shanghai'), 0)
  assert.equal(localMidnight(now, 'Asia/Shanghai'), Date.UTC(2026, 10, 24, 16))
  assert.equal(localMidnight(Date.UTC(2026, 10, 25, 16), 'Asia/Shanghai'), Date.UTC(2026, 10, 25, 16))
  assert.throws(() => localDate(now, 'Mars/Olympus'), RangeError)
  assert.equal(zoneOffsetMinutes('UTC', now), 0)
})

test('W2 midnight is the first instant of its day, also where clocks change', () => {
  // Cairo and Havana skip or repeat midnight itself, Berlin and New York another hour; Shanghai had summer time to 1991.
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Africa/Cairo',
    'America/Havana',
    'America/Santiago',
    'Pacific/Auckland',
    'UTC',
  )
  const times = fc.integer({ min: Date.UTC(1986, 0, 1), max: Date.UTC(2030, 0, 1) })
  const check = (zone: string, ms: number) => {
    const midnight = localMidnight(ms, zone)
    assert.equal(midnight <= ms, true, `${zone} ${ms}`)
    assert.equal(localDate(midnight, zone), localDate(ms, zone))
    assert.notEqual(localDate(midnight - 1, zone), localDate(ms, zone))
    assert.equal(localHour(midnight, zone) <= 1, true)
  }
  fc.assert(fc.property(zones, times, check), { numRuns: 2000 })
  for (const zone of ['Africa/Cairo', 'Europe/Berlin', 'America/Santiago', 'Asia/Shanghai']) {
    for (let hour = 0; hour < 24 * 366; hour++) check(zone, Date.UTC(2024, 0, 1) + hour * 3_600_000 + 1)
  }
})
