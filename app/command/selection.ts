'use client'

import { useSyncExternalStore } from 'react'
import type { MapViewPoint } from '../_map/base-map'

/**
 * What is selected and where the map looks stand in the address, so that every view is a link:
 * `?checkpoint=CODE&alert=ID#zoom/lat/lng`. List, map and panel read it from here.
 */

export interface Selection {
  checkpoint: string | null
  alert: string | null
}

const NOTHING: Selection = { checkpoint: null, alert: null }
const listeners = new Set<() => void>()
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

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export const useSelection = (): Selection => useSyncExternalStore(subscribe, read, () => NOTHING)

/** Another checkpoint is a step back in the browser's history; another alert of it is not. */
export const select = (next: Selection): void => {
  const before = read()
  if (before.checkpoint === next.checkpoint && before.alert === next.alert) return
  const query = new URLSearchParams(window.location.search)
  for (const name of ['checkpoint', 'alert'] as const) {
    const value = next[name]
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const search = query.toString()
  const address = `${window.location.pathname}${search === '' ? '' : `?${search}`}${window.location.hash}`
  if (before.checkpoint === next.checkpoint) window.history.replaceState(null, '', address)
  else window.history.pushState(null, '', address)
  for (const listener of listeners) listener()
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
