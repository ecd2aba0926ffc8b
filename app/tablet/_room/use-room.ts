'use client'

import { useSyncExternalStore } from 'react'
import { makeRoom } from './room'
import type { Room, RoomView } from './room-shape'

let room: Room | undefined

/** The page's one room; only in the browser. */
export const theRoom = (): Room => {
  room ??= makeRoom()
  return room
}

const subscribe = (listener: () => void) => theRoom().subscribe(listener)

/** Null while the page is rendered on the server. */
export const useRoom = (): RoomView | null =>
  useSyncExternalStore(
    subscribe,
    () => theRoom().view(),
    () => null,
  )
