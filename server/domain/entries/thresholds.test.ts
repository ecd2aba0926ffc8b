import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DISPOSITIONS, type Reading, type Site } from './entry'
import { DEFAULT_THRESHOLDS, firstIsHigh, isFever, isHigh, standingFever } from './thresholds'

const reading = (celsius: number, site: Site = 'forehead'): Reading => ({ celsius, site, at: '2026-11-25T06:30:00Z' })
const person = (...celsius: number[]) => ({ readings: celsius.map((value) => reading(value)) })

test('T1 a reading is high at or over the threshold of its own site', () => {
  assert.equal(isHigh(reading(37.3), DEFAULT_THRESHOLDS), true)
  assert.equal(isHigh(reading(37.2), DEFAULT_THRESHOLDS), false)
  assert.equal(isHigh(reading(37.5, 'ear'), DEFAULT_THRESHOLDS), false)
  assert.equal(isHigh(reading(37.6, 'ear'), DEFAULT_THRESHOLDS), true)
  assert.equal(isHigh(reading(37.3, 'axilla'), DEFAULT_THRESHOLDS), true)
  assert.equal(isHigh(reading(37), { forehead: 37, ear: 40, axilla: 40 }), true)
})

test('T2 high is the first reading, standing the last', () => {
  assert.equal(firstIsHigh(person(), DEFAULT_THRESHOLDS), false)
  assert.equal(firstIsHigh(person(37.3, 36), DEFAULT_THRESHOLDS), true)
  assert.equal(firstIsHigh(person(36, 39), DEFAULT_THRESHOLDS), false)
  assert.equal(standingFever(person(), DEFAULT_THRESHOLDS), false)
  assert.equal(standingFever(person(38, 36), DEFAULT_THRESHOLDS), false)
  assert.equal(standingFever(person(38), DEFAULT_THRESHOLDS), true)
  const mixed = { readings: [reading(37.4), reading(37.4, 'ear')] }
  assert.equal(standingFever(mixed, DEFAULT_THRESHOLDS), false)
})

test('T3 a fever is the last of two or more, or the only one with isolation or hospital', () => {
  for (const disposition of DISPOSITIONS) {
    const sent = disposition === 'isolation' || disposition === 'hospital'
    assert.equal(isFever(person(38), disposition, DEFAULT_THRESHOLDS), sent, disposition)
    assert.equal(isFever(person(36), disposition, DEFAULT_THRESHOLDS), false, disposition)
    assert.equal(isFever(person(38, 37.3), disposition, DEFAULT_THRESHOLDS), true, disposition)
    assert.equal(isFever(person(36, 36, 38), disposition, DEFAULT_THRESHOLDS), true, disposition)
    assert.equal(isFever(person(38, 38, 37.2), disposition, DEFAULT_THRESHOLDS), false, disposition)
    assert.equal(isFever(person(), disposition, DEFAULT_THRESHOLDS), false, disposition)
  }
})
