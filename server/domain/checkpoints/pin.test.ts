import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinFault } from './pin'

test('L5 a PIN has 4 to 6 digits, and is neither one digit nor a run', () => {
  for (const pin of ['2580', '19283', '112233', '0912']) assert.equal(pinFault(pin), null, pin)
  for (const pin of ['', '123', '1234567', '12a4', '0000', '1234', '98765', '１２３４']) assert.ok(pinFault(pin), pin)
})
