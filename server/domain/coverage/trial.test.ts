import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf, randomCounty } from '../../testing/random-county'
import { evaluatePlaced } from './evaluate'
import { pathOfSegment, placePoints } from './placed-network'
import { SEGMENT_STATES } from './reach'
import { roundPath } from './result'
import { CUT, Trials } from './trial'
import { applyWhatIf, type WhatIf } from './what-if'

const SIZE = 7
const county = randomCounty(SIZE, { places: 4, checkpoints: 6 })
const position = fc.record({
  lng: fc.integer({ min: 60, max: 640 }).map((part) => 100 + part * 1e-4),
  lat: fc.integer({ min: 60, max: 640 }).map((part) => part * 1e-4),
})
const codes = fc.uniqueArray(fc.constantFrom('K0', 'K1', 'K2', 'K3', 'K4', 'K5'), { maxLength: 2 })
const change: fc.Arbitrary<WhatIf> = fc.record({
  open: fc.uniqueArray(fc.constant('F0'), { maxLength: 1 }),
  close: fc.array(position, { maxLength: 2 }),
  add: fc.array(position, { maxLength: 2 }),
  remove: codes,
  off: codes,
  on: codes,
})

test('a trial is the what-if, byte for byte, whatever was tried before', () => {
  fc.assert(
    fc.property(county, fc.array(change, { minLength: 1, maxLength: 3 }), (random, changes) => {
      const placed = placePoints(networkOf(random, SIZE), random.points)
      const states = random.points.checkpoints.map(({ state }) => state)
      const trials = new Trials(placed, states)
      for (const whatIf of changes) {
        const tried = applyWhatIf(placed, states, whatIf)
        const { result, lineOf } = trials.run(whatIf)
        for (const place of result.places) if (place.bypass) place.bypass.path = lineOf(place)
        assert.deepEqual(result, evaluatePlaced(tried.placed, tried.states, {}, tried.lifted))
      }
    }),
  )
})

test('every metre of road is among the standing segments or the pieces, with its state', () => {
  fc.assert(
    fc.property(county, change, (random, whatIf) => {
      const placed = placePoints(networkOf(random, SIZE), random.points)
      const states = random.points.checkpoints.map(({ state }) => state)
      const trial = new Trials(placed, states).run(whatIf)
      const tried = applyWhatIf(placed, states, whatIf)
      const options = { segments: true }
      const { segments = [] } = evaluatePlaced(tried.placed, tried.states, options, tried.lifted)
      const wanted = segments.map(({ state, path }) => JSON.stringify([state, path]))
      const seen = (state: number, path: [number, number][]) => JSON.stringify([SEGMENT_STATES[state], roundPath(path)])
      const shown = [
        ...[...trial.states].flatMap((state, at) => (state === CUT ? [] : [seen(state, pathOfSegment(placed, at))])),
        ...trial.pieces.map(({ state, path }) => seen(state, path)),
      ]
      assert.deepEqual(shown.sort(), wanted.sort())
    }),
  )
})

test('roads that nobody holds add up to the metres of the summary', () => {
  fc.assert(
    fc.property(county, change, (random, whatIf) => {
      const placed = placePoints(networkOf(random, SIZE), random.points)
      const trial = new Trials(
        placed,
        random.points.checkpoints.map(({ state }) => state),
      ).run(whatIf)
      const { exposed, lapsed } = trial.result.summary.metres
      const sum = (of: 'exposedMetres' | 'lapsedMetres') => trial.roads.reduce((total, road) => total + road[of], 0)
      assert.ok(Math.abs(sum('exposedMetres') - exposed) < 0.06)
      assert.ok(Math.abs(sum('lapsedMetres') - lapsed) < 0.06)
    }),
  )
})
