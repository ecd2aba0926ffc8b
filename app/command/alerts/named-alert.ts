'use client'

import { useSyncExternalStore } from 'react'

/** `?alert=ID` opens that one; without it all are listed. */

const listeners = new Set<() => void>()

export const nameAlert = (id: string | null): void => {
  window.history.pushState(null, '', id === null ? window.location.pathname : `?alert=${encodeURIComponent(id)}`)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export const useNamedAlert = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => new URLSearchParams(window.location.search).get('alert'),
    () => null,
  )
