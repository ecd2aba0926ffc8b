import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkEntry } from '#domain/entries/check-entry'
import type { Entry } from '#domain/entries/entry'
import { newId } from '../_outbox/new-id'
import { standingFevers } from './entry-form'
import { around, car, digits, NOW, plateKeys, preset, run, save } from './form-rig'
import { type FormAct, headcountOf, isUntouched, newForm } from './form-shape'
import { missingOf } from './missing'
import { dispositionsFor } from './outcome'
import { emergencyEntry, formOf, shownColour, toEntry, voidEntry } from './to-entry'

test('a car with two people takes 14 taps, the last of them saves', () => {
  const acts = [...plateKeys('浙E8M5J6'), ...digits('365'), ...digits('364')]
  assert.equal(acts.length + 1, 14)
  const form = run(newForm(preset()), acts)
  assert.deepEqual(missingOf(form), [])
  const entry = toEntry(form, { disposition: 'release' }, around)
  assert.deepEqual(checkEntry(entry), [])
  assert.equal(entry.headcount, 2)
  assert.deepEqual(entry.vehicle, { plate: '浙E8M5J6', plateType: '02', kind: 'car' })
  assert.deepEqual(
    entry.people.map(({ readings }) => readings.map(({ celsius, site }) => [celsius, site])),
    [[[36.5, 'forehead']], [[36.4, 'forehead']]],
  )
  assert.equal(entry.clockOffsetMs, 1_200)
  assert.equal(entry.policy, 'v1')
})

test('the primary key names what is missing', () => {
  assert.deepEqual(missingOf(newForm(preset('浙'))), [
    { what: 'plate', places: 6 },
    { what: 'readings', people: 1 },
  ])
  const counted = run(newForm(preset('浙')), [{ type: 'people', change: 1 }], plateKeys('E8M5J6'))
  assert.deepEqual(missingOf(counted), [{ what: 'readings', people: 2 }])
  assert.deepEqual(counted.focus, { at: 'person', index: 0 })
})

test('the panel turns at the third key of a high reading, and not before', () => {
  const typing = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits('37'))
  assert.equal(typing.alarm, null)
  assert.deepEqual(run(typing, digits('3')).alarm, { kind: 'high', person: 0, since: NOW })
  assert.equal(run(typing, digits('2')).alarm, null)
  const ear = run(newForm(preset('浙')), plateKeys('E8M5J6'), [{ type: 'site', site: 'ear' }], digits('375'))
  assert.equal(ear.alarm, null, '37.5 is not high in the ear')
})

test('the held person goes out at once, and the recheck is a correction that keeps both readings', () => {
  const hot = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits('365'), digits('378'))
  const held = toEntry(hot, { disposition: 'hold' }, around)
  assert.equal(held.disposition, 'hold')
  assert.deepEqual(checkEntry(held), [])

  const recheck = formOf(held, 'recheck', preset('浙'))
  assert.deepEqual(recheck.focus, { at: 'person', index: 1 })
  assert.deepEqual(missingOf(recheck), [{ what: 'readings', people: 1 }])
  const cool = run(recheck, digits('369'))
  assert.deepEqual(standingFevers(cool), [])
  const cleared = toEntry(cool, { disposition: 'release' }, { ...around, now: NOW + 600_000 })
  assert.equal(cleared.amends, held.id)
  assert.equal(cleared.occurredAt, held.occurredAt)
  assert.equal(cleared.pairing, held.pairing)
  assert.deepEqual(
    cleared.people[1]?.readings.map(({ celsius, site }) => [celsius, site]),
    [
      [37.8, 'forehead'],
      [36.9, 'axilla'],
    ],
  )
  const still = run(recheck, digits('381'))
  assert.equal(still.alarm?.kind, 'confirmed')
  assert.deepEqual(standingFevers(still), [1])
  const sent = toEntry(still, { disposition: 'hold', fevers: 'hospital' }, around)
  assert.equal(sent.people[0]?.disposition, undefined)
  assert.equal(sent.people[1]?.disposition, 'hospital')
  assert.deepEqual(checkEntry(sent), [])
})

test('a recheck on the spot goes into the same entry, and a mistyped reading leaves a note', () => {
  const hot = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits('378'))
  const waited = run(hot, [{ type: 'begin-recheck' }], digits('368'))
  assert.equal(waited.alarm, null)
  assert.deepEqual(missingOf(waited), [])
  assert.deepEqual(
    toEntry(waited, { disposition: 'release' }, around).people[0]?.readings.map(({ celsius }) => celsius),
    [37.8, 36.8],
  )
  assert.equal(run(hot, [{ type: 'begin-recheck' }], digits('379')).alarm?.kind, 'confirmed')

  const again = run(hot, [{ type: 'mistyped', note: '键入更正：37.8 ℃' }], digits('368'))
  const entry = toEntry(again, { disposition: 'release' }, around)
  assert.equal(entry.note, '键入更正：37.8 ℃')
  assert.equal(entry.people[0]?.readings.length, 1)
})

test('under 35.0 and over 43.0 are asked about and never taken for normal by themselves', () => {
  for (const keys of ['342', '431']) {
    const asked = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits(keys))
    assert.deepEqual(missingOf(asked), [{ what: 'odd' }], keys)
    assert.equal(asked.alarm, null)
    const stands = run(asked, [{ type: 'confirm-odd' }])
    assert.deepEqual(missingOf(stands), [])
  }
  const again = run(newForm(preset('浙')), digits('342'), [{ type: 'other-site' }], digits('36'))
  assert.deepEqual([again.people[0]?.site, again.people[0]?.digits], ['axilla', '36'])
})

test('测不出 needs no reading, and says so in the entry', () => {
  const form = run(newForm(preset('浙')), plateKeys('E8M5J6'), [{ type: 'unmeasurable' }])
  assert.deepEqual(missingOf(form), [])
  assert.deepEqual(toEntry(form, { disposition: 'release' }, around).people, [
    { readings: [], noReading: 'unmeasurable' },
  ])
})

test('an emergency vehicle passes with no reading, and its plate is added by a correction', () => {
  const entry = emergencyEntry(preset('浙'), around)
  assert.deepEqual(checkEntry(entry), [])
  const form = run(formOf(entry, 'correct', preset('浙')), plateKeys(['E', '1', '2', '3', '4', '警']))
  assert.deepEqual(missingOf(form), [])
  const corrected = toEntry(form, { disposition: 'release' }, around)
  assert.equal(corrected.amends, entry.id)
  assert.equal(corrected.vehicle?.plate, '浙E1234警')
  assert.equal(corrected.vehicle?.kind, 'special')
  assert.equal(corrected.people[0]?.noReading, 'on-duty')
})

test('what can be void is whole, names its root and says why', () => {
  const entry = emergencyEntry(preset(), around)
  const once = voidEntry(entry, newId(), '误登')
  assert.deepEqual(checkEntry(once), [])
  assert.equal(once.amends, entry.id)
})

test('a policy that arrives while typing changes no field, and one on an empty form counts', () => {
  const strict = {
    version: 'v2',
    thresholds: { forehead: 36, ear: 36, axilla: 36 },
    recheckMinutes: 1,
    level: 'full' as const,
  }
  const typing = run(newForm(preset('浙')), plateKeys('E'))
  assert.equal(run(typing, [{ type: 'rules', rules: strict }]), typing)
  assert.equal(run(newForm(preset('浙')), [{ type: 'rules', rules: strict }]).rules.version, 'v2')
})

test('colour and kind tell the plate type', () => {
  const lorry = run(newForm(preset('皖')), plateKeys('S1A234'), [{ type: 'kind', kind: 'truck' }])
  assert.equal(shownColour(lorry), 'yellow')
  const bus = run(newForm(preset('皖')), plateKeys('S1A234'), [{ type: 'colour' }, { type: 'colour' }])
  assert.equal(toEntry(bus, { disposition: 'release' }, around).vehicle?.plateType, '01')
})

test('a low reading stays beside the one at the other site', () => {
  const form = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits('342'), [{ type: 'other-site' }], digits('365'))
  assert.deepEqual(missingOf(form), [])
  assert.deepEqual(
    save(form).people[0]?.readings.map(({ celsius, site }) => [celsius, site]),
    [
      [34.2, 'forehead'],
      [36.5, 'axilla'],
    ],
  )
})

test('a standing fever is never sent on or turned back, by whatever way', () => {
  const keeps = dispositionsFor({ fever: true, loadExpired: false })
  for (const gone of ['release', 'turn-back', 'home-observation', 'point-to-point', 'refused', 'evaded'] as const) {
    assert.ok(!keeps.includes(gone), gone)
    const first = run(car, digits('381'), [{ type: 'disposition', person: null, disposition: gone }])
    assert.equal(first.disposition, null, gone)
    const before = run(
      newForm(preset('浙')),
      plateKeys('E8M5J6'),
      [{ type: 'disposition', person: null, disposition: gone }],
      digits('381'),
    )
    assert.ok(keeps.includes(save(before).disposition), gone)
    const own = run(
      car,
      [
        { type: 'disposition', person: 0, disposition: gone },
        { type: 'focus', focus: { at: 'person', index: 0 } },
      ],
      digits('381'),
    )
    const entry = save(own)
    assert.ok(keeps.includes(entry.people[0]?.disposition ?? entry.disposition), gone)
  }
})

test('a correction says why', () => {
  const entry = save(car)
  const form = formOf(entry, 'correct', preset('浙'))
  assert.deepEqual(missingOf(form), [{ what: 'reason' }])
  assert.deepEqual(missingOf(run(form, [{ type: 'reason', reason: '号牌看错' }])), [])
})

const anyAct: fc.Arbitrary<FormAct> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...plateKeys(['浙', 'E', '8', 'M', '警', '?'])) },
  { weight: 8, arbitrary: fc.constantFrom(...digits('3465789012')) },
  fc.constantFrom<FormAct>(
    { type: 'digit-back' },
    { type: 'digit-clear' },
    { type: 'other-site' },
    { type: 'unmeasurable' },
    { type: 'confirm-odd' },
    { type: 'begin-recheck' },
    { type: 'mistyped', note: '键入更正：37.8 ℃' },
    { type: 'foot' },
    { type: 'colour' },
    { type: 'people', change: 1 },
    { type: 'people', change: -1 },
    { type: 'kind', kind: 'ebike' },
    { type: 'site', site: 'ear' },
    { type: 'direction', direction: 'out' },
    { type: 'plate', act: { type: 'back' } },
    { type: 'plate', act: { type: 'cell', index: 7 } },
    { type: 'plate', act: { type: 'mode', mode: 'special' } },
    { type: 'plate', act: { type: 'pattern', pattern: 'armedPolice' } },
    { type: 'plate', act: { type: 'pattern', pattern: 'hongKong' } },
    { type: 'plate', act: { type: 'pattern', pattern: 'free' } },
    { type: 'kind', kind: 'coach' },
    { type: 'focus', focus: { at: 'headcount' } },
    { type: 'others-normal' },
    { type: 'disposition', person: null, disposition: 'turn-back' },
    { type: 'disposition', person: 0, disposition: 'hospital' },
    { type: 'trip', change: { origin: '330000', trailerPlate: '浙E1234挂' } },
    { type: 'details', person: 0, change: { name: '张三', symptoms: ['cough'] } },
    { type: 'plate', act: { type: 'mode', mode: 'civil' } },
    { type: 'plate', act: { type: 'mode', mode: 'none' } },
    { type: 'focus', focus: { at: 'person', index: 1 } },
  ),
)

test('no order of touches makes an entry that the wire refuses, and none loses a person', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 80 }), (acts) => {
      const form = run(newForm(preset('浙')), acts)
      const entry = toEntry(form, { disposition: 'hold' }, around)
      assert.deepEqual(checkEntry(entry), [])
      assert.equal(entry.headcount, headcountOf(form))
      const again: Entry = toEntry(formOf(entry, 'correct', preset('浙')), { disposition: 'hold' }, around)
      assert.deepEqual(
        again.people.map(({ readings }) => readings),
        entry.people.map(({ readings }) => readings),
      )
      if (acts.length === 0) assert.ok(isUntouched(form))
    }),
    { numRuns: 1_000, seed: 11 },
  )
})

test('another site for one person is not the next one’s; another thermometer is', () => {
  const cold = run(newForm(preset('浙')), plateKeys('E8M5J6'), digits('342'), [{ type: 'other-site' }], digits('365'))
  assert.deepEqual([cold.people[0]?.site, cold.site], ['axilla', 'forehead'])
  assert.equal(run(cold, digits('3')).people[1]?.site, 'forehead')
  assert.equal(run(cold, [{ type: 'people', change: 1 }]).people[1]?.site, 'forehead')
  const ear = run(newForm(preset('浙')), plateKeys('E8M5J6'), [{ type: 'site', site: 'ear' }], digits('365364'))
  assert.deepEqual([ear.site, ...ear.people.map(({ site }) => site)], ['ear', 'ear', 'ear'])
})
