'use client'

import { useEffect, useState } from 'react'
import type { Counts } from '#domain/entries/counts'
import type { Room } from '../_room/room-shape'

/** What this tablet counted since a moment; null while it counts. */
export function useCounts(room: Room, sinceMs: number | null): Counts | null {
  const [counts, setCounts] = useState<Counts | null>(null)
  useEffect(() => {
    if (sinceMs === null) return
    let current = true
    room.countsSince(sinceMs).then(
      (found) => {
        if (current) setCounts(found)
      },
      // The store fails to be read now: the form goes on without figures.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [room, sinceMs])
  return counts
}
