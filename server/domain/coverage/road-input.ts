import { GrowableFloats, GrowableInts } from './growable'
import type { WayTags } from './way-rules'

/** Something that the reader of a result should know; `where` is `[lng, lat]` or null. */
export interface CoverageWarning {
  kind: 'unplaced' | 'duplicate-way' | 'short-line'
  what: string
  where: [number, number] | null
}

/** Roads as a file gives them: ways with tags, each with one or more lines (a missing node splits its way). */
export interface RoadInput {
  /** Ids of the ways, each once. */
  wayIds: Float64Array
  wayTags: readonly WayTags[]
  /** For every line the index of its way; the lines of a way stand in the order of the way. */
  lineWay: Int32Array
  /** For every line its first vertex, and at the end the number of vertices. */
  lineStart: Int32Array
  /** Degrees, WGS 84. */
  lng: Float64Array
  lat: Float64Array
  /** OpenStreetMap node ids by vertex, where ways join by them; null where they join by equal coordinates. */
  nodeIds: Float64Array | null
  warnings: readonly CoverageWarning[]
}

/** Collects roads one way after the other; what the readers of road files and the tests write to. */
export class RoadInputBuilder {
  private readonly wayIds = new GrowableFloats()
  private readonly wayTags: WayTags[] = []
  private readonly lineWay = new GrowableInts()
  private readonly lineStart = new GrowableInts()
  private readonly lng = new GrowableFloats()
  private readonly lat = new GrowableFloats()
  private readonly nodeIds: GrowableFloats | null
  private readonly warnings: CoverageWarning[] = []
  private readonly known = new Set<number>()

  constructor(joinBy: 'node' | 'coordinates') {
    this.nodeIds = joinBy === 'node' ? new GrowableFloats() : null
  }

  /** Begins a way. False if a way with that id came before: the first stays, this one's lines are not to be added. */
  beginWay(id: number, tags: WayTags): boolean {
    if (this.known.has(id)) {
      this.warnings.push({ kind: 'duplicate-way', what: `way ${id}`, where: null })
      return false
    }
    this.known.add(id)
    this.wayIds.push(id)
    this.wayTags.push(tags)
    return true
  }

  /** Begins a line of the way begun last; it is forgotten unless vertices follow. */
  beginLine(): void {
    const last = this.lineStart.length - 1
    if (last >= 0 && this.lineStart.at(last) === this.lng.length) {
      this.lineWay.replaceLast(this.wayTags.length - 1)
      return
    }
    this.lineWay.push(this.wayTags.length - 1)
    this.lineStart.push(this.lng.length)
  }

  vertex(lng: number, lat: number, nodeId = 0): void {
    this.lng.push(lng)
    this.lat.push(lat)
    this.nodeIds?.push(nodeId)
  }

  finish(): RoadInput {
    const lineStart = new Int32Array(this.lineStart.length + 1)
    lineStart.set(this.lineStart.finish())
    lineStart[this.lineStart.length] = this.lng.length
    return {
      wayIds: this.wayIds.finish(),
      wayTags: this.wayTags,
      lineWay: this.lineWay.finish(),
      lineStart,
      lng: this.lng.finish(),
      lat: this.lat.finish(),
      nodeIds: this.nodeIds?.finish() ?? null,
      warnings: this.warnings,
    }
  }
}
