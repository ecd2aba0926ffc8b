'use client'

import { useEffect, useRef } from 'react'
import { useMap } from 'react-leaflet'
import type { GroundColours } from './ground-colours'
import { useMapSetting } from './map-context'
import { worldX, worldY } from './mercator'
import { nearestRoad } from './nearest-road'
import { OverlayCanvas, type OverlayView } from './overlay-canvas'
import { ensurePane } from './panes'
import type { RoadNetwork } from './road-network'
import { growth } from './road-style'

/** What is drawn over the roads and under the glyphs: a bypass, and the three ticks of each closure. */

const BYPASS_PX = 6
const BYPASS_HALO_PX = 11
const BYPASS_DASH_PX = 2.6
const TICK_SPACING_PX = 4.5
const TICK_HALF_PX = 4.5
const TICK_PX = 1.6

export interface ClosedRoad {
  lng: number
  lat: number
}

type Path = readonly (readonly [number, number])[]

export const MarkLayer = ({
  network,
  closures,
  bypass,
}: {
  network: RoadNetwork | null
  closures: readonly ClosedRoad[]
  /** Longitude and latitude, from crossing to place; null: none is shown. */
  bypass: Path | null
}) => {
  const map = useMap()
  const { colours, textScale, fittedZoom } = useMapSetting()
  const overlay = useRef<OverlayCanvas | null>(null)
  const draw = useRef<(context: CanvasRenderingContext2D, view: OverlayView) => void>(() => undefined)

  useEffect(() => {
    const ticks = closures.map(({ lng, lat }) => ({
      x: worldX(lng),
      y: worldY(lat),
      heading: network ? (nearestRoad(network, lng, lat)?.heading ?? null) : null,
    }))
    draw.current = (context, view) => {
      const grown = growth(view.zoom, fittedZoom)
      if (bypass) drawBypass(context, view, bypass, colours, Math.min(2, grown) * textScale)
      for (const { x, y, heading } of ticks) {
        if (heading === null) continue
        const here = { x: x * view.scale - view.originX, y: y * view.scale - view.originY, heading }
        drawTicks(context, here, colours, textScale * Math.min(2, grown))
      }
    }
    overlay.current?.redraw()
  }, [network, closures, bypass, colours, textScale, fittedZoom])

  useEffect(() => {
    const layer = new OverlayCanvas(ensurePane(map, 'marks'), (context, view) => draw.current(context, view))
    overlay.current = layer
    layer.addTo(map)
    return () => {
      layer.remove()
      overlay.current = null
    }
  }, [map])

  return null
}

const drawBypass = (
  context: CanvasRenderingContext2D,
  view: OverlayView,
  line: Path,
  colours: GroundColours,
  scale: number,
): void => {
  const path = new Path2D()
  for (const [index, [lng, lat]] of line.entries()) {
    const x = worldX(lng) * view.scale - view.originX
    const y = worldY(lat) * view.scale - view.originY
    if (index === 0) path.moveTo(x, y)
    else path.lineTo(x, y)
  }
  context.lineJoin = 'round'
  context.lineCap = 'round'
  const stroke = (width: number, colour: string, dash: number[] = []) => {
    context.lineWidth = width * scale
    context.strokeStyle = colour
    context.setLineDash(dash.map((length) => length * scale))
    context.stroke(path)
  }
  stroke(BYPASS_HALO_PX, colours.land)
  stroke(BYPASS_PX, colours.ink)
  context.lineCap = 'butt'
  stroke(BYPASS_DASH_PX, colours.exposed, [9, 6])
  context.setLineDash([])
}

/** Three short lines across the road, beside each other, the middle one under the glyph. */
const drawTicks = (
  context: CanvasRenderingContext2D,
  { x, y, heading }: { x: number; y: number; heading: number },
  colours: GroundColours,
  scale: number,
): void => {
  const [alongX, alongY] = [Math.cos(heading), Math.sin(heading)]
  context.lineCap = 'butt'
  for (const [width, colour] of [
    [TICK_PX + 2, colours.troubleCasing],
    [TICK_PX, colours.text[0]],
  ] as const) {
    context.lineWidth = width * scale
    context.strokeStyle = colour
    context.beginPath()
    for (const side of [-1, 1]) {
      for (let tick = 0; tick < 3; tick++) {
        const distance = side * (13 + tick * TICK_SPACING_PX) * scale
        const [middleX, middleY] = [x + alongX * distance, y + alongY * distance]
        context.moveTo(middleX - alongY * TICK_HALF_PX * scale, middleY + alongX * TICK_HALF_PX * scale)
        context.lineTo(middleX + alongY * TICK_HALF_PX * scale, middleY - alongX * TICK_HALF_PX * scale)
      }
    }
    context.stroke()
  }
}
