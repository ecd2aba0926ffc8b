'use client'

import { useSyncExternalStore } from 'react'
import type { MapViewPoint } from '../_map/base-map'
import { changeAddress, onAddress } from './address'

/**
 * What is selected and where the map looks stand in the address, so that every view is a link:
 * `?checkpoint=CODE&alert=ID#zoom/lat/lng`. List, map and panel read it from here.
 */

export interface Selection {
  checkpoint: string | null
  alert: string | null
}

/** Set while the selected checkpoint's panel is shown in full. */
export const WHOLE = 'panel'

const NOTHING: Selection = { checkpoint: null, alert: null }
let heldSearch = ''
let held: Selection = NOTHING

const read = (): Selection => {
  const { search } = window.location
  if (search !== heldSearch) {
    heldSearch = search
    const query = new URLSearchParams(search)
    held = { checkpoint: query.get('checkpoint'), alert: query.get('alert') }
  }
  return held
}

export const useSelection = (): Selection => useSyncExternalStore(onAddress, read, () => NOTHING)

/** Another checkpoint is a step back in the browser's history; another alert of it is not. */
export const select = (next: Selection): void => {
  const before = read()
  if (before.checkpoint === next.checkpoint && before.alert === next.alert) return
  const { checkpoint, alert } = next
  const params: Record<string, string | null> = { checkpoint, alert }
  if (checkpoint === null) params[WHOLE] = null
  changeAddress(params, before.checkpoint === checkpoint ? 'replace' : 'push')
}

/** `#11.25/30.51/119.62`, as the last mover left it; null where the map is fitted. */
export const viewOfHash = (hash: string): MapViewPoint | null => {
  const [zoom, lat, lng, ...rest] = hash.replace(/^#/, '').split('/').map(Number)
  if (rest.length > 0 || zoom === undefined || lat === undefined || lng === undefined) return null
  const sound = [zoom, lat, lng].every(Number.isFinite) && zoom >= 0 && zoom <= 18 && Math.abs(lat) <= 85
  return sound && Math.abs(lng) <= 180 ? { zoom, lat, lng } : null
}

export const hashOfView = ({ zoom, lat, lng }: MapViewPoint): string =>
  `#${Number(zoom.toFixed(3))}/${lat.toFixed(5)}/${lng.toFixed(5)}`

export const keepView = (view: MapViewPoint | null): void => {
  const { pathname, search } = window.location
  window.history.replaceState(null, '', pathname + search + (view ? hashOfView(view) : ''))
}
