import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fewestMoves } from './fewest-moves'

test('one that goes to another place moves alone, whichever way it goes', () => {
  assert.deepEqual([...fewestMoves([0, 1, 2, 3])], [])
  assert.deepEqual([...fewestMoves([3, 0, 1, 2])], [0])
  assert.deepEqual([...fewestMoves([1, 2, 3, 0])], [3])
  assert.deepEqual([...fewestMoves([])], [])
})

test('what does not move stands in order, and nothing less would do', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 9 }), (places) => {
      const moved = fewestMoves(places)
      const rest = places.filter((_, index) => !moved.has(index))
      assert.deepEqual(
        rest,
        [...rest].sort((a, b) => a - b),
      )
      // Every choice of more to stay is out of order somewhere.
      for (let choice = 0; choice < 1 << places.length; choice++) {
        const kept = places.filter((_, index) => choice & (1 << index))
        const inOrder = kept.every((place, index) => index === 0 || (kept[index - 1] ?? 0) < place)
        if (inOrder) assert.ok(kept.length <= rest.length)
      }
    }),
  )
})
