'use client'

import { useSyncExternalStore } from 'react'
import type { Halo } from '../../_map/halo-painter'

/** Roads that two networks differ by, as bands for the map while their panel is open. */
const NONE: readonly Halo[] = []
let shown = NONE
const listeners = new Set<() => void>()

export const showRoadChanges = (halos: readonly Halo[]): void => {
  shown = halos.length === 0 ? NONE : halos
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useRoadChanges = (): readonly Halo[] =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  )
