import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CrossingResult } from '#domain/coverage/result'
import { populationWithoutPoints, roadsWithoutPoints } from './find-roads'

const crossing = (id: string, ref: string, changes: Partial<CrossingResult>): CrossingResult => ({
  id,
  lng: 119,
  lat: 30,
  group: id,
  presumed: false,
  state: 'unmonitored',
  checkpoints: [],
  population: 0,
  rank: null,
  road: { name: null, ref, class: 'secondary', way: 1 },
  ...changes,
})

test('both carriageways of a road are one crossing, as the planner lists them, and their people are counted once', () => {
  const crossings = [
    crossing('a', 'X118', { rank: 1, population: 3000 }),
    crossing('b', 'X118', { group: 'a', population: 120 }),
    crossing('c', 'G318', { rank: 2, population: 900, road: { name: null, ref: 'G318', class: 'trunk', way: 2 } }),
    crossing('d', 'Y7', { state: 'on-paper', population: 50 }),
  ]
  assert.deepEqual(roadsWithoutPoints({ crossings }), [
    { name: 'X118', crossings: 1, population: 3120, above: false },
    { name: 'G318', crossings: 1, population: 900, above: true },
  ])
  assert.equal(populationWithoutPoints({ crossings }), 4020)
})
