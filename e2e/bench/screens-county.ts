import { crossingsOf } from '#domain/coverage/crossings'
import { buildNetwork } from '#domain/coverage/network'
import { placePoints } from '#domain/coverage/placed-network'
import { encodeRoads } from '#domain/coverage/road-geometry'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import type { LiveCoverage } from '../../server/protocol/live'
import { seededRandom } from '../../server/testing/seeded-random'
import { CORNER, gridInput, pointsOf, ringOf, STEP } from './coverage-grid'
import { generatedStates } from './generated-roads'

/** A county for the bench of screens, as the server sends it: what it answers for roads, ground and checkpoints, and its coverage. */

/** Of the round county's grid so many of the segments lie inside. */
const INSIDE_SHARE = 0.69
const NETWORK = 'bench'

export const screensCounty = async (insideSegments: number, checkpoints: number) => {
  const side = Math.round(Math.sqrt(insideSegments / 2 / INSIDE_SHARE))
  const input = await gridInput(side)
  const ring = ringOf(side)
  const network = buildNetwork(input, [[ring]], DEFAULT_SETTINGS)
  const { places } = pointsOf(side, crossingsOf(network))
  const roads = encodeRoads(placePoints(network, { places, checkpoints: [], closures: [] }))
  const reach = side * STEP
  const map = {
    ...{ network: NETWORK, import: NETWORK, water: null, neighbours: [], attribution: 'bench', demo: false },
    boundary: { type: 'MultiPolygon', coordinates: [[ring]] },
    places: places.map((place, at) => ({ ...place, place: at % 20 === 0 ? 'town' : 'village' })),
    bounds: [
      [CORNER.lng, CORNER.lat],
      [CORNER.lng + reach, CORNER.lat + reach],
    ],
  }
  const random = seededRandom(11)
  const stands = Array.from({ length: checkpoints }, (_, at) => {
    const [turn, out] = [random.next() * 2 * Math.PI, Math.sqrt(random.next()) * reach * 0.45]
    return {
      code: `K${String(at + 1).padStart(4, '0')}`,
      name: `第${at + 1}卡口`,
      lng: CORNER.lng + reach / 2 + Math.cos(turn) * out,
      lat: CORNER.lat + reach / 2 + Math.sin(turn) * out,
    }
  })
  const facts = stands.map(({ code }) => ({ code, kind: 'road', jurisdiction: NETWORK }))
  const { insideCount } = network.graph
  const states = generatedStates(insideCount)
  const coverage: LiveCoverage = { version: '1', network: NETWORK, crossings: [], segments: copied(states) }
  return {
    stands,
    coverage,
    insideCount,
    /** By the paths at which they are asked for. */
    files: {
      '/api/v1/map': JSON.stringify(map),
      [`/api/v1/roads/${NETWORK}`]: roads,
      '/api/v1/checkpoints': JSON.stringify({ checkpoints: facts }),
      '/api/v1/jurisdictions': JSON.stringify({ jurisdictions: [] }),
    },
  }
}

type Segments = LiveCoverage['segments']

const copied = ({ exposed, lapsed, unreachable }: ReturnType<typeof generatedStates>): Segments => ({
  exposed: [...exposed] as Segments['exposed'],
  lapsed: [...lapsed] as Segments['lapsed'],
  unreachable: [...unreachable] as Segments['unreachable'],
})
