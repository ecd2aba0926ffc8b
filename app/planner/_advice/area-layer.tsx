'use client'

import * as L from 'leaflet'
import { useEffect } from 'react'
import { useMap } from 'react-leaflet'
import { setTool, useTool } from '../_plan/tool'
import { select } from '../selection'
import { type Asked, areaText, type Corner, LEAST_CORNERS } from './asked'

/** A second click this near to the last corner ends the drawing, CSS px. */
const SAME_PX = 6

const STYLE = { color: '#1f4fbf', weight: 2, dashArray: '6 4', fillOpacity: 0.08, interactive: false }

/** The area that advice is for; drawn corner by corner while that tool is in hand. */
export const AreaLayer = ({ asked }: { asked: Asked }) => {
  const map = useMap()
  const tool = useTool()
  const { area } = asked

  useEffect(() => {
    if (area === null) return
    const shape = L.polygon(
      area.map(([lng, lat]): [number, number] => [lat, lng]),
      STYLE,
    ).addTo(map)
    return () => {
      shape.remove()
    }
  }, [map, area])

  useEffect(() => {
    if (tool !== 'area') return
    const corners: Corner[] = []
    const shape = L.polygon([], STYLE).addTo(map)
    const finish = () => {
      if (corners.length >= LEAST_CORNERS) select({ area: areaText(corners), ask: null })
      setTool('select')
    }
    const onClick = ({ latlng }: L.LeafletMouseEvent) => {
      const last = corners.at(-1)
      const isSame =
        last && map.latLngToContainerPoint([last[1], last[0]]).distanceTo(map.latLngToContainerPoint(latlng)) < SAME_PX
      if (isSame) return finish()
      corners.push([latlng.lng, latlng.lat])
      shape.setLatLngs(corners.map(([lng, lat]): [number, number] => [lat, lng]))
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter') finish()
    }
    map.doubleClickZoom.disable()
    map.on('click', onClick)
    window.addEventListener('keydown', onKey)
    return () => {
      map.doubleClickZoom.enable()
      map.off('click', onClick)
      window.removeEventListener('keydown', onKey)
      shape.remove()
    }
  }, [map, tool])

  return null
}
