'use client'

import { useEffect, useMemo, useRef } from 'react'
import { useMap } from 'react-leaflet'
import { drawLabels, fontOf } from './draw-labels'
import { type LabelLayout, layOutLabels, type Obstacle } from './label-layout'
import { useMapSetting } from './map-context'
import type { LabelFace, MapLabel } from './map-label'
import { OverlayCanvas, type OverlayView } from './overlay-canvas'
import { panelBoxes } from './panel-boxes'
import { ensurePane } from './panes'
import type { RoadNetwork, SegmentRanges } from './road-network'
import { roadStretches, shieldSpots } from './road-shields'

/** Village names appear from here on, zoom. */
const VILLAGES_FROM = 12
/** Checkpoints without trouble, brooks and village roads are named from here on. */
const ALL_NAMED_FROM = 13

const measuringContext = (): CanvasRenderingContext2D | null => document.createElement('canvas').getContext('2d')

/** Widths by font and text: names do not change, and measuring is the dearest part of a layout. */
const widthMeasure = (family: string) => {
  const context = measuringContext()
  const widths = new Map<string, number>()
  return (text: string, face: LabelFace, scale: number): number => {
    const font = fontOf(face, family, scale)
    const key = `${font}\n${text}`
    const known = widths.get(key)
    if (known !== undefined) return known
    if (context) context.font = font
    const spacing = (face.letterSpacingPx ?? 0) * text.length
    const width = (context?.measureText(text).width ?? text.length * face.sizePx) + spacing
    widths.set(key, width)
    return width
  }
}

/** Every name on the map. A layout is made once a zoom and set of labels; moving the map only draws it anew. */
export const LabelLayer = ({
  labels,
  obstacles,
  network,
  segments,
}: {
  labels: readonly MapLabel[]
  obstacles: readonly Obstacle[]
  network: RoadNetwork | null
  /** What the network's states were last laid from: another brings other shields. */
  segments: SegmentRanges | null
}) => {
  const map = useMap()
  const { colours, textScale } = useMapSetting()
  const overlay = useRef<OverlayCanvas | null>(null)
  const stretches = useMemo(() => (network ? roadStretches(network) : []), [network])
  const family = getComputedStyle(map.getContainer()).fontFamily
  const measure = useMemo(() => widthMeasure(family), [family])
  const layouts = useRef(new Map<number, LabelLayout>())

  const draw = useRef<(context: CanvasRenderingContext2D, view: OverlayView) => void>(() => undefined)
  useEffect(() => {
    void segments
    layouts.current = new Map()
    draw.current = (context, view) => {
      let layout = layouts.current.get(view.zoom)
      if (!layout) {
        layout = layOutLabels({
          labels,
          obstacles,
          colours,
          scale: view.scale,
          textScale,
          measure,
          shields: network ? shieldSpots(network, stretches, view.scale, view.zoom >= ALL_NAMED_FROM) : [],
          frame: {
            left: view.originX + view.marginX,
            top: view.originY + view.marginY,
            right: view.originX + view.width - view.marginX,
            bottom: view.originY + view.height - view.marginY,
          },
          showVillages: view.zoom >= VILLAGES_FROM,
          near: view.zoom >= ALL_NAMED_FROM,
        })
        layouts.current.set(view.zoom, layout)
      }
      const panels = panelBoxes(map.getContainer(), 'labels').map((box) => ({
        left: box.left + view.marginX,
        top: box.top + view.marginY,
        right: box.right + view.marginX,
        bottom: box.bottom + view.marginY,
      }))
      drawLabels({ context, view, colours, family, textScale, panels }, layout)
    }
    overlay.current?.redraw()
  }, [map, labels, obstacles, colours, textScale, network, segments, stretches, measure, family])

  useEffect(() => {
    const layer = new OverlayCanvas(ensurePane(map, 'labels'), (context, view) => draw.current(context, view))
    overlay.current = layer
    layer.addTo(map)
    return () => {
      layer.remove()
      overlay.current = null
    }
  }, [map])

  return null
}
