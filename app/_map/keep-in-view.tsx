'use client'

import L from 'leaflet'
import { useEffect } from 'react'
import { useMap } from 'react-leaflet'
import { intoSight } from './into-sight'
import { panelBoxes } from './panel-boxes'

/** Room for a marker and some of its name. */
const MARGIN_PX = 32

/**
 * Moves the map, only as far as needed, when what is selected lies outside the view or under a panel: also as its own
 * panel comes and grows, until a person moves the map.
 */
export const KeepInView = ({ lng, lat }: { lng: number; lat: number }) => {
  const map = useMap()
  useEffect(() => {
    let ours = false
    const look = () => {
      const { x, y } = map.latLngToContainerPoint([lat, lng])
      const { x: width, y: height } = map.getSize()
      const panels = panelBoxes(map.getContainer(), 'labels')
      const shift = intoSight({ x, y, width, height, panels, marginPx: MARGIN_PX })
      if (shift === null || (shift.x === 0 && shift.y === 0)) return
      ours = true
      moveBy(map, [-shift.x, -shift.y])
      ours = false
    }
    look()
    const observer = new ResizeObserver(look)
    for (const panel of document.querySelectorAll('[data-over-map="passing"]')) observer.observe(panel)
    const leaveAlone = () => {
      if (!ours) observer.disconnect()
    }
    map.on('movestart zoomstart', leaveAlone)
    return () => {
      observer.disconnect()
      map.off('movestart zoomstart', leaveAlone)
    }
  }, [map, lng, lat])
  return null
}

/** Also past the edge that the map is held to, where a panel stands before it: else it would swing back under it. */
const moveBy = (map: L.Map, offset: L.PointTuple): void => {
  const { maxBounds } = map.options
  if (maxBounds instanceof L.LatLngBounds) {
    const { x: width, y: height } = map.getSize()
    const [right, down] = offset
    const wider = L.latLngBounds(maxBounds.getSouthWest(), maxBounds.getNorthEast())
      .extend(map.containerPointToLatLng([right, down]))
      .extend(map.containerPointToLatLng([width + right, height + down]))
    map.setMaxBounds(wider)
  }
  map.panBy(offset)
}
