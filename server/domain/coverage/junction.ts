import type { RoadNetwork } from './road-network'
import type { RoadPoint } from './snap'

/**
 * The nearest node with three or more pieces within `limitMetres` of a point along inside roads, directions ignored,
 * through nodes of two pieces only; -1 where there is none. Pieces are counted before anything is placed.
 */
export function junctionNear(network: RoadNetwork, point: RoadPoint, limitMetres: number): number {
  const { graph, degree } = network
  const { start, entry, node: other } = graph.adjacency
  const length = graph.metres[point.segment] ?? 0
  const open = new Map<number, number>()
  const settled = new Set<number>()
  const offer = (node: number, metres: number) => {
    if (metres > limitMetres || settled.has(node)) return
    const known = open.get(node)
    if (known === undefined || metres < known) open.set(node, metres)
  }
  offer(graph.from[point.segment] ?? 0, point.along)
  offer(graph.to[point.segment] ?? 0, Math.max(0, length - point.along))
  while (open.size > 0) {
    let node = -1
    let metres = Number.POSITIVE_INFINITY
    for (const [candidate, distance] of open) {
      if (distance < metres || (distance === metres && candidate < node)) {
        node = candidate
        metres = distance
      }
    }
    open.delete(node)
    settled.add(node)
    const pieces = degree[node] ?? 0
    if (pieces >= 3) return node
    if (pieces !== 2) continue
    for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
      offer(other[at] ?? 0, metres + (graph.metres[(entry[at] ?? 0) >> 1] ?? 0))
    }
  }
  return -1
}
