import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { networkOf, type RandomCounty, randomCounty, THOUSAND } from '../../testing/random-county'
import { evaluate } from './evaluate'
import { type PlacedNetwork, placePoints } from './placed-network'

/** What has no business with how ways are numbered or where they are cut. */

const SIZE = 5
const county = randomCounty(SIZE, { places: 4, checkpoints: 5 })

test('renumbering the ways changes nothing but ties', () => {
  const order = fc.infiniteStream(fc.nat())
  fc.assert(
    fc.property(county, order, (random, draws) => {
      const numbers = random.edges.map(({ way }) => way)
      for (let at = numbers.length - 1; at > 0; at--) {
        const other = (draws.next().value ?? 0) % (at + 1)
        const kept = numbers[at] ?? 0
        numbers[at] = numbers[other] ?? 0
        numbers[other] = kept
      }
      const renumbered = { ...random, edges: random.edges.map((edge, at) => ({ ...edge, way: numbers[at] ?? 0 })) }
      // A point as near to two roads is put on the lower way: then it is another question.
      fc.pre(places(random) === places(renumbered))
      assert.deepEqual(essence(renumbered), essence(random))
    }),
    THOUSAND,
  )
})

test('splitting the ways changes no metres by state and no state of a place', () => {
  fc.assert(
    fc.property(county, fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (random, draws) => {
      const split: RandomCounty = {
        ...random,
        edges: random.edges.flatMap((edge) => {
          const share = draws.next().value ?? 0
          if (share === 0) return [edge]
          const [[lng1, lat1], [lng2, lat2]] = edge.line
          const middle: [number, number] = [
            round(lng1 + ((lng2 - lng1) * share) / 10),
            round(lat1 + ((lat2 - lat1) * share) / 10),
          ]
          return [
            { ...edge, line: [[lng1, lat1], middle] },
            { ...edge, way: edge.way + 1000, line: [middle, [lng2, lat2]] },
          ]
        }),
      }
      fc.pre(places(random) === places(split))
      const [whole, cut] = [essence(random), essence(split)]
      assert.deepEqual(cut.places, whole.places)
      assert.deepEqual(cut.crossings, whole.crossings)
      for (const [state, metres] of Object.entries(whole.metres)) {
        assert.ok(Math.abs(metres - (cut.metres[state] ?? Number.NaN)) < 0.5, `${state}: ${metres}`)
      }
      assert.equal(cut.seal, whole.seal)
      assert.deepEqual(cut.frontier, whole.frontier)
    }),
    THOUSAND,
  )
})

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7

/** Where all points stand on their roads. */
function places(random: RandomCounty): string {
  const placed: PlacedNetwork = placePoints(networkOf(random, SIZE), random.points)
  const { nodeLng, nodeLat } = placed.graph
  const at = (node: number) => `${nodeLng[node]?.toFixed(6)},${nodeLat[node]?.toFixed(6)}`
  return JSON.stringify([
    placed.checkpoints.map(({ nodes }) => nodes.map(at)),
    placed.closures.map(({ nodes }) => nodes.map(at)),
    placed.places.map((place) => (place.where === 'road' ? at(place.node) : place.where)),
  ])
}

function essence(random: RandomCounty) {
  const { summary, crossings, places, seal, frontier } = evaluate(networkOf(random, SIZE), random.points, {
    seal: true,
    frontier: true,
  })
  const metres: Record<string, number> = { ...summary.metres }
  return {
    metres,
    crossings: crossings.map(({ id, state }) => `${id} ${state}`).sort(),
    places: places.map(({ name, state, bypass }) => `${name} ${state} ${Math.round(bypass?.metres ?? -1)}`),
    seal: seal?.minimum,
    frontier,
  }
}
