import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from '#domain/coverage/evaluate'
import { buildNetwork } from '#domain/coverage/network'
import type { CheckpointState } from '#domain/coverage/points'
import type { CoverageResult } from '#domain/coverage/result'
import { RoadInputBuilder } from '#domain/coverage/road-input'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import type { CheckpointCondition, County } from './county'
import { generateCounty } from './generate-county'

const STATES: Record<CheckpointCondition, CheckpointState> = {
  staffed: 'reporting',
  unstaffed: 'unstaffed',
  silent: 'offline',
  planned: 'planned',
  closed: 'closed',
}

function coverageOf(county: County): CoverageResult {
  const roads = new RoadInputBuilder('node')
  for (const way of county.ways) {
    roads.beginWay(way.id, way.tags)
    roads.beginLine()
    for (const [i, [lng, lat]] of way.coordinates.entries()) roads.vertex(lng, lat, way.nodes[i])
  }
  const network = buildNetwork(roads.finish(), [county.boundary.coordinates], DEFAULT_SETTINGS)
  const checkpoints = county.checkpoints.map(({ code, lng, lat, condition }) => ({
    code,
    lng,
    lat,
    state: STATES[condition],
  }))
  return evaluate(network, { places: county.places, checkpoints, closures: county.closures })
}

test('the county has a story to tell: open crossings, roads exposed and lapsed behind them, the most monitored', () => {
  const { summary, crossings, checkpoints, places, warnings } = coverageOf(generateCounty())
  assert.ok(summary.crossings >= 15 && summary.crossings <= 30, `${summary.crossings} crossings`)
  assert.equal(summary.byState.unmonitored, 3)
  assert.equal(summary.byState.planned, 1)
  assert.equal(summary.byState['on-paper'], 2)
  assert.equal(summary.byState.closed, 1)
  const { exposed, lapsed, monitored, unreachable, inside } = summary.metres
  assert.ok(exposed > 20_000 && exposed < 0.25 * inside, `${exposed} m exposed`)
  assert.ok(lapsed > 5_000 && lapsed < 0.15 * inside, `${lapsed} m lapsed`)
  assert.ok(monitored > 0.7 * inside)
  assert.equal(unreachable, 0)
  assert.ok(summary.populationExposed > 1000)
  assert.deepEqual(warnings, [])
  assert.ok(checkpoints.every((checkpoint) => checkpoint.placed && (checkpoint.offsetMetres ?? 1) < 0.5))
  const ranked = crossings.filter((crossing) => crossing.rank !== null)
  assert.ok(ranked.every((crossing) => crossing.population > 0 && crossing.road.ref !== null))
  assert.equal(places.find((place) => place.name === '云岭县')?.state, 'monitored')
})

test('so have the counties of other seeds', () => {
  for (const seed of ['one', 'two', 'three', 'four', 'five']) {
    const { summary } = coverageOf(generateCounty({ seed }))
    assert.ok(summary.crossings >= 15 && summary.crossings <= 30, `${seed}: ${summary.crossings} crossings`)
    assert.ok(summary.byState.unmonitored >= 2, seed)
    assert.ok(summary.metres.monitored > 0.65 * summary.metres.inside, seed)
    assert.ok(summary.metres.lapsed > 0, seed)
  }
})
