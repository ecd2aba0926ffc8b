import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jsonFaultAt } from './json-fault'

test('every beginning of a JSON document only ends too soon', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, cut) => {
      const document = `{"a": [${json}, -1.5e3, true, "\\u00e4\\n"]}`
      const length = cut % document.length
      assert.equal(jsonFaultAt(document.slice(0, length)), length)
    }),
  )
})

test('the place of a fault is where it is', () => {
  assert.equal(jsonFaultAt('{"a": nonsense}'), 6)
  assert.equal(jsonFaultAt('{"a": 1,}'), 8)
  assert.equal(jsonFaultAt('[1 2]'), 3)
  assert.equal(jsonFaultAt('[1]]'), 3)
  assert.equal(jsonFaultAt('{"a\\q": 1}'), 3)
  assert.equal(jsonFaultAt('{a: 1}'), 1)
})
