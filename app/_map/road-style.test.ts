import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GroundColours } from './ground-colours'
import { COLUMNS, growth, insideStrokes, outsideStrokes, ROAD_STATES, roadColumn } from './road-style'

const colours: GroundColours = {
  outside: '#0d1524',
  land: '#131c2e',
  water: '#1d3556',
  waterLabel: '#6e9bd0',
  boundary: '#8fa0ba',
  band: '#24324c',
  roads: ['#1', '#2', '#3', '#4', '#5', '#6', '#7'],
  outsideRoad: '#36445d',
  exposed: '#f4511e',
  lapsed: '#f2b233',
  unreachable: '#8fa0ba',
  troubleCasing: '#0b1220',
  ink: '#ffffff',
  text: ['#1', '#2', '#3'],
  shieldFill: '#24324c',
  shieldEdge: '#6b7a94',
  better: '#777',
  worse: '#888',
}

const strokesOf = (state: (typeof ROAD_STATES)[number], column: number) =>
  insideStrokes(colours).filter((stroke) => stroke.bucket === ROAD_STATES.indexOf(state) * COLUMNS + column)

test('a link stands under its road, a way unknown is a smaller road, a footpath a track', () => {
  assert.equal(roadColumn('motorway'), 0)
  assert.ok(roadColumn('motorway_link') > roadColumn('motorway'))
  assert.equal(roadColumn('residential'), 5)
  assert.equal(roadColumn('path'), 6)
})

test('widths grow by a quarter a level and fourfold at most', () => {
  assert.equal(growth(11, 11), 1)
  assert.equal(growth(12, 11), 1.25)
  assert.equal(growth(20, 11), 4)
})

test('each state of a road has a rhythm of its own in every column', () => {
  for (let column = 0; column < COLUMNS; column++) {
    const dashes = (['exposed', 'lapsed', 'unreachable'] as const).map((state) => strokesOf(state, column).at(-1)?.dash)
    assert.ok(dashes.every((dash) => dash && dash.length > 0))
    assert.equal(new Set(dashes.map((dash) => JSON.stringify(dash))).size, 3)
  }
})

test('exposed and lapsed roads are cased and wider than monitored ones', () => {
  for (let column = 0; column < COLUMNS; column++) {
    const plain = Math.max(
      ...strokesOf('monitored', column)
        .filter((s) => s.colour !== colours.land)
        .map((s) => s.width),
    )
    for (const state of ['exposed', 'lapsed'] as const) {
      const [casing, fill] = strokesOf(state, column)
      assert.equal(casing?.colour, colours.troubleCasing)
      assert.ok(fill && casing && casing.width === fill.width + 2 && fill.width > plain)
    }
  }
})

test('every monitored road lies under every exposed and lapsed one', () => {
  const strokes = insideStrokes(colours)
  const last = strokes.findLastIndex((stroke) => stroke.bucket < COLUMNS)
  const first = strokes.findIndex((stroke) => stroke.colour === colours.troubleCasing)
  assert.ok(last < first)
})

test('roads outside are one grey', () => {
  assert.deepEqual([...new Set(outsideStrokes(colours).map((stroke) => stroke.colour))], [colours.outsideRoad])
})
