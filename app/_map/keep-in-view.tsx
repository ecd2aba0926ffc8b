'use client'

import { useEffect } from 'react'
import { useMap } from 'react-leaflet'

/** Nearer to the edge than this share of the view counts as out of it. */
const EDGE = 0.04

/** Moves the map, only as far as needed, when what is selected lies outside the view. */
export const KeepInView = ({ lng, lat }: { lng: number; lat: number }) => {
  const map = useMap()
  useEffect(() => {
    if (!map.getBounds().pad(-EDGE).contains([lat, lng])) map.panTo([lat, lng])
  }, [map, lng, lat])
  return null
}
