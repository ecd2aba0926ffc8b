import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskName } from './name'
import { isPlausiblePhone, maskPhone, normalisePhone } from './phone'

test('M2 numbers that look right, and that do not', () => {
  for (const phone of [
    '13812341234',
    '19912341234',
    '0572-5123456',
    '05725123456',
    '010-62345678',
    '5123456',
    '0572-5123456-801',
    '4008123123',
    '+85291234567',
    '+447911123456',
  ]) {
    assert.equal(isPlausiblePhone(phone), true, phone)
  }
  for (const phone of [
    '',
    '12345678901',
    '1381234123',
    '138123412345',
    '110',
    'abc',
    '+0123456',
    '+1234',
    '1381234123４',
  ]) {
    assert.equal(isPlausiblePhone(phone), false, phone)
  }
})

test('M2 what people write is normalised', () => {
  for (const written of [
    '138 1234 1234',
    '138-1234-1234',
    '+86 138 1234 1234',
    '0086-13812341234',
    '１３８１２３４１２３４',
  ]) {
    assert.equal(normalisePhone(written), '13812341234', written)
  }
  assert.equal(normalisePhone('(0572) 5123456'), '05725123456')
  assert.equal(normalisePhone('00852 9123 4567'), '+85291234567')
})

test('M1 phones and names are masked', () => {
  assert.equal(maskPhone('13812341234'), '138****1234')
  assert.equal(maskPhone('05725123456'), '057****3456')
  assert.equal(maskPhone('+85291234567'), '+85*****4567')
  assert.equal(maskPhone('5123456'), '512****')
  assert.equal(maskPhone('110'), '***')
  assert.equal(maskName('张三'), '张*')
  assert.equal(maskName('张小三'), '张**')
  assert.equal(maskName('迪丽热巴·迪力木拉提'), '迪**')
  assert.equal(maskName('张'), '张*')
  assert.equal(maskName(' '), '')
  assert.equal(maskName('𠮷田'), '𠮷*')
})

test('M1 nothing is ever shown whole', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 30 }), (text) => {
      assert.match(maskPhone(text), /\*/)
      if (text.trim() !== '') assert.match(maskName(text), /\*/)
    }),
  )
})
