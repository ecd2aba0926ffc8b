'use client'

import { useEffect, useRef } from 'react'
import { useMap } from 'react-leaflet'
import { GlyphMarkers } from './glyph-markers'
import { useMapSetting } from './map-context'
import type { MarkerActs, MarkerSpec } from './marker-spec'
import type { PaneName } from './panes'

/** Markers of one pane: checkpoints and closures in `checkpoints`, diamonds in `crossings`. */
export const MarkerLayer = ({
  pane,
  markers,
  onSelect,
  onMove,
}: {
  pane: PaneName
  markers: readonly MarkerSpec[]
  onSelect: MarkerActs['select']
  onMove?: MarkerActs['move']
}) => {
  const map = useMap()
  const { textScale } = useMapSetting()
  const shown = useRef<GlyphMarkers | null>(null)
  const acts = useRef({ onSelect, onMove })
  acts.current = { onSelect, onMove }

  useEffect(() => {
    const layer = new GlyphMarkers(map, pane, textScale, {
      select: (id) => acts.current.onSelect(id),
      move: (id, at, done) => acts.current.onMove?.(id, at, done),
    })
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
