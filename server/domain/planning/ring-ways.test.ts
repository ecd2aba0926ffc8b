import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threeWaysNetwork, threeWaysPoints } from '../../testing/three-ways-county'
import { placePoints } from '../coverage/placed-network'
import type { CheckpointPoint, ClosurePoint } from '../coverage/points'
import { ringWays } from './ring-ways'
import { situationOf } from './situation'

const at = (code: string, lng: number, lat: number): CheckpointPoint => ({ code, state: 'open', lng, lat })
const access = (checkpoints: CheckpointPoint[], closures: ClosurePoint[] = []) => {
  const placed = placePoints(threeWaysNetwork(), threeWaysPoints({ checkpoints, closures }))
  return ringWays(
    situationOf(
      placed,
      checkpoints.map(({ state }) => state),
    ),
  )
}

test('the ways into a ring are its crossings, and one of them is to be kept', () => {
  const { ways, finding } = access([at('N', 119.45, 30.69), at('E', 119.59, 30.6)])
  assert.equal(finding, 'several-ways')
  assert.deepEqual(
    ways.map(({ road, state, keep, mayClose }) => [road.ref, state, keep, mayClose]),
    [
      ['S205', 'monitored', true, false],
      ['X118', 'monitored', false, true],
      ['S205', 'unmonitored', false, false],
    ],
  )
  assert.equal(access([]).finding, 'no-guarded-way')
  const shut = [
    { code: 'F1', lng: 119.41, lat: 30.6 },
    { code: 'F2', lng: 119.45, lat: 30.69 },
  ]
  assert.equal(access([at('E', 119.59, 30.6)], shut).finding, 'one-guarded-way')
  assert.equal(access([], [...shut, { code: 'F3', lng: 119.59, lat: 30.6 }]).finding, 'cut-off')
})
