import assert from 'node:assert/strict'
import { test } from 'node:test'
import { intoSight } from './into-sight'

const frame = { width: 1000, height: 600, marginPx: 20 }
/** As a checkpoint's panel stands: in the lower left corner. */
const PANEL = { left: 12, top: 300, right: 328, bottom: 588 }

test('what is seen stays where it is', () => {
  assert.deepEqual(intoSight({ ...frame, x: 500, y: 300, panels: [PANEL] }), { x: 0, y: 0 })
  assert.deepEqual(intoSight({ ...frame, x: 348, y: 450, panels: [PANEL] }), { x: 0, y: 0 })
})

test('from under a panel it moves by the shortest way', () => {
  assert.deepEqual(intoSight({ ...frame, x: 310, y: 450, panels: [PANEL] }), { x: 38, y: 0 })
  assert.deepEqual(intoSight({ ...frame, x: 100, y: 320, panels: [PANEL] }), { x: 0, y: -40 })
})

test('it does not come to lie under the next panel', () => {
  const legend = { left: 12, top: 12, right: 150, bottom: 290 }
  assert.deepEqual(intoSight({ ...frame, x: 100, y: 320, panels: [PANEL, legend] }), { x: 70, y: -40 })
})

test('off the edge it comes back, also to a corner', () => {
  assert.deepEqual(intoSight({ ...frame, x: 1200, y: 300, panels: [PANEL] }), { x: -220, y: 0 })
  assert.deepEqual(intoSight({ ...frame, x: 1200, y: -50, panels: [PANEL] }), { x: -220, y: 70 })
  assert.deepEqual(intoSight({ ...frame, x: -80, y: 450, panels: [PANEL] }), { x: 100, y: -170 })
})

test('where panels leave no room nothing is moved', () => {
  assert.equal(intoSight({ ...frame, x: 500, y: 300, panels: [{ left: 0, top: 0, right: 1000, bottom: 600 }] }), null)
  assert.equal(intoSight({ ...frame, width: 30, x: 10, y: 10, panels: [] }), null)
})
