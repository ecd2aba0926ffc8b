import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plateFaultCode } from '#domain/identifiers/plate'
import {
  emptyPlate,
  isComplete,
  PLACES,
  type PlateAct,
  type PlateDraft,
  pageOf,
  plateDraftOf,
  plateStep,
  typedPlate,
} from './plate-draft'
import { TEMPLATE_ORDER } from './plate-template'

const type = (draft: PlateDraft, keys: string | readonly string[]): PlateDraft =>
  [...keys].reduce((typed, value) => plateStep(typed, { type: 'key', value }), draft)

test('seven keys make a civil plate, and the page follows the place', () => {
  let draft = emptyPlate('')
  assert.equal(pageOf(draft), 'provinces')
  draft = type(draft, '浙')
  assert.equal(pageOf(draft), 'letters')
  draft = type(draft, 'E')
  assert.equal(pageOf(draft), 'serial')
  draft = type(draft, '8M5J6')
  assert.ok(isComplete(draft))
  assert.deepEqual(typedPlate(draft), { plate: '浙E8M5J6', form: 'civil' })
})

test('with the local province preset six keys do', () => {
  assert.deepEqual(typedPlate(type(emptyPlate('浙'), 'E8M5J6')), { plate: '浙E8M5J6', form: 'civil' })
})

test('the eighth place is offered, never demanded', () => {
  const seven = type(emptyPlate('浙'), 'ED1234')
  assert.ok(isComplete(seven))
  const asked = plateStep(seven, { type: 'cell', index: PLACES - 1 })
  assert.ok(!isComplete(asked))
  assert.deepEqual(typedPlate(type(asked, '5')), { plate: '浙ED12345', form: 'civil' })
  const early = type(plateStep(emptyPlate('浙'), { type: 'cell', index: PLACES - 1 }), 'ED12345')
  assert.equal(typedPlate(early).plate, '浙ED12345')
})

test('what cannot stand in a place cannot be typed', () => {
  assert.equal(typedPlate(type(emptyPlate('浙'), 'EIO')).plate, '浙E?????')
  assert.deepEqual(type(emptyPlate(''), 'A').cells, emptyPlate('').cells)
  assert.equal(type(emptyPlate('浙'), ['E', '警']).cells[2], '')
})

test('a suffix ends the plate in the seventh place', () => {
  for (const suffix of ['警', '学', '挂', '港', '澳', '领', '应急']) {
    const draft = type(emptyPlate('粤'), ['Z', 'A', '1', '2', '3', suffix])
    assert.ok(isComplete(draft), suffix)
    assert.deepEqual(typedPlate(draft), { plate: `粤ZA123${suffix}`, form: 'civil' })
    assert.equal(plateFaultCode(`粤ZA123${suffix}`, 'civil'), null)
  }
})

test('what could not be read makes it partial', () => {
  assert.deepEqual(typedPlate(type(emptyPlate('浙'), 'E8?5J6')), { plate: '浙E8?5J6', form: 'partial' })
  assert.deepEqual(typedPlate(type(emptyPlate('浙'), 'E8M')), { plate: '浙E8M???', form: 'partial' })
  assert.deepEqual(typedPlate(emptyPlate('浙')), { plate: null, form: 'civil' })
})

test('a place that is tapped is typed over, and the next empty one follows', () => {
  const draft = plateStep(type(emptyPlate('浙'), 'E8M5J6'), { type: 'cell', index: 3 })
  assert.equal(typedPlate(type(draft, 'N')).plate, '浙E8N5J6')
  assert.ok(isComplete(type(draft, 'N')))
})

test('each special pattern is typed by what its places take, and the rest types itself', () => {
  const typed: Record<string, [string[], string, 'special' | 'civil']> = {
    military: [[...'VA12345'], 'VA12345', 'special'],
    armedPolice: [[...'浙1234X'], 'WJ浙1234X', 'special'],
    embassy: [[...'014578'], '使014578', 'special'],
    temporary: [[...'浙E12345'], '浙E12345临', 'special'],
    tractor: [[...'浙0512345'], '浙0512345', 'special'],
    aviation: [[...'A1234'], '民航A1234', 'special'],
    emergency: [[...'京X1234'], '京X1234应急', 'civil'],
    police: [[...'浙E1234'], '浙E1234警', 'civil'],
    consulate: [[...'沪A1234'], '沪A1234领', 'civil'],
    training: [[...'浙E1234'], '浙E1234学', 'civil'],
    trailer: [[...'浙E1234'], '浙E1234挂', 'civil'],
    hongKong: [[...'1234'], '粤Z1234港', 'civil'],
    macao: [[...'1234'], '粤Z1234澳', 'civil'],
  }
  for (const pattern of TEMPLATE_ORDER) {
    const [keyed, plate, form] = typed[pattern] ?? assert.fail(pattern)
    const chosen = plateStep(emptyPlate(''), { type: 'pattern', pattern })
    const draft = type(chosen, keyed)
    assert.ok(isComplete(draft), pattern)
    assert.deepEqual(typedPlate(draft), { plate, form }, pattern)
    assert.equal(plateFaultCode(plate, form), null, pattern)
    assert.ok(!isComplete(plateStep(draft, { type: 'back' })), pattern)
  }
})

test('the page of a special plate follows its place', () => {
  const tractor = plateStep(emptyPlate('浙'), { type: 'pattern', pattern: 'tractor' })
  assert.deepEqual(
    ['', '浙', '浙0', '浙05', '浙0512345'].map((line) => pageOf({ ...tractor, line })),
    ['provinces', 'digits', 'digits', 'serial', 'full'],
  )
  assert.equal(type(tractor, ['浙', 'E']).line, '浙', 'no letter stands second')
  assert.equal(pageOf(plateStep(tractor, { type: 'back' })), 'patterns')
})

const keys: fc.Arbitrary<PlateAct> = fc.oneof(
  fc.record({
    type: fc.constant('key' as const),
    value: fc.constantFrom('浙', '京', 'A', 'E', 'Z', '1', '0', '警', '挂', '应急', '?', 'I', 'O', 'x'),
  }),
  fc.constant({ type: 'back' as const }),
  fc.constant({ type: 'clear' as const }),
  fc.record({ type: fc.constant('cell' as const), index: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ type: fc.constant('pattern' as const), pattern: fc.constantFrom(...TEMPLATE_ORDER, 'free' as const) }),
)

test('no order of keys makes a complete plate that the wire refuses, and each can be taken up again', () => {
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 40 }), (acts) => {
      const draft = acts.reduce(plateStep, emptyPlate('浙'))
      assert.equal(draft.cells.length, PLACES)
      const { plate, form } = typedPlate(draft)
      if (plate === null) return
      assert.equal(plateFaultCode(plate, form), null, plate)
      if (isComplete(draft)) assert.deepEqual(typedPlate(plateDraftOf(plate, form, '浙')), { plate, form })
    }),
    { numRuns: 2_000, seed: 7 },
  )
})
