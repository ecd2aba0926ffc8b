import assert from 'node:assert/strict'
import { test } from 'node:test'
import { THREE_WAYS_PLACES, threeWaysNetwork, threeWaysPoints } from '../../testing/three-ways-county'
import { placePoints } from '../coverage/placed-network'
import type { CheckpointPoint, ClosurePoint } from '../coverage/points'
import { type Anchors, accessOf } from './access'
import { bypassAdvice } from './bypass-advice'
import { closuresInstead } from './closures-instead'
import { comparePlans } from './compare-plans'
import { frontierAdvice } from './frontier-advice'
import { lossRanking, sparePoints } from './losses'
import { reasonFor } from './reason'
import { sealAdvice } from './seal-advice'
import { situationOf } from './situation'

const WEST = { lng: 119.41, lat: 30.6 }
const EAST = { lng: 119.59, lat: 30.6 }
const NORTH = { lng: 119.45, lat: 30.69 }
const [TOWN] = THREE_WAYS_PLACES
const ANCHORS: Anchors = { hospitals: TOWN ? [TOWN] : [], seats: TOWN ? [TOWN] : [] }
const everywhere = () => true

const at = (code: string, point: { lng: number; lat: number }): CheckpointPoint => ({
  code,
  state: 'reporting',
  ...point,
})

function county(checkpoints: CheckpointPoint[] = [], closures: ClosurePoint[] = []) {
  const placed = placePoints(threeWaysNetwork(), threeWaysPoints({ checkpoints, closures }))
  return situationOf(
    placed,
    checkpoints.map(({ state }) => state),
  )
}

test('a seal says who stays open without each point, and proves itself by as many routes', () => {
  const seal = sealAdvice(county(), everywhere)
  assert.equal(seal.minimum, 3)
  assert.equal(seal.proof.length, 3)
  assert.deepEqual([...new Set(seal.proof.map(({ crossing }) => crossing))].length, 3)
  for (const { leftOut } of seal.points) assert.ok(leftOut.places.length > 0)
  const byRoad = seal.points.map(({ road, mayClose }) => [road.ref, mayClose])
  assert.deepEqual(byRoad.toSorted(), [
    ['S205', false],
    ['S205', false],
    ['X118', true],
  ])
})

test('a seal of one place leaves the others be', () => {
  const seal = sealAdvice(county(), (place) => place === 0)
  assert.equal(seal.minimum, 2)
  assert.deepEqual(new Set(seal.proof.map(({ place }) => place)), new Set(['白水镇']))
})

test('the reason is a sentence with road, class, people and staff', () => {
  const [point] = sealAdvice(county(), (place) => place === 0).points
  assert.ok(point)
  assert.deepEqual(reasonFor(point), {
    zh: 'S205 安吉路（省道）：不设此点，白水镇共 1,200 人可由县外绕入。1 车道，每日 9 人。国省干线不得自行封闭，请报上级批准。',
    en: 'S205 安吉路 (provincial road): Without it 1,200 people in 白水镇 can be reached from outside unseen. One lane, 9 staff a day. The county may not close it by itself.',
  })
})

test('the frontier names its points, and marks what no corner is', () => {
  const { steps, candidates, complete } = frontierAdvice(county(), everywhere)
  assert.deepEqual(
    steps.map(({ points, populationExposed, exact }) => [points, populationExposed, exact]),
    [
      [0, 1500, true],
      [2, 300, true],
      [3, 0, true],
    ],
  )
  assert.ok(complete)
  for (const { points, chosen } of steps) {
    assert.equal(chosen.length, points)
    for (const index of chosen) assert.ok(candidates[index])
  }
})

test('points are ranked by what their loss exposes; a second one behind another is spare', () => {
  const situation = county([at('W', WEST), at('E', EAST), at('N', NORTH), at('INNER', { lng: 119.475, lat: 30.6 })])
  const losses = lossRanking(situation)
  assert.deepEqual(
    losses.map(({ code, people }) => [code, people]),
    [
      ['E', 1200],
      ['N', 300],
      ['W', 300],
      ['INNER', 0],
    ],
  )
  assert.ok((losses[0]?.metres ?? 0) > 8000)
  // Without the inner one, and with the outer three, nothing is open that was closed: either guards enough.
  assert.deepEqual(sparePoints(situation), { alone: ['INNER'], together: ['INNER'] })
})

test('of two points on one road the inner one is spare, and the outer one holds the road between them', () => {
  const situation = county([at('E', EAST), at('E2', { lng: 119.5905, lat: 30.6 }), at('W', WEST), at('N', NORTH)])
  const { alone, together } = sparePoints(situation)
  assert.deepEqual(alone, ['E'])
  assert.deepEqual(together, ['E'])
})

test('a county road may be closed with its detour named; a provincial road never, and nobody is cut off', () => {
  const situation = county()
  const { segments } = sealAdvice(situation, everywhere)
  const closures = closuresInstead(situation, segments, ANCHORS)
  assert.deepEqual(
    closures.map(({ road, refusal }) => [road.ref, refusal?.why ?? null]),
    [
      ['X118', null],
      ['S205', 'state-road'],
      ['S205', 'state-road'],
    ],
  )
  const [north] = closures
  assert.ok(north)
  assert.deepEqual(
    north.detours.map(({ place, to }) => [place, to]),
    [['北村', 'county-line']],
  )
  assert.ok((north.detours[0]?.moreMinutes ?? 0) > 0)
  assert.ok((north.detours[0]?.roads ?? []).includes('安吉路'))

  // North of the village first; then the rest of the county road is all that joins it to the hospital.
  const all = Array.from({ length: situation.placed.graph.insideCount }, (_, segment) => segment)
  const tried = closuresInstead(situation, all, ANCHORS).filter(({ road }) => road.ref === 'X118')
  assert.deepEqual(
    tried.map(({ refusal }) => refusal),
    [null, { why: 'cuts-off', places: ['北村'] }],
  )
})

test('access: minutes from the hospital, supplies by the guarded road, and how many ways lead in', () => {
  const situation = county([at('W', WEST), at('E', EAST), at('N', NORTH)])
  const [town, village] = accessOf(situation, ANCHORS, (place) => place === 1)
  assert.equal(town?.ambulance?.minutes, 0)
  assert.equal(town?.finding, 'guarded')
  assert.equal(village?.ambulance?.from, '白水镇')
  // 4.8 km at 60 km/h and 5.6 km at 40 km/h.
  assert.ok(Math.abs((village?.ambulance?.minutes ?? 0) - 13.1) < 0.3, String(village?.ambulance?.minutes))
  assert.deepEqual(village?.supplies?.checkpoints, ['N'])
  assert.equal(village?.finding, 'several-ways')
  assert.deepEqual(
    village?.ways.map(({ state, keep }) => [state, keep]),
    [
      ['guarded', true],
      ['guarded', false],
    ],
  )

  const closed = county([at('W', WEST), at('E', EAST)], [{ code: 'F1', ...NORTH }])
  const [, quiet] = accessOf(closed, ANCHORS, (place) => place === 1)
  assert.equal(quiet?.finding, 'one-guarded-way')
  assert.ok((quiet?.supplies?.moreMinutes ?? 0) > 3)

  const open = accessOf(county([at('W', WEST), at('E', EAST)]), ANCHORS, (place) => place === 1)
  assert.equal(open[1]?.finding, 'no-guarded-way')
  const shut = county(
    [],
    [
      { code: 'F1', ...NORTH },
      { code: 'F2', lng: 119.45, lat: 30.62 },
    ],
  )
  assert.equal(accessOf(shut, ANCHORS, (place) => place === 1)[1]?.finding, 'cut-off')
})

test('a bypass is told road by road', () => {
  const bypass = bypassAdvice(county([at('W', WEST), at('E', EAST)]), 0)
  assert.ok(bypass)
  assert.deepEqual(
    bypass.steps.map(({ turn, road }) => [turn, road.ref]),
    [
      ['start', 'X118'],
      ['left', 'S205'],
    ],
  )
  const metres = bypass.steps.reduce((sum, step) => sum + step.metres, 0)
  assert.ok(Math.abs(metres - bypass.metres) < 0.3)
  assert.equal(bypassAdvice(county([at('W', WEST), at('E', EAST), at('N', NORTH)]), 0), null)
})

test('two plans are compared in one numbering', () => {
  const { placed, states } = county([at('W', WEST)])
  const compared = comparePlans(placed, states, [{ add: [EAST, NORTH] }, { close: [NORTH], off: ['W'] }])
  const [a, b] = compared.plans
  assert.equal(a.live.network, b.live.network)
  assert.equal(a.live.network, compared.placed.id)
  assert.deepEqual([a.summary.populationExposed, b.summary.populationExposed], [0, 1500])
  assert.deepEqual(
    compared.places.map(({ name, states }) => [name, ...states]),
    [
      ['北村', 'monitored', 'exposed'],
      ['白水镇', 'monitored', 'exposed'],
    ],
  )
  assert.equal(compared.crossings.length, 3)
  assert.deepEqual(comparePlans(placed, states, [{ off: ['X'] }, {}]).unknown, ['X'])
})
