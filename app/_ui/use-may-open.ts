'use client'

import { useCallback } from 'react'
import { useSession } from '../_live/session'
import { mayOpenPage, type PageName, ROOMS, type RoomName } from './rooms'

/** Whether who is signed in may open a page or a room; before that is known, nothing. */
export const useMayOpen = (): ((what: PageName | RoomName) => boolean) => {
  const state = useSession()
  const role = state.phase === 'signed-in' ? state.session.user.role : null
  return useCallback(
    (what) => {
      if (role === null) return false
      const room = ROOMS.find(({ name }) => name === what)
      return room === undefined ? mayOpenPage(what as PageName, role) : room.roles.includes(role)
    },
    [role],
  )
}
