'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** What the room shows stands in the address, so that every view is a link; whoever reads a part of it hears of its changes. */

const listeners = new Set<() => void>()

export const onAddress = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

const nothing = () => null

/** One parameter of the address; null where it is not there. */
export const useAddress = (name: string): string | null => {
  const read = useCallback(() => new URLSearchParams(window.location.search).get(name), [name])
  return useSyncExternalStore(onAddress, read, nothing)
}

/** `push`: a step back in the browser's history returns. Null takes a parameter out. */
export const changeAddress = (params: Readonly<Record<string, string | null>>, step: 'push' | 'replace'): void => {
  const query = new URLSearchParams(window.location.search)
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === '') query.delete(name)
    else query.set(name, value)
  }
  const search = query.toString()
  const address = `${window.location.pathname}${search === '' ? '' : `?${search}`}${window.location.hash}`
  if (step === 'replace') window.history.replaceState(null, '', address)
  else window.history.pushState(null, '', address)
  for (const listener of listeners) listener()
}
