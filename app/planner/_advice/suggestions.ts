'use client'

import { useSyncExternalStore } from 'react'

/** Points that advice proposes, shown on the map while its panel is open; in the order of their numbers. */
interface Suggestion {
  lng: number
  lat: number
}

const NONE: readonly Suggestion[] = []
let shown = NONE
const listeners = new Set<() => void>()

export const showSuggestions = (points: readonly Suggestion[]): void => {
  if (points.length === 0 && shown.length === 0) return
  shown = points.map(({ lng, lat }) => ({ lng, lat }))
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useSuggestions = (): readonly Suggestion[] =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  )
