'use client'

import * as L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { MapContainer, useMap } from 'react-leaflet'
import { type Ground, readColours } from './ground-colours'
import styles from './map.module.css'
import { type MapSetting, MapSettingContext } from './map-context'

/**
 * The map's frame: fitted to the county clear of the panels over it, fitted again when its box changes until someone
 * moves it, held to the county and 15 % around. Layers are its children; they draw by Leaflet and render nothing.
 */

/** Degrees: [west, south, east, north]. */
export type Bounds = readonly [number, number, number, number]

/** CSS px that panels cover at each side, and space to breathe. */
export interface Clear {
  left: number
  top: number
  right: number
  bottom: number
}

export interface MapViewPoint {
  lng: number
  lat: number
  zoom: number
}

export interface BaseMapProps {
  ground: Ground
  bounds: Bounds
  clear: Clear
  label: string
  textScale?: number
  /** Where to open instead of fitted, as a link says. */
  view?: MapViewPoint | null
  /** After a person moved it; null when it is fitted again. */
  onView?: (view: MapViewPoint | null) => void
  children: ReactNode
}

/** Fine enough to fit well, and exact in binary, so that tile keys compare. */
const ZOOM_STEP = 0.125
const MAX_ZOOM = 18
const ROAM = 0.15

const latLngBounds = ([west, south, east, north]: Bounds): L.LatLngBounds =>
  L.latLngBounds([south, west], [north, east])

const fitPadding = (clear: Clear): L.FitBoundsOptions => ({
  paddingTopLeft: [clear.left, clear.top],
  paddingBottomRight: [clear.right, clear.bottom],
  animate: false,
})

export const BaseMap = ({ label, ...frame }: BaseMapProps) => (
  <section className={styles.frame} aria-label={label}>
    <MapContainer
      className={styles.map}
      center={latLngBounds(frame.bounds).getCenter()}
      zoom={10}
      maxZoom={MAX_ZOOM}
      zoomSnap={ZOOM_STEP}
      zoomDelta={1}
      wheelPxPerZoomLevel={100}
      zoomControl={false}
      attributionControl={false}
      fadeAnimation={false}
      maxBoundsViscosity={0.8}
      worldCopyJump={false}
    >
      <Fitted {...frame} />
    </MapContainer>
  </section>
)

const Fitted = ({ ground, bounds, clear, textScale = 1, view, onView, children }: Omit<BaseMapProps, 'label'>) => {
  const map = useMap()
  const [fittedZoom, setFittedZoom] = useState<number | null>(null)
  const moved = useRef(false)
  /** True while the map is moved by this component, not by a person. */
  const ours = useRef(false)
  const opening = useRef(view ?? null)
  const tell = useRef(onView)
  tell.current = onView
  const [west, south, east, north] = bounds
  const { left, top, right, bottom } = clear

  useEffect(() => {
    const county = latLngBounds([west, south, east, north])
    const padding = { left, top, right, bottom }
    const fitCounty = () => {
      ours.current = true
      map.invalidateSize({ pan: false, animate: false })
      const zoom = map.getBoundsZoom(county, false, L.point(left + right, top + bottom))
      if (!moved.current) {
        // Bounds of nothing lift the limit, so that fitting is not held back by an older one.
        map.setMaxBounds(L.latLngBounds([]))
        map.fitBounds(county, fitPadding(padding))
        map.setMaxBounds(county.pad(ROAM).extend(map.getBounds()))
      }
      // After fitting: a map below its least zoom would begin to animate there.
      map.setMinZoom(Math.max(0, zoom - 1))
      ours.current = false
      setFittedZoom(zoom)
    }
    fitCounty()
    if (opening.current) {
      moved.current = true
      map.setView([opening.current.lat, opening.current.lng], opening.current.zoom, { animate: false })
      opening.current = null
    }
    const observer = new ResizeObserver(fitCounty)
    observer.observe(map.getContainer())
    return () => observer.disconnect()
  }, [map, west, south, east, north, left, top, right, bottom])

  useEffect(() => {
    const onStart = () => {
      if (!ours.current) moved.current = true
    }
    const onMoveEnd = () => {
      if (!moved.current) return
      const centre = map.getCenter()
      tell.current?.({ lng: centre.lng, lat: centre.lat, zoom: map.getZoom() })
    }
    map.on('movestart zoomstart', onStart)
    map.on('moveend', onMoveEnd)
    return () => {
      map.off('movestart zoomstart', onStart)
      map.off('moveend', onMoveEnd)
    }
  }, [map])

  const setting = useMemo<MapSetting | null>(
    () =>
      fittedZoom === null ? null : { ground, colours: readColours(map.getContainer(), ground), fittedZoom, textScale },
    [ground, fittedZoom, textScale, map],
  )
  return setting ? <MapSettingContext value={setting}>{children}</MapSettingContext> : null
}
