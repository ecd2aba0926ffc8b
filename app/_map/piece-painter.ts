import type { GroundColours } from './ground-colours'
import type { WorldBox } from './mark-painter'
import { insideRoadPainter } from './paint-roads'
import { RoadNetwork, type RoadPiece } from './road-network'
import type { TilePainter, TileView } from './tile-view'

/** Parts of segments that a what-if cuts, drawn as the roads they are of. Few, so they are a small network of their own. */
export class PiecePainter implements TilePainter {
  readonly #colours: GroundColours
  #painter: TilePainter | null = null
  #boxes: WorldBox[] = []

  constructor(colours: GroundColours) {
    this.#colours = colours
  }

  /** Takes the pieces; answers where the drawing changes. */
  set(roads: RoadNetwork, pieces: readonly RoadPiece[]): WorldBox[] {
    const before = this.#boxes
    if (pieces.length === 0) {
      this.#painter = null
      this.#boxes = []
      return before
    }
    const network = networkOf(roads, pieces)
    this.#painter = insideRoadPainter(network, this.#colours)
    this.#boxes = pieces.map((_, piece) => network.boxOf(piece))
    return [...before, ...this.#boxes]
  }

  paint(context: CanvasRenderingContext2D, view: TileView): void {
    this.#painter?.paint(context, view)
  }
}

const networkOf = (roads: RoadNetwork, pieces: readonly RoadPiece[]): RoadNetwork => {
  const starts = new Uint32Array(pieces.length + 1)
  const lngLat: number[] = []
  for (const [at, { path }] of pieces.entries()) {
    lngLat.push(...path.flat())
    starts[at + 1] = lngLat.length / 2
  }
  const ofWay = (piece: number) => pieces[piece]?.segment ?? 0
  const network = new RoadNetwork({
    count: pieces.length,
    insideCount: pieces.length,
    starts,
    lngLat: Float64Array.from(lngLat),
    oneWay: new Int8Array(pieces.length),
    classOf: (piece) => roads.geometry.classOf(ofWay(piece)),
    nameOf: (piece) => roads.nameOf(ofWay(piece)),
    refOf: (piece) => roads.refOf(ofWay(piece)),
  })
  const of = (state: RoadPiece['state']) =>
    pieces.flatMap((piece, at): [number, number][] => (piece.state === state ? [[at, at]] : []))
  network.setStates({ exposed: of('exposed'), lapsed: of('lapsed'), unreachable: of('unreachable') })
  return network
}
