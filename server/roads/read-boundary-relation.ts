import pointInPolygon from 'point-in-polygon-hao'
import type { Polygons } from '#domain/coverage/boundary'
import type { OsmPasses, OsmRelation } from './osm-passes'
import { checkPosition, RoadFileError } from './road-file-error'

type Ring = [number, number][]

/** How many relations an error lists. */
const LISTED = 12

/**
 * The polygons of an administrative boundary relation of an OpenStreetMap file; `wanted` is its id or name where the file has several.
 * Throws RoadFileError: not-a-polygon, missing-ways, open-ring, out-of-range, and what the file's reader throws.
 */
export async function readBoundaryRelation(file: string, passes: OsmPasses, wanted: string | null): Promise<Polygons> {
  const relation = await chosenRelation(file, passes, wanted)
  const members = new Set(relation.ways.map((way) => way.id))
  const nodesOfWay = new Map<number, readonly number[]>()
  await passes.ways((way, nodes) => {
    if (members.has(way)) nodesOfWay.set(way, [...nodes])
  })
  const missing = [...members].filter((way) => (nodesOfWay.get(way)?.length ?? 0) < 2)
  if (missing.length > 0) {
    throw new RoadFileError(file, { kind: 'missing-ways', relation: relation.id, ways: missing })
  }
  const needed = new Set([...nodesOfWay.values()].flat())
  const positions = new Map<number, [number, number]>()
  await passes.nodes((node, lng, lat) => {
    if (needed.has(node)) positions.set(node, checkPosition(file, `node ${node}`, lng, lat))
  })
  const lines = (inner: boolean) =>
    relation.ways.filter(({ role }) => (role === 'inner') === inner).map((way) => nodesOfWay.get(way.id) ?? [])
  const rings = (inner: boolean): Ring[] =>
    closedRings(file, relation, lines(inner), positions).map((nodes) =>
      nodes.flatMap((node) => {
        const position = positions.get(node)
        return position ? [position] : []
      }),
    )
  const polygons = rings(false).map((outer) => [outer])
  for (const hole of rings(true)) {
    const [corner] = hole
    const around = polygons.find((polygon) => corner && pointInPolygon(corner, polygon.slice(0, 1)) !== false)
    around?.push(hole)
  }
  if (polygons.length === 0) {
    throw new RoadFileError(file, { kind: 'not-a-polygon', found: `relation ${relation.id} without an outer way` })
  }
  return polygons
}

/** An administrative boundary that a file holds; `level` is OpenStreetMap's (6 a county of China, 8 a town), null where untold. */
export interface BoundaryChoice {
  id: number
  name: string
  level: number | null
}

/** The boundaries of a file, larger areas first. */
export async function listBoundaries(passes: OsmPasses): Promise<BoundaryChoice[]> {
  const found: BoundaryChoice[] = []
  await passes.relations((relation) => {
    if (isBoundary(relation)) found.push({ id: relation.id, name: nameOf(relation), level: levelOf(relation) })
  })
  return found.sort((a, b) => (a.level ?? 99) - (b.level ?? 99) || (a.name < b.name ? -1 : 1))
}

const isBoundary = ({ tags, ways }: OsmRelation) => tags.get('boundary') === 'administrative' && ways.length > 0
const nameOf = ({ tags }: OsmRelation) => tags.get('name') ?? ''
const levelOf = ({ tags }: OsmRelation) => {
  const level = Number(tags.get('admin_level'))
  return Number.isInteger(level) && level > 0 ? level : null
}

async function chosenRelation(file: string, passes: OsmPasses, wanted: string | null): Promise<OsmRelation> {
  const found: OsmRelation[] = []
  await passes.relations((relation) => {
    const isMeant =
      wanted === null || (isBoundary(relation) && nameOf(relation) === wanted)
        ? isBoundary(relation)
        : String(relation.id) === wanted
    if (isMeant) found.push(relation)
  })
  const [only] = found
  if (only && found.length === 1) return only
  const names = found.slice(0, LISTED).map((relation) => `${relation.id} ${nameOf(relation)}`.trim())
  const listed =
    found.length > 1
      ? `${found.length} boundary relations; name one as FILE#ID: ${names.join(', ')}${found.length > LISTED ? ', …' : ''}`
      : wanted === null
        ? 'an OpenStreetMap file without a boundary relation'
        : `no relation ${wanted}`
  throw new RoadFileError(file, { kind: 'not-a-polygon', found: listed })
}

/** Joins ways end to end to rings of nodes, each closed. */
export function closedRings(
  file: string,
  relation: OsmRelation,
  lines: readonly (readonly number[])[],
  positions: ReadonlyMap<number, [number, number]>,
): number[][] {
  const left = new Set(lines)
  const rings: number[][] = []
  for (const line of lines) {
    if (!left.delete(line)) continue
    const ring = [...line]
    while (ring[0] !== ring[ring.length - 1]) {
      const end = ring[ring.length - 1]
      const next = [...left].find((other) => other[0] === end || other[other.length - 1] === end)
      if (!next) {
        const at = (node: number | undefined) => positions.get(node ?? -1) ?? [0, 0]
        throw new RoadFileError(file, {
          kind: 'open-ring',
          ring: `relation ${relation.id}`,
          start: at(ring[0]),
          end: at(end),
        })
      }
      left.delete(next)
      ring.push(...(next[0] === end ? next.slice(1) : [...next].reverse().slice(1)))
    }
    rings.push(ring)
  }
  return rings
}
