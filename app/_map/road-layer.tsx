'use client'

import { useEffect, useRef } from 'react'
import { useMap } from 'react-leaflet'
import { useMapSetting } from './map-context'
import { boundaryPainter, type GroundShapes, landPainter } from './paint-ground'
import { insideRoadPainter, outsideRoadPainter } from './paint-roads'
import type { RoadNetwork, SegmentRanges } from './road-network'
import { PaintedTiles } from './tile-layer'

/**
 * Land, water, the boundary and the roads by their state, as one layer of painted tiles. New states repaint only the
 * tiles that show a segment whose drawing changes.
 */
export const RoadLayer = ({
  network,
  shapes,
  segments,
}: {
  network: RoadNetwork
  shapes: GroundShapes
  /** Null: not known yet; the roads are drawn as monitored. */
  segments: SegmentRanges | null
}) => {
  const map = useMap()
  const { colours, fittedZoom } = useMapSetting()
  const tiles = useRef<PaintedTiles | null>(null)

  useEffect(() => {
    const layer = new PaintedTiles(
      [
        landPainter(shapes, colours),
        outsideRoadPainter(network, colours),
        boundaryPainter(shapes, colours),
        insideRoadPainter(network, colours),
      ],
      { fittedZoom },
    )
    // The layer before stays beneath until this one is painted, so that nothing flashes.
    const before = tiles.current
    const dropBefore = () => before?.remove()
    tiles.current = layer
    layer.once('load', dropBefore)
    layer.addTo(map)
    return () => {
      layer.off('load', dropBefore)
      dropBefore()
    }
  }, [map, network, shapes, colours, fittedZoom])

  useEffect(
    () => () => {
      tiles.current?.remove()
      tiles.current = null
    },
    [],
  )

  useEffect(() => {
    if (!segments) return
    const changed = network.setStates(segments)
    if (changed.length > 0) tiles.current?.repaint(changed.map((segment) => network.boxOf(segment)))
  }, [network, segments])

  return null
}
