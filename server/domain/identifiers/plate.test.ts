import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PlateForm, VehicleKind } from '../entries/entry'
import {
  defaultPlateType,
  formatPlate,
  maskPlate,
  normalisePlate,
  type PlateFaultCode,
  PROVINCES,
  plateFault,
  plateFaultCode,
  trailerPlateFault,
} from './plate'

/** Plates as they hang on vehicles, and as they should not be sent. */
const TABLE: [plate: string, form: PlateForm, fault: PlateFaultCode | null][] = [
  ['浙E3K7P2', 'civil', null],
  ['京A12345', 'civil', null],
  ['粤BABCDE', 'civil', null], // five letters: chosen by the owner, and real
  ['京OA1234', 'civil', null], // office O
  ['苏I12345', 'civil', null], // office I: never issued, never refused
  ['浙ED12345', 'civil', null], // small, new energy
  ['浙E12345F', 'civil', null], // large, new energy
  ['沪ADG0123', 'civil', null],
  ['浙A1234警', 'civil', null],
  ['浙AA123警', 'civil', null],
  ['浙E123F学', 'civil', null],
  ['浙EZ012挂', 'civil', null],
  ['粤Z1234港', 'civil', null],
  ['粤Z12D4澳', 'civil', null],
  ['沪A0012领', 'civil', null],
  ['京A1234应急', 'civil', null],
  ['新A00001', 'civil', null],
  ['WJ浙0123X', 'special', null],
  ['WJ01234', 'special', null],
  ['VA12345', 'special', null],
  ['使014578', 'special', null],
  ['014578使', 'special', null],
  ['浙05C1234', 'special', null],
  ['浙E临A0123', 'special', null],
  ['民航A1234', 'special', null],
  ['安吉123456', 'special', null],
  ['湖州电动自行车123456789', 'special', 'too-long'],
  ['AB-123-CD', 'foreign', null],
  ['29A12345', 'foreign', null],
  ['浙E?K7P?', 'partial', null],
  ['?', 'partial', null],
  ['AB-?23', 'partial', null],
  ['', 'civil', 'empty'],
  ['', 'foreign', 'empty'],
  ['浙E·3K7P2', 'civil', 'not-canonical'],
  ['浙E•3K7P2', 'civil', 'not-canonical'],
  ['浙E.3K7P2', 'civil', 'not-canonical'],
  ['浙E 3K7P2', 'civil', 'not-canonical'],
  ['浙E3K7P2 ', 'civil', 'not-canonical'],
  ['浙E3K7P2\u200b', 'civil', 'not-canonical'],
  ['浙e3K7P2', 'civil', 'not-canonical'],
  ['浙E3k7P2', 'civil', 'not-canonical'],
  ['浙Ｅ3K7P2', 'civil', 'not-canonical'],
  ['WJ·浙0123X', 'special', 'not-canonical'],
  ['ab-123', 'foreign', 'not-canonical'],
  ['E3K7P2', 'civil', 'province'],
  ['台A12345', 'civil', 'province'],
  ['港A12345', 'civil', 'province'],
  ['浙', 'civil', 'too-short'],
  ['浙312345', 'civil', 'authority'],
  ['浙浙12345', 'civil', 'authority'],
  ['浙EI2345', 'civil', 'letter-i-o'],
  ['浙E1234O', 'civil', 'letter-i-o'],
  ['浙E1O34警', 'civil', 'letter-i-o'],
  ['浙E1234', 'civil', 'too-short'],
  ['浙E123警', 'civil', 'too-short'],
  ['浙E1234567', 'civil', 'too-long'],
  ['浙E12345警', 'civil', 'too-long'],
  ['浙E12345应急', 'civil', 'too-long'],
  ['浙E1234急', 'civil', 'character'],
  ['浙E1234应', 'civil', 'character'],
  ['浙E1234挂学', 'civil', 'character'],
  ['浙E12-45', 'civil', 'character'],
  ['浙E1?345', 'civil', 'character'],
  ['浙E12使45', 'civil', 'character'],
  ['浙E1234使', 'civil', 'character'],
  ['WJ-0123', 'special', 'character'],
  ['浙E3K7P2', 'foreign', 'character'],
  ['A1234567890123456', 'foreign', 'too-long'],
  ['浙E3K7P2\n', 'civil', 'not-canonical'],
]

test('P2 P3 P4 real and odd plates', () => {
  for (const [plate, form, fault] of TABLE) {
    assert.equal(plateFaultCode(plate, form), fault, `${plate} as ${form}`)
    assert.equal(plateFault(plate, form) === null, fault === null)
  }
})

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const serial = (length: number) =>
  fc.string({ unit: fc.constantFrom(...`${LETTERS}0123456789`), minLength: length, maxLength: length })
const head = fc
  .tuple(fc.constantFrom(...PROVINCES), fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
  .map(([province, office]) => province + office)
const civil = fc.oneof(
  fc.tuple(head, serial(5)).map((parts) => parts.join('')),
  fc.tuple(head, serial(6)).map((parts) => parts.join('')),
  fc.tuple(head, serial(4), fc.constantFrom('警', '学', '挂', '港', '澳', '领', '应急')).map((parts) => parts.join('')),
)

test('P2 any plate of the grammar is right', () => {
  assert.equal([...PROVINCES].length, 31)
  assert.equal(new Set(PROVINCES).size, 31)
  fc.assert(fc.property(civil, (plate) => plateFault(plate, 'civil') === null))
})

test('P3 I and O in the serial are refused wherever they stand', () => {
  fc.assert(
    fc.property(head, serial(4), fc.nat(4), fc.constantFrom('I', 'O'), (front, rest, at, letter) => {
      assert.equal(plateFaultCode(front + rest.slice(0, at) + letter + rest.slice(at), 'civil'), 'letter-i-o')
    }),
  )
})

test('P4 the other forms take 1 to 15', () => {
  assert.equal(plateFault('浙'.repeat(15), 'special'), null)
  assert.equal(plateFaultCode('浙'.repeat(16), 'special'), 'too-long')
  assert.equal(plateFault('-'.repeat(15), 'foreign'), null)
  assert.equal(plateFaultCode('?'.repeat(16), 'partial'), 'too-long')
  assert.equal(plateFaultCode('浙E?', 'special'), 'character')
})

test('P1 normalising mends spelling, and twice is once', () => {
  for (const written of [
    '浙E·3K7P2',
    '浙e3k7p2',
    '浙E 3K7P2',
    '浙Ｅ・３Ｋ７Ｐ２',
    ' 浙E-3K7P2\u200b',
    '浙E．3K7P2',
    '浙E—3K7P2',
  ]) {
    assert.equal(normalisePlate(written), '浙E3K7P2', written)
  }
  assert.equal(normalisePlate('ab–123 cd'), 'AB-123CD')
  const messy = fc.string({ unit: fc.constantFrom(...'浙苏警 ·•.-—ＥeIo０3?') })
  fc.assert(
    fc.property(messy, (text) => {
      const once = normalisePlate(text)
      assert.equal(normalisePlate(once), once)
      assert.notEqual(plateFaultCode(once, 'partial'), 'not-canonical')
    }),
  )
  fc.assert(fc.property(civil, (plate) => normalisePlate(formatPlate(plate).toLowerCase()) === plate))
})

test('P5 plates for people to read, and masked', () => {
  assert.equal(formatPlate('浙E3K7P2'), '浙E·3K7P2')
  assert.equal(formatPlate('浙A1234警'), '浙A·1234警')
  assert.equal(formatPlate('?E3K7P2'), '?E·3K7P2')
  assert.equal(formatPlate('AB-123'), 'AB-123')
  assert.equal(formatPlate('使014578'), '使014578')
  assert.equal(formatPlate(''), '')
  assert.equal(maskPlate('苏B2H360'), '苏B·2H**0')
  assert.equal(maskPlate('苏BD12345'), '苏B·D1***5')
  assert.equal(maskPlate('苏B1234警'), '苏B·12**警')
  assert.equal(maskPlate('使014578'), '使0****8')
  assert.equal(maskPlate('AB1'), 'A**')
  assert.equal(maskPlate(''), '')
  fc.assert(fc.property(civil, (plate) => maskPlate(plate) !== formatPlate(plate)))
})

test('P6 the plate type offered', () => {
  const table: [string, VehicleKind, PlateForm, string | null][] = [
    ['浙E3K7P2', 'car', 'civil', '02'],
    ['浙E3K7P2', 'van', 'civil', '02'],
    ['浙E3K7P2', 'truck', 'civil', '01'],
    ['浙E3K7P2', 'coach', 'civil', '01'],
    ['浙E3K7P2', 'motorcycle', 'civil', '07'],
    ['浙E3K7P2', 'special', 'civil', '02'],
    ['浙E3K7P2', 'ebike', 'civil', null],
    ['浙E3K7P2', 'other', 'civil', null],
    ['浙ED12345', 'car', 'civil', '52'],
    ['浙EAB1234', 'van', 'civil', '52'],
    ['浙E12345F', 'coach', 'civil', '51'],
    ['浙E12345D', 'car', 'civil', '51'],
    ['浙EZ012挂', 'truck', 'civil', '15'],
    ['浙E123F学', 'car', 'civil', '16'],
    ['浙E123F学', 'motorcycle', 'civil', '17'],
    ['浙A1234警', 'car', 'civil', '23'],
    ['浙A1234警', 'motorcycle', 'civil', '24'],
    ['沪A0012领', 'car', 'civil', '04'],
    ['沪A0012领', 'motorcycle', 'civil', '10'],
    ['粤Z1234港', 'car', 'civil', '26'],
    ['粤Z1234澳', 'car', 'civil', '27'],
    ['京A1234应急', 'truck', 'civil', null],
    ['014578使', 'car', 'special', '03'],
    ['使014578', 'motorcycle', 'special', '09'],
    ['浙E临A0123', 'car', 'special', '22'],
    ['WJ浙0123X', 'truck', 'special', '31'],
    ['VA12345', 'truck', 'special', '32'],
    ['浙05C1234', 'tractor', 'special', '14'],
    ['民航A1234', 'car', 'special', null],
    ['AB-123', 'car', 'foreign', null],
  ]
  for (const [plate, kind, form, type] of table)
    assert.equal(defaultPlateType(plate, kind, form), type, `${plate} ${kind}`)
})

test('P7 a trailer’s plate is right if any form takes it', () => {
  for (const plate of ['浙EZ012挂', '浙E1234', 'AB-123', 'VA12345', '浙E?012挂'])
    assert.equal(trailerPlateFault(plate), null, plate)
  for (const plate of ['', '浙E·Z012挂', 'ab123', 'A'.repeat(16), 'A_1'])
    assert.notEqual(trailerPlateFault(plate), null, plate)
})
