'use client'

import { useEffect, useRef } from 'react'
import { useMap } from 'react-leaflet'
import { GlyphMarkers, type MarkerSpec } from './glyph-markers'
import { useMapSetting } from './map-context'
import type { PaneName } from './panes'

/** Markers of one pane: checkpoints and closures in `checkpoints`, diamonds in `crossings`. */
export const MarkerLayer = ({
  pane,
  markers,
  onSelect,
}: {
  pane: PaneName
  markers: readonly MarkerSpec[]
  onSelect: (id: string) => void
}) => {
  const map = useMap()
  const { textScale } = useMapSetting()
  const shown = useRef<GlyphMarkers | null>(null)
  const select = useRef(onSelect)
  select.current = onSelect

  useEffect(() => {
    const layer = new GlyphMarkers(map, pane, textScale, (id) => select.current(id))
    shown.current = layer
    return () => {
      layer.remove()
      shown.current = null
    }
  }, [map, pane, textScale])

  useEffect(() => {
    shown.current?.show(markers)
  }, [markers])

  return null
}
