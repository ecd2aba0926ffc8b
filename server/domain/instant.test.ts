import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dateExists, isDate, parseInstant, utcText } from './instant'

test('D1 an instant is read as the host reads it', () => {
  const zones = fc.integer({ min: -14 * 60, max: 14 * 60 })
  const times = fc.date({
    min: new Date('0001-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(times, zones, fc.boolean(), (time, minutes, colon) => {
      const local = new Date(time.getTime() + minutes * 60_000).toISOString().slice(0, -1)
      const two = (n: number) => String(n).padStart(2, '0')
      const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}${colon ? ':' : ''}${two(Math.abs(minutes) % 60)}`
      assert.equal(parseInstant(local + offset), time.getTime())
    }),
    { numRuns: 1000 },
  )
})

test('D1 what does not exist or is no instant can’t be read', () => {
  for (const text of [
    '',
    'noon',
    '2026-11-25',
    '2026-11-25T06:30:00',
    '2026-11-25 06:30:00Z',
    '2026-11-25T06:30:00z',
    '2026-11-25T06Z',
    '2026-02-29T06:30:00Z',
    '1900-02-29T06:30:00Z',
    '2026-04-31T06:30:00Z',
    '2026-00-10T06:30:00Z',
    '2026-13-10T06:30:00Z',
    '2026-11-00T06:30:00Z',
    '2026-11-25T24:01:00Z',
    '2026-11-25T25:00:00Z',
    '2026-11-25T06:60:00Z',
    '2026-11-25T06:30:61Z',
    '2026-11-25T06:30:00.Z',
    '2026-11-25T06:30:00.1234567890Z',
    '2026-11-25T06:30:00+24:00',
    '2026-11-25T06:30:00+08:60',
    '2026-11-25T06:30:00+08',
    '2026-11-25T06:30:00+8:00',
    '2026-11-25T06:30:00Zx',
    '2026-11-25T06:30:00+08:00x',
    '20261125T063000Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '+02026-11-25T06:30:00Z',
    '２０２６-11-25T06:30:00Z',
  ]) {
    assert.equal(parseInstant(text), null, text)
  }
})

test('D2 fractions, commas, 24:00 and leap seconds', () => {
  const second = Date.UTC(2026, 10, 25, 6, 30, 0)
  assert.equal(parseInstant('2026-11-25T06:30Z'), second)
  assert.equal(parseInstant('2026-11-25T06:30:00.5Z'), second + 500)
  assert.equal(parseInstant('2026-11-25T06:30:00,05Z'), second + 50)
  assert.equal(parseInstant('2026-11-25T06:30:00.999999999Z'), second + 999)
  assert.equal(parseInstant('2026-11-25T24:00:00Z'), Date.UTC(2026, 10, 26))
  assert.equal(parseInstant('2026-11-25T24:00:00.001Z'), null)
  assert.equal(parseInstant('2016-12-31T23:59:60Z'), Date.UTC(2017, 0, 1))
  assert.equal(parseInstant('2017-01-01T07:59:60+08:00'), Date.UTC(2017, 0, 1))
  assert.equal(parseInstant('2026-11-25T06:30:60Z'), null)
  assert.equal(parseInstant('0001-01-01T00:00:00Z'), -62_135_596_800_000)
  assert.equal(parseInstant('9999-12-31T23:59:59.999Z'), 253_402_300_799_999)
})

test('D1 dates', () => {
  assert.equal(isDate('2028-02-29'), true)
  for (const text of ['2026-02-29', '2026-2-9', '2026-02-09T', '', '2026/02/09', '0000-01-01'])
    assert.equal(isDate(text), false, text)
  assert.equal(dateExists(2000, 2, 29), true)
  assert.equal(dateExists(2100, 2, 29), false)
})

test('an instant is written in UTC with milliseconds, whichever way it came', () => {
  for (const text of [
    '2026-11-25T06:30:00.000Z',
    '2026-11-25T06:30:00Z',
    '2026-11-25T06:30:00,000Z',
    '2026-11-25T06:30:00.0005Z',
    '2026-11-25T24:00:00.000Z',
    '2016-12-31T23:59:60.000Z',
    '2026-11-25T06:30:00.0+08:00',
    '2026-11-25T06:30:00.00+08',
  ]) {
    const ms = parseInstant(text)
    if (ms !== null) assert.equal(utcText(text, ms), new Date(ms).toISOString(), text)
  }
})
