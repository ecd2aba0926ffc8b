import { runsOf } from './road-links'
import type { RoadNetwork } from './road-network'

/**
 * Where a road's number may stand: along each stretch of one number, about one every 150 px. Stretches are found once a
 * network; the spots are made anew for each zoom. A spot has alternatives a little up and down the road.
 */

const EVERY_PX = 150
const SHORTEST_PX = 34
const SHIFTS_PX = [0, 24, -24, 48, -48, 68, -68]
/** Roads below this column bear their number only near to, as do those of villages (Y 乡道, C 村道). */
const COUNTY_COLUMN = 4
const VILLAGE_ROAD = /^[YC]\d/

export interface ShieldSpot {
  ref: string
  /** World coordinates, the best first. */
  at: [number, number][]
}

interface Stretch {
  ref: string
  /** One of its segments, whose state tells whether it is in trouble. */
  segment: number
  column: number
  /** World coordinates, x and y by turns, and the length up to each vertex in world px. */
  line: number[]
  along: number[]
}

/** `A13;E43` stands as A13. */
const firstRef = (ref: string): string => ref.split(/[;,]/)[0]?.trim() ?? ''

export const roadStretches = (network: RoadNetwork): Stretch[] => {
  const refs = Array.from({ length: network.insideCount }, (_, segment) => firstRef(network.refOf(segment)))
  const numbered = refs.flatMap((ref, segment) => (ref === '' ? [] : [segment]))
  return runsOf(network.links, numbered, (a, b) => refs[a] === refs[b])
    .map((run): Stretch => {
      const segment = (run[0] as number) >> 1
      const line = run.flatMap((member, index) => verticesOf(network, member, index > 0))
      return { ref: refs[segment] ?? '', segment, column: network.columnOf(segment), line, along: lengthsOf(line) }
    })
    .sort((a, b) => a.column - b.column || (b.along.at(-1) ?? 0) - (a.along.at(-1) ?? 0))
}

const verticesOf = ({ starts, world }: RoadNetwork, member: number, skipFirst: boolean): number[] => {
  const first = starts[member >> 1] as number
  const last = (starts[(member >> 1) + 1] as number) - 1
  const vertices: number[] = []
  for (let step = skipFirst ? 1 : 0; step <= last - first; step++) {
    const vertex = (member & 1) === 1 ? last - step : first + step
    vertices.push(world[vertex * 2] as number, world[vertex * 2 + 1] as number)
  }
  return vertices
}

const lengthsOf = (line: readonly number[]): number[] => {
  const along = [0]
  for (let index = 2; index < line.length; index += 2) {
    const dx = (line[index] as number) - (line[index - 2] as number)
    const dy = (line[index + 1] as number) - (line[index - 1] as number)
    along.push((along.at(-1) ?? 0) + Math.hypot(dx, dy))
  }
  return along
}

const pointAlong = ({ line, along }: Stretch, length: number): [number, number] => {
  let index = 1
  while (index < along.length - 1 && (along[index] as number) < length) index++
  const from = along[index - 1] as number
  const span = (along[index] as number) - from || 1
  const share = Math.min(1, Math.max(0, (length - from) / span))
  const [x0, y0, x1, y1] = line.slice((index - 1) * 2, index * 2 + 2) as [number, number, number, number]
  return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share]
}

/**
 * `scale` is world px to CSS px; `near` admits village roads too, which otherwise bear their number only where they are
 * exposed or lapsed: that is what someone must go and look at.
 */
export const shieldSpots = (
  network: RoadNetwork,
  stretches: readonly Stretch[],
  scale: number,
  near: boolean,
): ShieldSpot[] =>
  stretches.flatMap((stretch) => {
    const lengthPx = (stretch.along.at(-1) ?? 0) * scale
    const state = network.stateOf(stretch.segment)
    const minor = stretch.column > COUNTY_COLUMN || VILLAGE_ROAD.test(stretch.ref)
    if (lengthPx < SHORTEST_PX || (minor && !near && state !== 'exposed' && state !== 'lapsed')) return []
    const count = Math.max(1, Math.floor(lengthPx / EVERY_PX))
    return Array.from({ length: count }, (_, index): ShieldSpot => {
      const middle = ((index + 0.5) / count) * lengthPx
      const reachable = SHIFTS_PX.filter((shift) => middle + shift > 8 && middle + shift < lengthPx - 8)
      return { ref: stretch.ref, at: reachable.map((shift) => pointAlong(stretch, (middle + shift) / scale)) }
    })
  })

/** Shields of one road keep this apart, CSS px: stretches of it may lie side by side. */
export const SHIELDS_APART_PX = 120
