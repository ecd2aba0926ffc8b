'use client'

import { useState } from 'react'
import type { CrewMember } from '#domain/checkpoints/item'
import type { Room, RoomView } from '../_room/room-shape'
import { listedAs } from '../_room/sign-on'

export interface Pins {
  /** By the roster they have a PIN, and it was not asked in this form yet. */
  owes: (member: CrewMember) => boolean
  /** Rejects where this browser makes no digest. */
  fits: (member: CrewMember, digits: string) => Promise<boolean>
  know: (member: CrewMember) => void
}

/** Whoever has a PIN signs on with it, once a form; without network too. It identifies, and keeps nobody out. */
export function usePins(room: Room, view: RoomView): Pins {
  const [known, setKnown] = useState<readonly string[]>([])
  const { roster } = view.post
  return {
    owes(member) {
      const listed = listedAs(roster, member)
      return listed !== null && listed.pin !== null && !known.includes(listed.id)
    },
    fits: room.isPinOf,
    know(member) {
      const listed = listedAs(roster, member)
      if (listed) setKnown((before) => [...before, listed.id])
    },
  }
}
