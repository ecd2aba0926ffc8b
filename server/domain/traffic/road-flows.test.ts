import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threeWaysNetwork, threeWaysPoints } from '../../testing/three-ways-county'
import { placePoints } from '../coverage/placed-network'
import type { CheckpointPoint } from '../coverage/points'
import { situationOf } from '../planning/situation'
import { estimateFlows } from './road-flows'

const at = (code: string, lng: number, lat: number): CheckpointPoint => ({ code, state: 'reporting', lng, lat })
const CHECKPOINTS = [at('W', 119.41, 30.6), at('E', 119.59, 30.6), at('N', 119.45, 30.69)]

function flows(counts: { code: string; vehicles: number }[]) {
  const placed = placePoints(threeWaysNetwork(), threeWaysPoints({ checkpoints: CHECKPOINTS }))
  const situation = situationOf(
    placed,
    CHECKPOINTS.map(({ state }) => state),
  )
  return { placed, ...estimateFlows(situation, counts) }
}

test('without counts the larger road carries more, and every vehicle that comes in is on some road', () => {
  const { crossings } = flows([])
  const vehicles = (part: string) => crossings.find(({ id }) => id.includes(part))?.vehicles ?? 0
  assert.ok(vehicles('119.400000,30.6') > vehicles('119.450000,30.7'))
  assert.ok(vehicles('119.450000,30.7') > 0)
})

test('the flows at checkpoints are those counted, and the roads between follow', () => {
  const counts = [
    { code: 'W', vehicles: 900 },
    { code: 'E', vehicles: 1400 },
    { code: 'N', vehicles: 120 },
  ]
  const { fitted, segments, placed } = flows(counts)
  for (const { counted, estimated } of fitted) assert.ok(Math.abs(counted - estimated) <= 2, `${counted} ${estimated}`)
  const { graph } = placed
  const flowAt = (lng: number, lat: number) => {
    for (let segment = 0; segment < graph.insideCount; segment++) {
      const [a = 0, b = 0] = [graph.from[segment], graph.to[segment]]
      const within = (list: Float64Array, value: number) =>
        Math.min(list[a] ?? 0, list[b] ?? 0) <= value && value <= Math.max(list[a] ?? 0, list[b] ?? 0)
      if (within(graph.nodeLng, lng) && within(graph.nodeLat, lat)) return segments[segment] ?? 0
    }
    return Number.NaN
  }
  assert.ok(Math.abs(flowAt(119.42, 30.6) - 900) <= 2)
  assert.ok(Math.abs(flowAt(119.57, 30.6) - 1400) <= 2)
  // Between the junction and the town is what comes from west and north, less what stays in the village.
  const middle = flowAt(119.47, 30.6)
  assert.ok(middle > 500 && middle < 1020, String(middle))
})

test('a checkpoint that counted nothing empties its road', () => {
  const { fitted } = flows([
    { code: 'W', vehicles: 900 },
    { code: 'N', vehicles: 0 },
  ])
  assert.deepEqual(
    fitted.map(({ code, estimated }) => [code, estimated]),
    [
      ['W', 900],
      ['N', 0],
    ],
  )
})
