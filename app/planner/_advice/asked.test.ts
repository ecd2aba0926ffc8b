import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaText, askedBody, askedFrom, togglePlace } from './asked'

test('an area that can be one is asked for before places, and nothing asks for all', () => {
  const area = areaText([
    [119.5, 30.6],
    [119.6000001, 30.6],
    [119.6, 30.7],
  ])
  assert.equal(area, '119.5,30.6;119.6,30.6;119.6,30.7')
  assert.deepEqual(askedBody(askedFrom('A;B', area)), {
    area: {
      type: 'Polygon',
      coordinates: [
        [
          [119.5, 30.6],
          [119.6, 30.6],
          [119.6, 30.7],
        ],
      ],
    },
  })
  assert.deepEqual(askedBody(askedFrom('A;;B', '1,2;x,3;4')), { places: ['A', 'B'] })
  assert.deepEqual(askedBody(askedFrom(null, null)), {})
})

test('a place is taken in and out', () => {
  assert.equal(togglePlace({ places: null, area: null }, 'A'), 'A')
  assert.equal(togglePlace({ places: ['A'], area: null }, 'B'), 'A;B')
  assert.equal(togglePlace({ places: ['A'], area: null }, 'A'), null)
})
