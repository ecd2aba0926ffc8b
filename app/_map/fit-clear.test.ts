import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitClear } from './fit-clear'

/** A diamond of world size 1: its corners are empty. */
const DIAMOND = Float64Array.from([0.5, 0, 1, 0.5, 0.5, 1, 0, 0.5])
const SQUARE = Float64Array.from([0, 0, 1, 0, 1, 1, 0, 1])
const frame = { width: 640, height: 640, marginPx: 10, zoomStep: 0.125 }

const screenOf = (fit: { zoom: number; x: number; y: number }, x: number, y: number) => [
  (x - fit.x) * 2 ** fit.zoom + 320,
  (y - fit.y) * 2 ** fit.zoom + 320,
]

test('without panels the county fills the frame, in the middle', () => {
  const fit = fitClear({ ...frame, rings: [SQUARE], panels: [] })
  assert.ok(fit)
  assert.equal(fit.zoom, Math.floor(Math.log2(620) / 0.125) * 0.125)
  assert.deepEqual([fit.x, fit.y], [0.5, 0.5])
})

test('a panel in an empty corner costs no size', () => {
  const panel = { left: 10, top: 10, right: 130, bottom: 130 }
  const fit = fitClear({ ...frame, rings: [DIAMOND], panels: [panel] })
  const free = fitClear({ ...frame, rings: [DIAMOND], panels: [] })
  assert.equal(fit?.zoom, free?.zoom)
})

test('a panel at the side is stepped away from', () => {
  const panel = { left: 0, top: 0, right: 160, bottom: 640 }
  const fit = fitClear({ ...frame, rings: [SQUARE], panels: [panel] })
  assert.ok(fit)
  const [left, top] = screenOf(fit, 0, 0)
  const [right, bottom] = screenOf(fit, 1, 1)
  assert.ok((left ?? 0) >= 170 && (top ?? 0) >= 10 && (right ?? 0) <= 630 && (bottom ?? 0) <= 630)
})

test('where panels leave no room they are let over the county', () => {
  const fit = fitClear({ ...frame, rings: [SQUARE], panels: [{ left: 0, top: 0, right: 640, bottom: 640 }] })
  assert.deepEqual([fit?.x, fit?.y], [0.5, 0.5])
})

test('a frame without room has no fit', () => {
  assert.equal(fitClear({ ...frame, width: 12, rings: [SQUARE], panels: [] }), null)
})
