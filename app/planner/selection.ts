'use client'

import { useSyncExternalStore } from 'react'

/** What is picked stands in the address, so that it is a link: `?crossing=ID` or `?place=CODE-or-name`, and the list. */
export interface Selection {
  list: 'crossings' | 'places'
  crossing: string | null
  place: string | null
}

const NOTHING: Selection = { list: 'crossings', crossing: null, place: null }
const listeners = new Set<() => void>()
let heldSearch: string | null = null
let held: Selection = NOTHING

const read = (): Selection => {
  const { search } = window.location
  if (search !== heldSearch) {
    heldSearch = search
    const query = new URLSearchParams(search)
    held = {
      list: query.get('list') === 'places' ? 'places' : 'crossings',
      crossing: query.get('crossing'),
      place: query.get('place'),
    }
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

export const select = (next: Partial<Selection>): void => {
  const { list, crossing, place } = { ...read(), ...next }
  const query = new URLSearchParams()
  if (list === 'places') query.set('list', list)
  if (crossing !== null) query.set('crossing', crossing)
  if (place !== null) query.set('place', place)
  const search = query.size === 0 ? '' : `?${query}`
  window.history.replaceState(null, '', window.location.pathname + search + window.location.hash)
  for (const listener of listeners) listener()
}
