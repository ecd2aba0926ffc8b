'use client'

import { useSyncExternalStore } from 'react'
import { makeRoom, type Room, type RoomView } from './room'

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
