import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  idNumberCheckCharacter,
  idNumberFault,
  idNumberFaultCode,
  maskIdNumber,
  normaliseIdNumber,
  regionWarning,
} from './id-number'

const card = { paper: false }
const paper = { paper: true }

const digits = fc
  .tuple(
    fc.integer({ min: 110000, max: 999999 }),
    fc.date({ min: new Date('1800-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(
    ([region, birth, order]) =>
      `${region}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(order).padStart(3, '0')}`,
  )

test('I1 the standard’s own examples are right', () => {
  assert.equal(idNumberFault('11010519491231002X', card), null)
  assert.equal(idNumberFault('440524188001010014', card), null)
})

test('I1 any number with its check character is right, with any other it is not', () => {
  fc.assert(
    fc.property(digits, (text) => {
      const right = idNumberCheckCharacter(text)
      for (const character of '0123456789X') {
        assert.equal(idNumberFaultCode(text + character, card), character === right ? null : 'check-digit')
      }
    }),
  )
})

test('I1 one wrong digit and two neighbours swapped are found', () => {
  fc.assert(
    fc.property(digits, fc.nat(2), fc.integer({ min: 1, max: 9 }), (text, at, more) => {
      const whole = text + idNumberCheckCharacter(text)
      const place = 14 + at
      const wrong = (Number(whole[place]) + more) % 10
      assert.equal(idNumberFaultCode(whole.slice(0, place) + wrong + whole.slice(place + 1), card), 'check-digit')
      const [a, b] = [whole.charAt(14), whole.charAt(15)]
      if (a !== b) assert.equal(idNumberFaultCode(whole.slice(0, 14) + b + a + whole.slice(16), card), 'check-digit')
    }),
  )
})

test('I1 faults are told apart', () => {
  assert.equal(idNumberFaultCode('', card), 'length')
  assert.equal(idNumberFaultCode('11010519491231002', card), 'length')
  assert.equal(idNumberFaultCode('11010519491231002XX', card), 'length')
  assert.equal(idNumberFaultCode('11010519491231002x', card), 'lower-case')
  assert.equal(idNumberFaultCode('1101051949123100AX', card), 'character')
  assert.equal(idNumberFaultCode('1101051949123１002X', card), 'character')
  const birthless = '11010519490231002'
  assert.equal(idNumberFaultCode(birthless + idNumberCheckCharacter(birthless), card), 'date')
  assert.match(idNumberFault('11010519491231002x', card) ?? '', /upper case/)
  assert.equal(normaliseIdNumber(' 110105 19491231-002ｘ'), '11010519491231002X')
})

test('I2 15 digits only from paper, with a date', () => {
  assert.equal(idNumberFaultCode('110105491231002', card), 'length')
  assert.equal(idNumberFaultCode('110105491231002', paper), null)
  assert.equal(idNumberFaultCode('110105490231002', paper), 'date')
  assert.equal(idNumberFaultCode('11010549123100X', paper), 'length')
  assert.equal(idNumberFaultCode('11010519491231002X', paper), null)
  assert.equal(idNumberFaultCode('110105194912310021', paper), 'check-digit')
})

test('I3 a region is asked about, never refused', () => {
  for (const known of ['110105', '330523', '650000', '710000', '810000', '820000', '830000', '911123']) {
    assert.equal(regionWarning(known), false, known)
  }
  for (const odd of ['000000', '160000', '470000', '660000', '840000', '']) assert.equal(regionWarning(odd), true, odd)
  const odd = '00000019491231002'
  assert.equal(idNumberFault(odd + idNumberCheckCharacter(odd), card), null)
})

test('M1 an ID number shows three and two', () => {
  assert.equal(maskIdNumber('11010519491231002X'), '110*************2X')
  assert.equal(maskIdNumber('110105491231002'), '110**********02')
  assert.equal(maskIdNumber('E12345678'), 'E******78')
  assert.equal(maskIdNumber('1234'), '****')
  assert.equal(maskIdNumber(''), '')
})
