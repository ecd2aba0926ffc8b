import { crossingsOf } from '#domain/coverage/crossings'
import { evaluatePlaced } from '#domain/coverage/evaluate'
import { LiveCoverage } from '#domain/coverage/live'
import { buildNetwork } from '#domain/coverage/network'
import { placePoints } from '#domain/coverage/placed-network'
import type { CheckpointState } from '#domain/coverage/points'
import { encodeRoads } from '#domain/coverage/road-geometry'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { sealAdvice } from '#domain/planning/seal-advice'
import { situationOf } from '#domain/planning/situation'
import { CORNER, gridInput, pointsOf, ringOf, STEP } from './coverage-grid'
import { type Figure, median } from './figure'

const SIZES = [1_000, 5_000, 10_000, 50_000, 100_000, 200_000, 500_000]
const CHANGES = 15

/** What coverage costs by the size of the county: import from .osm.pbf, a change of state, a point that moves, seal and frontier. */
export async function benchCoverage(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of SIZES) figures.push(...(await benchSize(size)))
  return figures
}

async function benchSize(segments: number): Promise<Figure[]> {
  const figures: Figure[] = []
  const measure = <T>(what: string, run: () => T): T => {
    const from = performance.now()
    const result = run()
    figures.push(figure(segments, what, performance.now() - from))
    return result
  }
  const side = Math.round(Math.sqrt(segments / 2))
  const input = await gridInput(side, (milliseconds) => figures.push(figure(segments, 'read .osm.pbf', milliseconds)))
  const network = measure('cut, graph, index', () => buildNetwork(input, [[ringOf(side)]], DEFAULT_SETTINGS))
  const points = pointsOf(side, crossingsOf(network))
  const placed = measure('place points', () => placePoints(network, points))
  const live = measure('first coverage', () => {
    const made = new LiveCoverage(placed)
    made.update(points.checkpoints.map(({ state }) => state))
    return made
  })
  const states = points.checkpoints.map(({ state }): CheckpointState => state)
  const changes: number[] = []
  for (let change = 0; change < CHANGES; change++) {
    const at = (change * 7) % states.length
    states[at] = states[at] === 'open' ? 'closed' : 'open'
    const begin = performance.now()
    live.update(states)
    changes.push(performance.now() - begin)
  }
  figures.push(figure(segments, 'a checkpoint opens or closes, median', median(changes)))
  measure('a what-if with a point more', () => {
    const added = {
      code: 'new',
      state: 'open' as const,
      lng: CORNER.lng + side * STEP * 0.4,
      lat: CORNER.lat + side * STEP * 0.4,
    }
    const tried = placePoints(network, { ...points, checkpoints: [...points.checkpoints, added] })
    return new LiveCoverage(tried).update([...states, 'open'])
  })
  measure('geometry to bytes', () => encodeRoads(placed))
  measure('whole result with seal', () => evaluatePlaced(placed, states, { seal: true }))
  measure('seal with reasons and proof', () => sealAdvice(situationOf(placed, states), () => true))
  measure('whole result with frontier', () => evaluatePlaced(placed, states, { frontier: true }))
  return figures
}

function figure(segments: number, what: string, milliseconds: number): Figure {
  return { name: `coverage, ${segments} segments: ${what}`, value: Math.round(milliseconds * 10) / 10, unit: 'ms' }
}
