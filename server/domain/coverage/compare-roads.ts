import { compareText } from './crossings'
import { metresBetween } from './geometry'
import { roundMetres, roundPath } from './result'
import type { RoadInput } from './road-input'
import { mayCount, READ_TAGS, type WayTags } from './way-rules'

/** A road of one version of a network. */
interface RoadVersion {
  way: number
  name: string | null
  ref: string | null
  class: string
  metres: number
  path: [number, number][]
}

/** What changed of a road that both versions have. */
interface ChangedRoad extends RoadVersion {
  /** Whether its line is another, and which tags are. */
  line: boolean
  tags: string[]
}

export interface RoadsCompared {
  /** Ways that both have, alike. */
  same: number
  added: RoadVersion[]
  gone: RoadVersion[]
  changed: ChangedRoad[]
  /** How many there are; the lists hold the longest. */
  counts: { added: number; gone: number; changed: number }
  metres: { added: number; gone: number }
}

const LISTED = 1_000

interface Way {
  at: number
  id: number
  tags: WayTags
  line: string
}

/**
 * Two versions of a network: which roads are new, gone or changed. Ways are the same by id, and where one version has no ids of
 * its own (GeoJSON numbers its features) or an id is new, by their line.
 */
export function compareRoads(before: RoadInput, after: RoadInput): RoadsCompared {
  const old = waysOf(before)
  const now = waysOf(after)
  const hasIds = before.nodeIds !== null && after.nodeIds !== null
  const oldById = new Map(hasIds ? old.map((way) => [way.id, way]) : [])
  const pairs: [Way, Way][] = []
  const paired = new Set<Way>()
  const pair = (a: Way, b: Way) => {
    pairs.push([a, b])
    paired.add(a).add(b)
  }
  for (const way of now) {
    const known = oldById.get(way.id)
    if (known) pair(known, way)
  }
  const byLine = new Map<string, Way[]>()
  for (const way of old) if (!paired.has(way)) byLine.set(way.line, [...(byLine.get(way.line) ?? []), way])
  for (const way of now) {
    if (paired.has(way)) continue
    const known = byLine.get(way.line)?.shift()
    if (known) pair(known, way)
  }
  const added = now.filter((way) => !paired.has(way)).map((way) => versionOf(after, way))
  const gone = old.filter((way) => !paired.has(way)).map((way) => versionOf(before, way))
  const changed = pairs.flatMap(([a, b]): ChangedRoad[] => {
    const tags = READ_TAGS.filter((tag) => a.tags[tag] !== b.tags[tag])
    const line = a.line !== b.line
    return line || tags.length > 0 ? [{ ...versionOf(after, b), line, tags }] : []
  })
  const sum = (roads: readonly RoadVersion[]) => roundMetres(roads.reduce((total, { metres }) => total + metres, 0))
  const longest = <Road extends RoadVersion>(roads: Road[]) =>
    roads.sort((a, b) => b.metres - a.metres || a.way - b.way).slice(0, LISTED)
  return {
    same: pairs.length - changed.length,
    counts: { added: added.length, gone: gone.length, changed: changed.length },
    metres: { added: sum(added), gone: sum(gone) },
    added: longest(added),
    gone: longest(gone),
    changed: longest(changed),
  }
}

function waysOf(input: RoadInput): Way[] {
  const lines = new Map<number, string[]>()
  input.lineWay.forEach((way, line) => {
    const vertices: string[] = []
    for (let at = input.lineStart[line] ?? 0; at < (input.lineStart[line + 1] ?? 0); at++) {
      vertices.push(`${Math.round((input.lng[at] ?? 0) * 1e7)},${Math.round((input.lat[at] ?? 0) * 1e7)}`)
    }
    lines.set(way, [...(lines.get(way) ?? []), vertices.join(' ')])
  })
  return input.wayTags.flatMap((tags, at): Way[] =>
    mayCount(tags)
      ? [{ at, id: input.wayIds[at] ?? 0, tags, line: (lines.get(at) ?? []).sort(compareText).join(';') }]
      : [],
  )
}

function versionOf(input: RoadInput, { at: way, id, tags, line }: Way): RoadVersion {
  const parts = line.split(';').map((part) =>
    part.split(' ').flatMap((vertex): [number, number][] => {
      const [lng, lat] = vertex.split(',').map((text) => Number(text) / 1e7)
      return lng === undefined || lat === undefined ? [] : [[lng, lat]]
    }),
  )
  let metres = 0
  for (const part of parts) {
    part.forEach(([lng, lat], at) => {
      const last = part[at - 1]
      if (last) metres += metresBetween(last[0], last[1], lng, lat)
    })
  }
  return {
    way: input.nodeIds === null ? way + 1 : id,
    name: tags.name ?? null,
    ref: tags.ref ?? null,
    class: tags.highway ?? tags.route ?? '',
    metres: roundMetres(metres),
    path: roundPath(parts[0] ?? []),
  }
}
