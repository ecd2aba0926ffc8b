import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bucketOf, uuidTime, uuidV7 } from './uuid'

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })
const times = fc.integer({ min: 0, max: 2 ** 48 - 1 })

test('U1 the standard’s example', () => {
  // RFC 9562, appendix A.6.
  assert.equal(uuidTime('017f22e2-79b0-7cc3-98c4-dc0c0c07398f'), 0x017f22e279b0)
  const random = Uint8Array.from(Buffer.from('0000000000000cc318c4dc0c0c07398f', 'hex'))
  assert.equal(uuidV7(0x017f22e279b0, random), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('U1 an id bears its time and sorts by it', () => {
  fc.assert(
    fc.property(times, times, bytes, bytes, (a, b, randomA, randomB) => {
      const before = randomA.slice()
      const idA = uuidV7(a, randomA)
      assert.match(idA, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      assert.equal(uuidTime(idA), a)
      assert.deepEqual(randomA, before)
      if (a < b) assert.equal(idA < uuidV7(b, randomB), true)
    }),
  )
})

test('U1 other versions and variants bear no time', () => {
  for (const id of [
    '919108f7-52d1-4320-9bac-f847db4148a8',
    '1ec9414c-232a-6b00-b3c8-9f6bdeced846',
    '017f22e2-79b0-7cc3-18c4-dc0c0c07398f',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '',
  ]) {
    assert.equal(uuidTime(id), null, id)
    assert.equal(bucketOf(id), -1, id)
  }
})

test('U2 the bucket is the day number between 2020 and 2100', () => {
  const random = new Uint8Array(16)
  const bucket = (ms: number) => bucketOf(uuidV7(ms, random))
  assert.equal(bucket(Date.UTC(2020, 0, 1)), Date.UTC(2020, 0, 1) / 86_400_000)
  assert.equal(bucket(Date.UTC(2020, 0, 1) - 1), -1)
  assert.equal(bucket(Date.UTC(2100, 0, 1)), -1)
  assert.equal(bucket(Date.UTC(2100, 0, 1) - 1), Date.UTC(2099, 11, 31) / 86_400_000)
  assert.equal(bucket(Date.UTC(2026, 10, 25, 23, 59)), bucket(Date.UTC(2026, 10, 25)))
})
