import { PairIndex } from '#domain/coverage/pair-index'
import type { RoadInput } from '#domain/coverage/road-input'
import { RoadInputBuilder } from '#domain/coverage/road-input'
import type { WayTags } from '#domain/coverage/way-rules'

/**
 * Ways by node ids, and the positions of the nodes that they need and no others: what both OpenStreetMap formats give.
 * First all ways are added, then the nodes; a node that never comes splits its way.
 */
export class WaysByNode {
  private readonly index = new PairIndex()
  private readonly ways: { id: number; tags: WayTags; slots: Int32Array; nodes: Float64Array }[] = []
  private lng = new Float64Array(0)
  private lat = new Float64Array(0)

  get wayCount(): number {
    return this.ways.length
  }

  addWay(id: number, tags: WayTags, nodes: readonly number[]): void {
    const slots = Int32Array.from(nodes, (node) => this.index.add(node | 0, Math.floor(node / 0x1_0000_0000)))
    this.ways.push({ id, tags, slots, nodes: Float64Array.from(nodes) })
  }

  /** To be called between the ways and the nodes. */
  endWays(): void {
    this.lng = new Float64Array(this.index.size).fill(Number.NaN)
    this.lat = new Float64Array(this.index.size).fill(Number.NaN)
  }

  /** Whether a way needs the node. */
  needs(node: number): boolean {
    return this.index.find(node | 0, Math.floor(node / 0x1_0000_0000)) >= 0
  }

  addNode(node: number, lng: number, lat: number): void {
    const slot = this.index.find(node | 0, Math.floor(node / 0x1_0000_0000))
    if (slot < 0) return
    this.lng[slot] = lng
    this.lat[slot] = lat
  }

  finish(): RoadInput {
    const builder = new RoadInputBuilder('node')
    for (const way of this.ways) {
      if (!builder.beginWay(way.id, way.tags)) continue
      builder.beginLine()
      for (let at = 0; at < way.slots.length; at++) {
        const slot = way.slots[at] ?? -1
        const lng = this.lng[slot] ?? Number.NaN
        const lat = this.lat[slot] ?? Number.NaN
        if (Number.isNaN(lng)) builder.beginLine()
        else builder.vertex(lng, lat, way.nodes[at])
      }
    }
    return builder.finish()
  }
}
