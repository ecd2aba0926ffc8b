import assert from 'node:assert/strict'
import { test } from 'node:test'
import { legsOf, numberText, stopsOf } from './way-stops'

const at = (checkpoint: string, minute: number) => ({
  entry: `${checkpoint}${minute}`,
  checkpoint,
  name: checkpoint,
  lng: checkpoint === 'A' ? 119 : 120,
  lat: 30,
  countedAt: `2026-11-23T06:${minute}:00Z`,
})

test('a checkpoint is one stop, with every number at which the vehicle came there', () => {
  const stops = stopsOf([at('A', 10), at('B', 20), at('A', 30)])
  assert.deepEqual(
    stops.map(({ checkpoint, numbers }) => [checkpoint, numbers]),
    [
      ['A', [1, 3]],
      ['B', [2]],
    ],
  )
})

test('numbers that do not fit are counted', () => {
  assert.equal(numberText([1]), '1')
  assert.equal(numberText([1, 4]), '1·4')
  assert.equal(numberText([2, 5, 9]), '2+')
})

test('a way has a leg for each change of place, and none for passing the same place again', () => {
  assert.deepEqual(legsOf([at('A', 10), at('A', 11), at('B', 20)]), [
    [
      [30, 119],
      [30, 120],
    ],
  ])
  assert.deepEqual(legsOf([at('A', 10)]), [])
})
