'use client'

import { useEffect } from 'react'
import type { PlaceResult } from '#domain/coverage/result'
import { type CrossingGroup, splitGroups } from './crossing-groups'
import { placeKey } from './picked'
import { type Selection, select } from './selection'
import { sortPlaces } from './sort-places'

/** Arrow keys go through the list that is shown, Escape lets go of what is picked. */
export const useListKeys = (
  groups: readonly CrossingGroup[],
  places: readonly PlaceResult[],
  selection: Selection,
): void => {
  useEffect(() => {
    const crossings = selection.list === 'crossings'
    const keys = crossings ? splitGroups(groups).open.map(({ id }) => id) : sortPlaces(places).map(placeKey)
    const at = keys.indexOf((crossings ? selection.crossing : selection.place) ?? '')
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      // The map moves by arrows where it has the focus.
      if (target instanceof HTMLElement && target.closest('input, select, textarea, .leaflet-container')) return
      if (event.key === 'Escape') select({ crossing: null, place: null })
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (step === 0) return
      const next = keys[Math.min(keys.length - 1, Math.max(0, at + step))]
      if (next === undefined) return
      event.preventDefault()
      select(crossings ? { crossing: next, place: null } : { place: next, crossing: null })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [groups, places, selection])
}
