import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digits, plateKeys, preset, run, save } from './form-rig'
import { newForm } from './form-shape'
import { missingOf } from './missing'
import { formOf } from './to-entry'

const PASSED = '2026-11-22T21:40:00.000Z'
const OLD_CARD = '110105491231002'
const blank = newForm({ ...preset('浙'), paper: { at: PASSED } })
const car = run(blank, plateKeys('E8M5J6'), digits('365'))

test('what stands on paper counts when it passed, by no clock of this tablet, its readings too', () => {
  const entry = save(car)
  assert.equal(entry.paper, true)
  assert.equal(entry.occurredAt, PASSED)
  assert.equal(entry.clockOffsetMs, 0)
  assert.deepEqual(
    entry.people.flatMap(({ readings }) => readings.map(({ at }) => at)),
    [PASSED],
  )
})

test('without a time nothing is entered', () => {
  const form = run(car, [{ type: 'paper-time', at: null }])
  assert.deepEqual(missingOf(form), [{ what: 'paper-time' }])
  assert.deepEqual(missingOf(run(form, [{ type: 'paper-time', at: PASSED }])), [])
})

test('a fever of yesterday stops nobody; what was done with it is asked, and both readings stay', () => {
  const hot = run(blank, plateKeys('E8M5J6'), digits('378'))
  assert.equal(hot.alarm, null)
  assert.deepEqual(missingOf(hot), [{ what: 'done' }])
  const again = run(hot, [{ type: 'focus', focus: { at: 'person', index: 0 } }, { type: 'other-site' }], digits('380'))
  const entry = save(run(again, [{ type: 'disposition', person: null, disposition: 'hospital' }]))
  assert.equal(entry.disposition, 'hospital')
  assert.deepEqual(
    entry.people.flatMap(({ readings }) => readings.map(({ celsius, site }) => [celsius, site])),
    [
      [37.8, 'forehead'],
      [38, 'axilla'],
    ],
  )
})

test('15 digits are taken from paper, also when that entry is corrected, and nowhere else', () => {
  const change = { type: 'details', person: 0, change: { idNumber: OLD_CARD } } as const
  const atTheBarrier = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits('365'), [change])
  assert.deepEqual(missingOf(atTheBarrier), [{ what: 'id-number', person: 0 }])
  const entry = save(run(car, [change]))
  assert.equal(entry.people[0]?.idNumber, OLD_CARD)
  const corrected = run(formOf(entry, 'correct', preset()), [{ type: 'reason', reason: '输错' }])
  assert.deepEqual(missingOf(corrected), [])
  assert.equal(save(corrected).occurredAt, PASSED)
})
