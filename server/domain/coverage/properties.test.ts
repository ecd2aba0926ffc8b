import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf, randomCounty, THOUSAND } from '../../testing/random-county'
import { coresOf } from './core'
import { CutProblem } from './cut-problem'
import { evaluate, evaluatePlaced } from './evaluate'
import { metresBetween } from './geometry'
import { LiveCoverage } from './live'
import { type PlacedNetwork, placePoints } from './placed-network'
import { CHECKPOINT_STATES, type CheckpointPoint, type CoveragePoints, STOP_WORKING, stopOfState } from './points'
import { LAPSED, reach, reachSpace, SEGMENT_STATES } from './reach'
import { markStops } from './stops'

const SIZE = 5
const county = randomCounty(SIZE, { places: 4, checkpoints: 5 })
const position = fc.record({
  lng: fc.integer({ min: 60, max: 440 }).map((part) => 100 + part * 1e-4),
  lat: fc.integer({ min: 60, max: 440 }).map((part) => part * 1e-4),
})

function withCheckpoints(points: CoveragePoints, added: readonly CheckpointPoint[]): CoveragePoints {
  return { ...points, checkpoints: [...points.checkpoints, ...added] }
}

test('a working checkpoint more never exposes anything', () => {
  fc.assert(
    fc.property(county, position, (random, at) => {
      const network = networkOf(random, SIZE)
      const before = evaluate(network, random.points)
      const after = evaluate(network, withCheckpoints(random.points, [{ code: 'NEW', state: 'open', ...at }]))
      assert.ok(after.summary.metres.exposed <= before.summary.metres.exposed + 0.2)
      const open = (result: typeof after) => result.summary.metres.exposed + result.summary.metres.lapsed
      assert.ok(open(after) <= open(before) + 0.3)
      after.places.forEach((place, number) => {
        const was = before.places[number]?.state
        if (was === 'outside' || was === 'unplaced') assert.equal(place.state, was)
        else {
          const states: readonly (string | undefined)[] = SEGMENT_STATES
          const rank = (state: string | undefined) => states.indexOf(state)
          assert.ok(rank(place.state) >= rank(was))
        }
      })
    }),
    THOUSAND,
  )
})

test('a bypass is a real way of the length it says, from a crossing to the place past no working stop', () => {
  fc.assert(
    fc.property(county, (random) => {
      const network = networkOf(random, SIZE)
      const placed = placePoints(network, random.points)
      const result = evaluate(network, random.points)
      const { graph } = placed
      const stopped = new Set<string>()
      placed.checkpoints.forEach((checkpoint, at) => {
        if (stopOfState(random.points.checkpoints[at]?.state ?? 'closed') !== STOP_WORKING) return
        for (const node of checkpoint.nodes) stopped.add(coordinates(placed, node))
      })
      for (const closure of placed.closures) for (const node of closure.nodes) stopped.add(coordinates(placed, node))
      const segments = new Set<string>()
      for (let segment = 0; segment < graph.insideCount; segment++) {
        const [a, b] = [coordinates(placed, graph.from[segment] ?? 0), coordinates(placed, graph.to[segment] ?? 0)]
        const arcs = graph.arcs[segment] ?? 0
        if ((arcs & 1) !== 0) segments.add(`${a}>${b}`)
        if ((arcs & 2) !== 0) segments.add(`${b}>${a}`)
      }
      for (const place of result.places) {
        assert.equal(place.bypass !== null, place.state === 'exposed' || place.state === 'lapsed')
        if (!place.bypass) continue
        const { path, metres, crossing } = place.bypass
        let length = 0
        path.forEach(([lng, lat], at) => {
          assert.ok(!stopped.has(`${lng},${lat}`), 'passes a stop')
          const before = path[at - 1]
          if (!before) return
          length += metresBetween(before[0], before[1], lng, lat)
          assert.ok(segments.has(`${before[0]},${before[1]}>${lng},${lat}`), 'drives a segment that is there, its way')
        })
        assert.ok(Math.abs(length - metres) < 0.2)
        const start = result.crossings.find(({ id }) => id === crossing)
        assert.deepEqual(path[0], [start?.lng, start?.lat])
      }
    }),
    THOUSAND,
  )
})

function coordinates(placed: PlacedNetwork, node: number): string {
  const round = (degrees: number | undefined) => Math.round((degrees ?? 0) * 1e7) / 1e7
  return `${round(placed.graph.nodeLng[node])},${round(placed.graph.nodeLat[node])}`
}

test('a seal leaves no place exposed or lapsed but those it names, and no smaller one does', () => {
  fc.assert(
    fc.property(county, (random) => {
      const network = networkOf(random, SIZE)
      const { seal } = evaluate(network, random.points, { seal: true })
      assert.ok(seal)
      const points = seal.points.map(({ lng, lat }, at) => ({ code: `S${at}`, state: 'open' as const, lng, lat }))
      const sealed = evaluate(network, withCheckpoints(random.points, points))
      for (const place of sealed.places) {
        if (seal.unsealable.includes(place.name)) continue
        assert.ok(place.state !== 'exposed' && place.state !== 'lapsed', `${place.name} is ${place.state}`)
      }
      for (let left = 0; left < points.length; left++) {
        const fewer = points.filter((_, at) => at !== left)
        assert.ok(coreIsReached(withCheckpoints(random.points, fewer), random, seal.unsealable))
      }
    }),
    THOUSAND,
  )
})

/** Whether the core of any place not on a crossing is reached, the cores being those before the seal. */
function coreIsReached(
  points: CoveragePoints,
  random: Parameters<typeof networkOf>[0],
  unsealable: readonly string[],
): boolean {
  const network = networkOf(random, SIZE)
  const placed = placePoints(network, points)
  const stops = new Uint8Array(placed.graph.nodeLng.length)
  const states = points.checkpoints.map((checkpoint) => checkpoint.state)
  const own = states.map((state, at) => (at < random.points.checkpoints.length ? state : 'closed'))
  markStops(placed, own, stops)
  const cores = coresOf(placed, stops)
  markStops(placed, states, stops)
  const space = reachSpace(placed.graph.nodeLng.length)
  reach(placed.graph, network.sources, stops, space)
  return cores.some(
    (core) =>
      !unsealable.includes(points.places[core.place]?.name ?? '') &&
      core.nodes.some((node) => (space.level[node] ?? 0) <= LAPSED),
  )
}

test('the frontier falls and is convex, from all exposed people to those that none can seal', () => {
  fc.assert(
    fc.property(county, (random) => {
      const { frontier, seal } = evaluate(networkOf(random, SIZE), random.points, { frontier: true, seal: true })
      assert.ok(frontier && seal)
      assert.equal(frontier[0]?.points, 0)
      const unsealable = random.points.places.filter((place) => seal.unsealable.includes(place.name))
      assert.equal(
        frontier[frontier.length - 1]?.populationExposed,
        unsealable.reduce((sum, place) => sum + place.population, 0),
      )
      let slope = Number.NEGATIVE_INFINITY
      for (let at = 1; at < frontier.length; at++) {
        const [a, b] = [frontier[at - 1], frontier[at]]
        assert.ok(a && b && b.points > a.points && b.populationExposed < a.populationExposed)
        const next = (b.populationExposed - a.populationExposed) / (b.points - a.points)
        assert.ok(next > slope)
        slope = next
      }
    }),
    THOUSAND,
  )
})

test('the frontier is the hull of what every set of new points does', () => {
  const small = randomCounty(3, { places: 3, checkpoints: 1 })
  fc.assert(
    fc.property(small, (random) => {
      const network = networkOf(random, 3)
      const inside = network.graph.insideCount
      fc.pre(inside <= 11)
      const { frontier } = evaluate(network, random.points, { frontier: true })
      assert.ok(frontier)
      // Every set of segments stopped in the middle, of the network with its points placed.
      const placed = placePoints(network, random.points)
      const stops = new Uint8Array(placed.graph.nodeLng.length)
      markStops(
        placed,
        random.points.checkpoints.map(({ state }) => state),
        stops,
      )
      const cores = coresOf(placed, stops)
      const count = placed.graph.insideCount
      fc.pre(count <= 12)
      const best = new Map<number, number>()
      for (let set = 0; set < 1 << count; set++) {
        const arcs = placed.graph.arcs.map((arc, segment) => (segment < count && (set >> segment) & 1 ? 0 : arc))
        const space = reachSpace(placed.graph.nodeLng.length)
        reach({ ...placed.graph, arcs }, network.sources, stops, space)
        let people = 0
        for (const core of cores) {
          const reached = core.nodes.some((node) => (space.level[node] ?? 0) <= LAPSED)
          if (reached) people += random.points.places[core.place]?.population ?? 0
        }
        let size = 0
        for (let segment = 0; segment < count; segment++) size += (set >> segment) & 1
        best.set(size, Math.min(best.get(size) ?? Number.POSITIVE_INFINITY, people))
      }
      for (const corner of frontier) assert.equal(best.get(corner.points), corner.populationExposed)
      for (const [points, people] of best) assert.ok(people >= onHull(frontier, points) - 1e-9)
    }),
    { numRuns: 60 },
  )
})

test('at any price of a point the best trade is a corner of the frontier', () => {
  const SIDE = 7
  const large = randomCounty(SIDE, { places: 9, checkpoints: 3 })
  const price = fc.record({ price: fc.integer({ min: 1, max: 300 }), weight: fc.integer({ min: 1, max: 12 }) })
  fc.assert(
    fc.property(large, fc.array(price, { minLength: 4, maxLength: 8 }), (random, prices) => {
      const network = networkOf(random, SIDE)
      const placed = placePoints(network, random.points)
      const { frontier } = evaluate(network, random.points, { frontier: true })
      const stops = new Uint8Array(placed.graph.nodeLng.length)
      const states = random.points.checkpoints.map(({ state }) => state)
      markStops(placed, states, stops)
      const space = reachSpace(placed.graph.nodeLng.length)
      reach(placed.graph, network.sources, stops, space)
      const cores = coresOf(placed, stops)
      const peopleOf = (core: number) => random.points.places[cores[core]?.place ?? -1]?.population ?? 0
      for (const { price, weight } of prices) {
        const problem = new CutProblem(placed, space.level, cores)
        problem.solve(problem.allNodes(), price, (core) => peopleOf(core) * weight)
        const people = cores.reduce((sum, _, core) => sum + (problem.isReached(core) ? peopleOf(core) : 0), 0)
        const cheapest = problem.cutSegments().length * price + people * weight
        const atCorners = (frontier ?? []).map((at) => at.points * price + at.populationExposed * weight)
        assert.equal(Math.min(...atCorners), cheapest)
      }
    }),
    { numRuns: 150 },
  )
})

function onHull(frontier: readonly { points: number; populationExposed: number }[], points: number): number {
  for (let at = 1; at < frontier.length; at++) {
    const [a, b] = [frontier[at - 1], frontier[at]]
    if (!a || !b || points > b.points) continue
    const share = (points - a.points) / (b.points - a.points)
    return a.populationExposed + share * (b.populationExposed - a.populationExposed)
  }
  return frontier[frontier.length - 1]?.populationExposed ?? 0
}

test('the order of ways in the file is nothing to the result', () => {
  fc.assert(
    fc.property(county, (random) => {
      const options = { seal: true, frontier: true, segments: true } as const
      assert.equal(
        JSON.stringify(evaluate(networkOf(random, SIZE), random.points, options)),
        JSON.stringify(evaluate(networkOf(random, SIZE, true), random.points, options)),
      )
    }),
    THOUSAND,
  )
})

test('live coverage after any changes of state is what a fresh evaluation finds', () => {
  const changes = fc.array(
    fc.record({ at: fc.nat({ max: 4 }), state: fc.constantFrom(...CHECKPOINT_STATES), lift: fc.boolean() }),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(county, changes, (random, steps) => {
      const placed = placePoints(networkOf(random, SIZE), random.points)
      const live = new LiveCoverage(placed)
      const states = random.points.checkpoints.map(({ state }) => state)
      for (const step of steps) {
        if (step.at < states.length) states[step.at] = step.state
        const found = live.update(states, () => step.lift)
        const fresh = evaluatePlaced(placed, states, { segments: true }, () => step.lift)
        const byId = new Map(fresh.crossings.map(({ id, state }) => [id, state]))
        for (const { id, state } of found.crossings) assert.equal(state, byId.get(id))
        const drawn = (fresh.segments ?? []).map(() => 'monitored')
        for (const state of ['exposed', 'lapsed', 'unreachable'] as const) {
          for (const [from, to] of found.segments[state]) drawn.fill(state, from, to + 1)
        }
        assert.deepEqual(
          drawn,
          (fresh.segments ?? []).map(({ state }) => state),
        )
      }
    }),
    THOUSAND,
  )
})
