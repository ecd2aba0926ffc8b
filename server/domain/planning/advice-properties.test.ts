import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf, type RandomCounty, randomCounty, THOUSAND } from '../../testing/random-county'
import { evaluate, evaluatePlaced } from '../coverage/evaluate'
import { placePoints } from '../coverage/placed-network'
import { STOP_WORKING, stopOfState, WORKING } from '../coverage/points'
import { estimateFlows } from '../traffic/road-flows'
import { byTraffic } from './by-traffic'
import { disjointRoutes } from './disjoint-routes'
import { frontierAdvice } from './frontier-advice'
import { frontierByTraffic } from './frontier-by-traffic'
import { lossRanking, sparePoints } from './losses'
import { sealAdvice } from './seal-advice'
import { coresReached, ReachTrial, situationOf } from './situation'

const SIZE = 5
const county = randomCounty(SIZE, { places: 4, checkpoints: 5 })
const everywhere = () => true

function situation(random: RandomCounty) {
  const placed = placePoints(networkOf(random, SIZE), random.points)
  return situationOf(
    placed,
    random.points.checkpoints.map(({ state }) => state),
  )
}

test('a seal has as many points as there are routes without a segment in common', () => {
  fc.assert(
    fc.property(county, (random) => {
      const here = situation(random)
      const { placed, stops, level, cores } = here
      const { graph } = placed
      const routes = disjointRoutes(placed, level, cores)
      assert.equal(routes.length, evaluate(networkOf(random, SIZE), random.points, { seal: true }).seal?.minimum)
      const driven = new Set<number>()
      for (const { source, place, steps } of routes) {
        assert.ok(placed.network.sources.includes(source))
        let node = source
        for (const step of steps) {
          assert.ok(!driven.has(step), 'two routes on one segment in one direction')
          driven.add(step)
          const isBackward = (step & 1) === 1
          assert.equal(isBackward ? graph.to[step >> 1] : graph.from[step >> 1], node, 'each goes on from the last')
          assert.ok(((graph.arcs[step >> 1] ?? 0) & (isBackward ? 2 : 1)) !== 0, 'with the traffic')
          node = (isBackward ? graph.from[step >> 1] : graph.to[step >> 1]) ?? -1
          assert.equal((stops[node] ?? 0) & WORKING, 0, 'past no stop')
        }
        assert.ok(cores.find((core) => core.place === place)?.nodes.includes(node), 'ends where it says')
      }
    }),
    THOUSAND,
  )
})

test('leaving out any suggested point opens the places that it says', () => {
  fc.assert(
    fc.property(county, (random) => {
      const here = situation(random)
      const { segments, points } = sealAdvice(here, everywhere)
      const trial = new ReachTrial(here)
      const always = coresReached(here, trial.levelWithout(segments)).places
      points.forEach(({ leftOut }, at) => {
        const rest = segments.filter((_, other) => other !== at)
        const open = coresReached(here, trial.levelWithout(rest)).places.filter((place) => !always.includes(place))
        assert.ok(open.length > 0)
        assert.deepEqual(open.map((place) => random.points.places[place]?.name).sort(), [...leftOut.places].sort())
      })
    }),
    THOUSAND,
  )
})

test('every step of the frontier leaves so many people exposed as it says, and none does better than its neighbours allow', () => {
  fc.assert(
    fc.property(county, (random) => {
      const here = situation(random)
      const { steps, candidates } = frontierAdvice(here, everywhere)
      let before = Number.POSITIVE_INFINITY
      for (const { points, populationExposed, chosen } of steps) {
        assert.equal(new Set(chosen).size, points)
        assert.ok(chosen.every((at) => candidates[at] !== undefined))
        assert.ok(populationExposed < before)
        before = populationExposed
      }
      assert.equal(steps[0]?.exact, true)
      assert.equal(steps[steps.length - 1]?.exact, true)
    }),
    THOUSAND,
  )
})

test('by traffic, every step has the busiest points of the seal, and says who is exposed with them', () => {
  fc.assert(
    fc.property(county, (random) => {
      const here = situation(random)
      const seal = byTraffic(sealAdvice(here, everywhere), estimateFlows(here, []))
      const { steps, candidates } = frontierByTraffic(here, seal, everywhere)
      const trial = new ReachTrial(here)
      assert.deepEqual(
        steps.map(({ points }) => points),
        Array.from({ length: seal.points.length + 1 }, (_, at) => at),
      )
      for (const { points, populationExposed, vehicles, chosen } of steps) {
        const busiest = candidates.map((point) => point.vehicles ?? 0).sort((a, b) => b - a)
        assert.equal(
          vehicles,
          busiest.slice(0, points).reduce((sum, one) => sum + one, 0),
        )
        const segments = chosen.map((at) => seal.segments[at] ?? -1)
        assert.equal(coresReached(here, trial.levelWithout(segments)).people, populationExposed)
      }
    }),
  )
})

test('a loss is what coverage says of the county without that checkpoint, and a spare one costs nothing', () => {
  fc.assert(
    fc.property(county, (random) => {
      const here = situation(random)
      const { placed, states } = here
      const now = evaluatePlaced(placed, states).summary
      for (const { code, people, metres } of lossRanking(here)) {
        const at = random.points.checkpoints.findIndex((checkpoint) => checkpoint.code === code)
        assert.equal(stopOfState(states[at] ?? 'closed'), STOP_WORKING)
        const without = states.map((state, index) => (index === at ? ('offline' as const) : state))
        const { summary } = evaluatePlaced(placed, without)
        assert.equal(people, summary.populationExposed - now.populationExposed)
        const open = (of: typeof now) => of.metres.exposed + of.metres.lapsed
        assert.ok(Math.abs(metres - (open(summary) - open(now))) < 0.5)
      }
      const { alone, together } = sparePoints(here)
      const withdrawn = states.map((state, at) =>
        together.includes(random.points.checkpoints[at]?.code ?? '') ? ('closed' as const) : state,
      )
      const { summary } = evaluatePlaced(placed, withdrawn)
      assert.deepEqual(
        [summary.populationExposed, summary.metres.exposed, summary.metres.lapsed],
        [now.populationExposed, now.metres.exposed, now.metres.lapsed],
      )
      assert.ok(together.every((code) => alone.includes(code)))
    }),
    THOUSAND,
  )
})
