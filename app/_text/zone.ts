/** The jurisdiction's zone, as the session or the tablet's policy names it; Asia/Shanghai until then. */
'use client'

import { useSyncExternalStore } from 'react'

const DEFAULT_ZONE = 'Asia/Shanghai'
const listeners = new Set<() => void>()
let current = DEFAULT_ZONE

const zone = (): string => current

export const setZone = (next: string) => {
  if (next === current) return
  current = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useZone = (): string => useSyncExternalStore(subscribe, zone, () => DEFAULT_ZONE)
