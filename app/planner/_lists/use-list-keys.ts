'use client'

import { useEffect } from 'react'
import { type CrossingGroup, splitGroups } from '#domain/coverage/crossing-groups'
import type { PlaceResult } from '#domain/coverage/result'
import type { Post } from '../_plan/post'
import { placeKey } from '../picked'
import { type ListName, PICK_NOTHING, type Selection, select } from '../selection'
import { sortPlaces } from './sort-places'

/** Arrow keys go through the list that is shown, Escape lets go of what is picked. */
export const useListKeys = (
  groups: readonly CrossingGroup[],
  places: readonly PlaceResult[],
  posts: readonly Post[],
  selection: Selection,
): void => {
  useEffect(() => {
    const { list } = selection
    const lists: Partial<
      Record<ListName, { keys: string[]; at: string | null; pick: (key: string) => Partial<Selection> }>
    > = {
      crossings: {
        keys: splitGroups(groups).open.map(({ id }) => id),
        at: selection.crossing,
        pick: (crossing) => ({ crossing }),
      },
      places: { keys: sortPlaces(places).map(placeKey), at: selection.place, pick: (place) => ({ place }) },
      points: { keys: posts.map(({ key }) => key), at: selection.point, pick: (point) => ({ point }) },
    }
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      // The map moves by arrows where it has the focus, and so do sliders and choices.
      if (target instanceof HTMLElement && target.closest('input, select, textarea, dialog, .leaflet-container')) return
      if (event.key === 'Escape') select(PICK_NOTHING)
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      const shown = lists[list]
      if (step === 0 || event.shiftKey || !shown) return
      const at = shown.keys.indexOf(shown.at ?? '')
      const next = shown.keys[Math.min(shown.keys.length - 1, Math.max(0, at + step))]
      if (next === undefined) return
      event.preventDefault()
      select({ ...PICK_NOTHING, ...shown.pick(next) })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [groups, places, posts, selection])
}
