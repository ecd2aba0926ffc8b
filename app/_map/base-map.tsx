'use client'

import * as L from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { MapContainer, useMap } from 'react-leaflet'
import { magnification } from '../_ui/magnification'
import { fitClear } from './fit-clear'
import { type Ground, readColours } from './ground-colours'
import styles from './map.module.css'
import { type MapSetting, MapSettingContext } from './map-context'
import { latOf, lngOf } from './mercator'
import { panelBoxes } from './panel-boxes'

/**
 * The map's frame: fitted to the county clear of the panels over it, fitted again when its box changes until someone
 * moves it, held to the county and 15 % around. Layers are its children; they draw by Leaflet and render nothing.
 */

/** Degrees: [west, south, east, north]. */
export type Bounds = readonly [number, number, number, number]

export interface MapViewPoint {
  lng: number
  lat: number
  zoom: number
}

export interface BaseMapProps {
  ground: Ground
  bounds: Bounds
  /** The county's line in world coordinates: fitting keeps panels off the county itself, not off its bounds. */
  rings: readonly Float64Array[]
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
const MARGIN_PX = 20

const latLngBounds = ([west, south, east, north]: Bounds): L.LatLngBounds =>
  L.latLngBounds([south, west], [north, east])

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

const Fitted = ({ ground, bounds, rings, textScale: given, view, onView, children }: Omit<BaseMapProps, 'label'>) => {
  // Names and glyphs grow with the words around the map.
  const [textScale] = useState(() => given ?? magnification())
  const map = useMap()
  const [fittedZoom, setFittedZoom] = useState<number | null>(null)
  const moved = useRef(false)
  /** True while the map is moved by this component, not by a person. */
  const ours = useRef(false)
  const opening = useRef(view ?? null)
  const tell = useRef(onView)
  tell.current = onView
  const fit = useRef<() => void>(() => undefined)
  const [west, south, east, north] = bounds

  useEffect(() => {
    const county = latLngBounds([west, south, east, north])
    const fitCounty = () => {
      ours.current = true
      map.invalidateSize({ pan: false, animate: false })
      const { x: width, y: height } = map.getSize()
      const panels = panelBoxes(map.getContainer(), 'fit')
      const fit = fitClear({ width, height, rings, panels, marginPx: MARGIN_PX, zoomStep: ZOOM_STEP })
      const zoom = fit?.zoom ?? map.getBoundsZoom(county)
      if (!moved.current) {
        // Bounds of nothing lift the limit, so that fitting is not held back by an older one.
        map.setMaxBounds(L.latLngBounds([]))
        map.setView(fit ? [latOf(fit.y), lngOf(fit.x)] : county.getCenter(), zoom, { animate: false })
        map.setMaxBounds(county.pad(ROAM).extend(map.getBounds()))
      }
      // After fitting: a map below its least zoom would begin to animate there.
      map.setMinZoom(Math.max(0, zoom - 1))
      ours.current = false
      setFittedZoom(zoom)
    }
    fit.current = fitCounty
    fitCounty()
    if (opening.current) {
      moved.current = true
      map.setView([opening.current.lat, opening.current.lng], opening.current.zoom, { animate: false })
      opening.current = null
    }
    const observer = new ResizeObserver(fitCounty)
    observer.observe(map.getContainer())
    return () => observer.disconnect()
  }, [map, west, south, east, north, rings])

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

  const setting = useMemo<MapSetting | null>(() => {
    if (fittedZoom === null) return null
    const refit = () => {
      moved.current = false
      fit.current()
      tell.current?.(null)
    }
    return { ground, colours: readColours(map.getContainer(), ground), fittedZoom, textScale, refit }
  }, [ground, fittedZoom, textScale, map])
  return setting ? <MapSettingContext value={setting}>{children}</MapSettingContext> : null
}
