import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluatePlaced } from './evaluate'
import { buildNetwork } from './network'
import { placePoints } from './placed-network'
import type { CoveragePoints } from './points'
import { RoadInputBuilder } from './road-input'
import { DEFAULT_SETTINGS } from './settings'
import { applyWhatIf, type WhatIf } from './what-if'

/** A road from the west with a checkpoint, one from the east with a closure; a village where they meet. */
function county() {
  const builder = new RoadInputBuilder('coordinates')
  builder.beginWay(1, { highway: 'tertiary', name: 'West' })
  builder.beginLine()
  builder.vertex(99.99, 0.03)
  builder.vertex(100.02, 0.03)
  builder.beginWay(2, { highway: 'tertiary', name: 'East' })
  builder.beginLine()
  builder.vertex(100.05, 0.03)
  builder.vertex(100.02, 0.03)
  const ring: [number, number][] = [
    [100, 0.01],
    [100.04, 0.01],
    [100.04, 0.05],
    [100, 0.05],
    [100, 0.01],
  ]
  const points: CoveragePoints = {
    places: [{ name: 'A', code: null, population: 100, lng: 100.02, lat: 0.03 }],
    checkpoints: [{ code: 'K1', state: 'reporting', lng: 100.005, lat: 0.03 }],
    closures: [{ code: 'F1', lng: 100.035, lat: 0.03 }],
  }
  return placePoints(buildNetwork(builder.finish(), [[ring]], DEFAULT_SETTINGS), points)
}

function stateOfVillage(change: WhatIf) {
  const placed = county()
  const tried = applyWhatIf(placed, ['reporting'], change)
  const result = evaluatePlaced(tried.placed, tried.states, {}, tried.lifted)
  return { state: result.places[0]?.state, sameNumbers: tried.placed.id === placed.id, unknown: tried.unknown }
}

test('a what-if of states alone keeps the numbers of the network', () => {
  assert.deepEqual(stateOfVillage({}), { state: 'monitored', sameNumbers: true, unknown: [] })
  assert.deepEqual(stateOfVillage({ off: ['K1'] }), { state: 'lapsed', sameNumbers: true, unknown: [] })
  assert.deepEqual(stateOfVillage({ remove: ['K1'] }), { state: 'exposed', sameNumbers: true, unknown: [] })
  assert.deepEqual(stateOfVillage({ open: ['F1'] }), { state: 'exposed', sameNumbers: true, unknown: [] })
})

test('a what-if that adds a point or a closure is a network of its own', () => {
  const add = [{ lng: 100.035, lat: 0.03 }]
  assert.deepEqual(stateOfVillage({ open: ['F1'], add }), { state: 'monitored', sameNumbers: true, unknown: [] })
  const beside = [{ lng: 100.03, lat: 0.03 }]
  assert.deepEqual(stateOfVillage({ open: ['F1'], add: beside }), {
    state: 'monitored',
    sameNumbers: false,
    unknown: [],
  })
  assert.deepEqual(stateOfVillage({ close: [{ lng: 100.01, lat: 0.03 }] }), {
    state: 'unreachable',
    sameNumbers: false,
    unknown: [],
  })
})

test('codes that name nothing are said', () => {
  assert.deepEqual(stateOfVillage({ open: ['K1'], off: ['F1'], remove: ['X'] }).unknown, ['K1', 'X', 'F1'])
})
