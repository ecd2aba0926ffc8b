import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from '#domain/coverage/evaluate'
import { buildNetwork } from '#domain/coverage/network'
import type { CheckpointState } from '#domain/coverage/points'
import type { CoverageResult } from '#domain/coverage/result'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import type { CheckpointCondition, County } from './county'
import { countyBackground, countyRoads } from './county-layers'
import { generateCounty } from './generate-county'
import { contains } from './road-graph'

const STATES: Record<CheckpointCondition, CheckpointState> = {
  staffed: 'reporting',
  unstaffed: 'unstaffed',
  silent: 'offline',
  planned: 'planned',
  closed: 'closed',
}

function coverageOf(county: County): CoverageResult {
  const network = buildNetwork(countyRoads(county), [county.boundary.coordinates], DEFAULT_SETTINGS)
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
  for (const seed of ['one', 'two', 'three']) {
    const { summary } = coverageOf(generateCounty({ seed }))
    assert.ok(summary.crossings >= 15 && summary.crossings <= 30, `${seed}: ${summary.crossings} crossings`)
    assert.ok(summary.byState.unmonitored >= 2, seed)
    assert.ok(summary.metres.monitored > 0.65 * summary.metres.inside, seed)
    assert.ok(summary.metres.lapsed > 0, seed)
  }
})

test('the ground of the map: rivers by width and name, the neighbours named outside the line', () => {
  const county = generateCounty()
  const { water, neighbours } = countyBackground(county)
  assert.deepEqual([...new Set(water.features.map((f) => f.properties.widthClass))].sort(), [1, 2, 3])
  assert.ok(water.features.some((f) => f.properties.name === '云溪江' && f.properties.widthClass === 3))
  assert.ok(neighbours.length >= 6)
  assert.equal(new Set(neighbours.map((n) => n.name)).size, neighbours.length)
  const [ring] = county.boundary.coordinates
  assert.ok(ring && neighbours.every(({ lng, lat }) => !contains(ring, [lng, lat])))
  for (const place of county.places) assert.equal(contains(ring, [place.lng, place.lat]), place.inside, place.name)
})
