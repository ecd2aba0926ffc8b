'use client'

import { useSyncExternalStore } from 'react'

/** What a page shows stands in its address after `?`, so that every view is a link, and going back shows what was before. */

const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export const useAddress = (): URLSearchParams => {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => '',
  )
  return new URLSearchParams(search)
}

/** Sets parts of the address; null takes one out. A step back in the browser's history. */
export const goTo = (change: Readonly<Record<string, string | null>>): void => {
  const query = new URLSearchParams(window.location.search)
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') query.delete(name)
    else query.set(name, value)
  }
  const search = query.toString()
  window.history.pushState(null, '', window.location.pathname + (search === '' ? '' : `?${search}`))
  for (const listener of listeners) listener()
}
