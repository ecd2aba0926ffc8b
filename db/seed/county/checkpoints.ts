import type { Checkpoint, Closure, County, Position } from './county'
import type { Guard } from './guard'
import type { InnerGraph } from './road-graph'

/** Names, codes and descriptions for the places where guards stand. Reads of lists bear `!`: indices are the graph's. */
type Placed = Guard & { position: Position }
type Around = Pick<County, 'code' | 'name' | 'places' | 'jurisdictions' | 'neighbours'>

const TRAFFIC: Record<string, number> = { motorway: 5, trunk: 4.2, primary: 2.6, secondary: 1.3, tertiary: 0.45 }
const LANES: Record<string, number> = { motorway: 4, trunk: 3, primary: 2 }

function near<T extends { lng: number; lat: number }>([lng, lat]: Position, list: readonly T[]): T[] {
  const distance = (p: T): number => Math.hypot((p.lng - lng) * 0.86, p.lat - lat)
  return [...list].sort((a, b) => distance(a) - distance(b))
}

export function describeCheckpoints(
  graph: InnerGraph,
  guards: readonly Placed[],
  around: Around,
): { checkpoints: Checkpoint[]; closures: Closure[] } {
  const used = new Set<string>()
  const inner = around.places.filter((place) => place.inside)
  const settled = inner.filter((place) => place.place !== 'county-seat')
  const towns = inner.filter((place) => place.place !== 'village')
  const nameAt = (position: Position): string => {
    for (const place of near(position, settled)) {
      const short = place.place === 'town' ? place.name.slice(0, -1) : place.name
      if (used.has(short)) continue
      used.add(short)
      return short
    }
    return `${used.size + 1}号`
  }
  const checkpoints: Checkpoint[] = []
  const closures: Closure[] = []
  for (const guard of guards) {
    const { tags } = graph.pieces[guard.piece]!
    const roadClass = tags.highway ?? 'unclassified'
    const road = tags.ref ?? tags.name ?? '村道'
    const [lng, lat] = guard.position
    const [town] = near(guard.position, towns)
    const [neighbour] = near(guard.position, around.neighbours)
    const county = neighbour?.name ?? '邻县'
    if (guard.condition === 'closure') {
      const name = nameAt(guard.position)
      closures.push({
        code: `F${String(closures.length + 1).padStart(2, '0')}`,
        name: `${name}封堵`,
        lng,
        lat,
        road,
        authority: `${around.name}疫情防控指挥部`,
        document: '云防指办第12号通告',
        fromDays: -9,
        toDays: 21,
        responsible: `${town?.name ?? around.name}交通劝导组`,
        emergency: '钥匙存村委会，接120或119电话5分钟内打开',
      })
      continue
    }
    const east = lng > 119.55
    const motorway = roadClass === 'motorway'
    const name = motorway ? `高速${east ? '东' : '西'}` : nameAt(guard.position)
    const suffix = guard.condition === 'planned' ? '拟设点' : guard.condition === 'closed' ? '撤点' : '卡口'
    const townCode = around.jurisdictions.find((j) => j.code === town?.code)?.code ?? around.code
    checkpoints.push({
      code: `K${String(checkpoints.length + 1).padStart(2, '0')}`,
      name: name + suffix,
      kind: motorway ? 'motorway-exit' : guard.where === 'line' ? 'county-line' : 'town',
      ring: guard.where === 'line' ? 'county' : 'town',
      jurisdiction: guard.where === 'line' ? around.code : townCode,
      lng,
      lat,
      state: guard.condition === 'planned' ? 'planned' : guard.condition === 'closed' ? 'closed' : 'open',
      condition: guard.condition,
      road,
      roadClass,
      from: guard.where === 'line' ? county : around.name,
      to: town?.name ?? around.name,
      lanes: LANES[roadClass] ?? 1,
      share:
        guard.condition === 'planned' || guard.condition === 'closed'
          ? 0
          : (TRAFFIC[roadClass] ?? 0.25) * (guard.where === 'line' ? 1 : 0.6),
    })
  }
  const sum = checkpoints.reduce((total, c) => total + c.share, 0)
  for (const checkpoint of checkpoints) checkpoint.share = sum > 0 ? checkpoint.share / sum : 0
  return { checkpoints, closures }
}
