import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { keyedDigest } from './content-digest'

test('it is HMAC-SHA-256, whatever the text and however long', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary', minLength: 1_300, maxLength: 1_500 }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(text, { maxLength: 3 }), (bytes, texts) => {
      const key = Buffer.from(bytes)
      const digest = keyedDigest(key)
      // More than one with the same key: what an earlier one left in the buffers must not show.
      for (const content of texts) {
        assert.equal(digest(content), createHmac('sha256', key).update(content).digest('hex'))
      }
    }),
  )
})

test('a key over one block is refused', () => {
  assert.throws(() => keyedDigest(randomBytes(65)), RangeError)
})
