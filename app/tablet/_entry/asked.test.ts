import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEntry } from '#domain/entries/check-entry'
import { idNumberCheckCharacter } from '#domain/identifiers/id-number'
import { emptyLoad } from './details'
import { around, car, digits, plateKeys, preset, run, save } from './form-rig'
import { type EntryForm, type FormAct, headcountOf, newForm } from './form-shape'
import { missingOf } from './missing'
import { dispositionsFor } from './outcome'
import { repeatEntry } from './to-entry'

test('an e-bike passes as such with three keys of a reading and no plate', () => {
  const form = run(newForm(preset('浙')), [{ type: 'kind', kind: 'ebike' }], digits('365'))
  assert.deepEqual(missingOf(form), [])
  assert.deepEqual(save(form).vehicle, { plate: null, kind: 'ebike' })
})

test('a coach of 50: the headcount by digits, one statement for the others, details only for the hot ones', () => {
  const typed = run(newForm(preset('浙')), [{ type: 'kind', kind: 'coach' }], plateKeys('E8M5J6'))
  assert.deepEqual(typed.focus, { at: 'headcount' })
  const counted = run(typed, digits('50'), [{ type: 'focus', focus: { at: 'person', index: 0 } }], digits('365'))
  assert.deepEqual(missingOf(counted), [{ what: 'others', people: 49 }])
  const said = run(counted, [{ type: 'others-normal' }])
  assert.deepEqual(missingOf(said), [])
  assert.equal(save(said).headcount, 50)
  assert.equal(save(said).people.length, 1)
  const hot = run(said, digits('379'))
  assert.equal(hot.alarm?.kind, 'high')
  assert.equal(hot.people.length, 2)
  assert.equal(headcountOf(hot), 50)
  assert.equal(run(typed, digits('999')).headcount, '99', 'no more than 500')
})

test('the level says what is asked: 简登, 标准, 全员', () => {
  const at = (level: 'brief' | 'standard' | 'full'): EntryForm => ({ ...car, rules: { ...car.rules, level } })
  assert.deepEqual(missingOf(at('brief')), [])
  assert.deepEqual(missingOf(at('standard')), [{ what: 'details', fields: ['name', 'phone', 'from', 'to'] }])
  assert.deepEqual(missingOf(at('full')), [{ what: 'details', fields: ['name', 'phone', 'from', 'to', 'document'] }])
  const given = run(at('full'), [
    { type: 'details', person: 0, change: { name: '张三', phone: '138 1234 5678', noId: '未带' } },
    { type: 'trip', change: { origin: '330000', destination: '递铺' } },
  ])
  assert.deepEqual(missingOf(given), [])
  const entry = save(given)
  assert.deepEqual([entry.origin, entry.destination], ['330000', '递铺'])
  assert.deepEqual(
    [entry.people[0]?.name, entry.people[0]?.phone, entry.people[0]?.noId],
    ['张三', '13812345678', '未带'],
  )
})

test('a resident ID number is checked, other kinds are not; a minor has a guardian', () => {
  const two: EntryForm = { ...run(car, digits('364')), rules: { ...car.rules, level: 'full' } }
  const id = (idNumber: string, idKind = '111'): FormAct[] => [
    { type: 'details', person: 1, change: { idNumber, idKind } },
  ]
  const wrong = missingOf(run(two, id('330523201501010010')))
  assert.ok(wrong.some(({ what }) => what === 'id-number'))
  assert.ok(!missingOf(run(two, id('E12345678', '414'))).some(({ what }) => what === 'id-number'))
  // 2015: eleven years old.
  const child = run(two, id(`33052320150101001${idNumberCheckCharacter('33052320150101001')}`))
  const asks = (form: EntryForm) =>
    missingOf(form).some((item) => item.what === 'details' && item.fields.includes('guardian'))
  assert.ok(asks(child))
  const led = run(child, [{ type: 'details', person: 1, change: { guardian: 0 } }])
  assert.ok(!asks(led))
  assert.equal(save(led).people[1]?.guardian, 0)
})

test('an expired certificate stops a load as a fever stops a person', () => {
  const load = (expires: string): FormAct => ({
    type: 'trip',
    change: { load: { kind: 'livestock', what: '生猪', count: '42', certificate: 'A1', expires, disinfected: true } },
  })
  assert.deepEqual(missingOf(run(car, [load('2026-11-23')])), [], 'its last day counts')
  const expired = run(car, [load('2026-11-22')])
  assert.deepEqual(missingOf(expired), [{ what: 'load-expired' }])
  assert.ok(!dispositionsFor({ fever: false, loadExpired: true }).includes('release'))
  const back = run(expired, [{ type: 'disposition', person: null, disposition: 'turn-back' }])
  assert.deepEqual(missingOf(back), [])
  assert.deepEqual(save(back).load, {
    kind: 'livestock',
    what: '生猪',
    count: 42,
    certificate: 'A1',
    expires: '2026-11-22',
    disinfected: true,
  })
  const bare = run(car, [{ type: 'trip', change: { load: { ...emptyLoad('poultry') } } }])
  assert.deepEqual(missingOf(bare), [{ what: 'details', fields: ['certificate', 'expires', 'count'] }])
})

test('who is turned back owes no reading, and each person may be treated otherwise', () => {
  const bare = run(newForm(preset('浙')), plateKeys('E8M5J6'), [
    { type: 'disposition', person: null, disposition: 'turn-back' },
  ])
  assert.deepEqual(missingOf(bare), [])
  assert.deepEqual(save(bare).people, [{ readings: [], noReading: 'exempt' }])
  const two = run(car, digits('364'), [{ type: 'disposition', person: 1, disposition: 'home-observation' }])
  const entry = save(two)
  assert.deepEqual(
    [entry.disposition, entry.people.map(({ disposition }) => disposition)],
    ['release', [undefined, 'home-observation']],
  )
})

test('a plate seen before brings its kind, colour, origin and driver, and overwrites nothing that was typed', () => {
  const seen = {
    kind: 'van' as const,
    colour: 'blue' as const,
    origin: '330000',
    destination: '递铺',
    driver: { name: '张三', phone: '13812345678', idKind: '111', idNumber: '' },
  }
  const taken = run(car, [{ type: 'seen', seen }])
  assert.deepEqual(
    [taken.kind, taken.colour, taken.trip.origin, taken.people[0]?.details.name],
    ['van', 'blue', '330000', '张三'],
  )
  const named = run(car, [
    { type: 'details', person: 0, change: { name: '李四' } },
    { type: 'trip', change: { origin: '340000' } },
  ])
  const kept = run(named, [{ type: 'seen', seen }])
  assert.deepEqual(
    [kept.trip.origin, kept.people[0]?.details.name, kept.people[0]?.details.phone],
    ['340000', '李四', ''],
  )
})

test('who passed here today passes again with one tap, as the same people', () => {
  const two = save(run(car, digits('364'), [{ type: 'details', person: 0, change: { name: '张三' } }]))
  const again = repeatEntry(run(newForm(preset('浙')), plateKeys('E8M5J6')), two, around)
  assert.deepEqual(checkEntry(again), [])
  assert.notEqual(again.id, two.id)
  assert.deepEqual(again.people, [
    { name: '张三', readings: [], noReading: 'repeat' },
    { readings: [], noReading: 'repeat' },
  ])
  assert.deepEqual(again.vehicle, two.vehicle)
})
