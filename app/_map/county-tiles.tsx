'use client'

import type * as L from 'leaflet'
import { useEffect, useRef, useState } from 'react'
import { useMap } from 'react-leaflet'
import { type Halo, HaloPainter } from './halo-painter'
import type { Obstacle } from './label-layout'
import { type LabelFrame, LabelPainter } from './label-painter'
import { useMapSetting } from './map-context'
import type { MapLabel } from './map-label'
import { type BypassPath, type ClosedRoad, MarkPainter } from './mark-painter'
import { boundaryPainter, type GroundShapes, landPainter } from './paint-ground'
import { insideRoadPainter, outsideRoadPainter } from './paint-roads'
import { panelBoxes } from './panel-boxes'
import { PiecePainter } from './piece-painter'
import type { RoadNetwork, SegmentRanges } from './road-network'
import { PaintedTiles } from './tile-layer'

interface Shown {
  tiles: PaintedTiles
  halos: HaloPainter
  pieces: PiecePainter
  marks: MarkPainter
  names: LabelPainter
}

/** The map's view and its panels at a zoom, in CSS px of the plane. */
const frameAt = (map: L.Map, zoom: number): LabelFrame => {
  const size = map.getSize()
  const { x, y } = map.project(map.getCenter(), zoom).subtract(size.divideBy(2))
  return {
    frame: { left: x, top: y, right: x + size.x, bottom: y + size.y },
    panels: panelBoxes(map.getContainer(), 'labels').map((panel) => ({
      left: panel.left + x,
      top: panel.top + y,
      right: panel.right + x,
      bottom: panel.bottom + y,
    })),
  }
}

/**
 * Everything that is painted: land, water, the boundary, roads by their state, bypass and closures, names. One layer of
 * tiles; whatever changes repaints only the tiles that show it.
 */
export const CountyTiles = ({
  network,
  shapes,
  segments,
  closures,
  bypass,
  halos,
  labels,
  obstacles,
}: {
  network: RoadNetwork
  shapes: GroundShapes
  /** Null: not known yet; the roads stay as they are, at first monitored. */
  segments: SegmentRanges | null
  closures: readonly ClosedRoad[]
  bypass: BypassPath | null
  halos: readonly Halo[]
  labels: readonly MapLabel[]
  obstacles: readonly Obstacle[]
}) => {
  const map = useMap()
  const { colours, fittedZoom, textScale } = useMapSetting()
  const [shown, setShown] = useState<Shown | null>(null)
  const held = useRef<PaintedTiles | null>(null)

  useEffect(() => {
    const { fontFamily: family } = getComputedStyle(map.getContainer())
    const halos = new HaloPainter(colours)
    const pieces = new PiecePainter(colours)
    const marks = new MarkPainter(colours, textScale)
    const names = new LabelPainter({ network, colours, family, textScale, frameAt: (zoom) => frameAt(map, zoom) })
    const painters = [
      landPainter(shapes, colours),
      outsideRoadPainter(network, colours),
      boundaryPainter(shapes, colours),
      halos,
      insideRoadPainter(network, colours),
      pieces,
      marks,
      names,
    ]
    const tiles = new PaintedTiles(painters, { fittedZoom, scale: textScale })
    // The layer before stays beneath until this one is painted, so that nothing flashes.
    const before = held.current
    const dropBefore = () => before?.remove()
    held.current = tiles
    setShown({ tiles, halos, pieces, marks, names })
    tiles.once('load', dropBefore)
    tiles.addTo(map)
    const atRest = () => tiles.repaint(names.refresh(map.getZoom()))
    map.on('moveend', atRest)
    return () => {
      map.off('moveend', atRest)
      tiles.off('load', dropBefore)
      dropBefore()
    }
  }, [map, network, shapes, colours, fittedZoom, textScale])

  useEffect(
    () => () => {
      held.current?.remove()
      held.current = null
    },
    [],
  )

  useEffect(() => {
    if (!shown) return
    const changed = segments ? network.setStates(segments) : []
    const cut = shown.pieces.set(network, segments?.pieces ?? [])
    const marked = shown.marks.set(network, closures, bypass)
    shown.tiles.repaint([...changed.map((segment) => network.boxOf(segment)), ...cut, ...marked])
  }, [shown, network, segments, closures, bypass])

  useEffect(() => {
    if (shown) shown.tiles.repaint(shown.halos.set(halos))
  }, [shown, halos])

  useEffect(() => {
    if (!shown) return
    // Which roads bear their number depends on their state too.
    void segments
    shown.names.set(labels, obstacles)
    shown.tiles.repaint(shown.names.refresh(map.getZoom()))
  }, [shown, map, labels, obstacles, segments])

  return null
}
