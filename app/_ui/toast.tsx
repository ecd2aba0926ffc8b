/** A line that says what one's own act did, for six seconds, with a way back. Never an alarm. */
'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import styles from './toast.module.css'

interface Toast {
  id: number
  words: string
  undo?: () => void
}

const SHOWN_MS = 6000
let current: Toast | null = null
let last = 0
const listeners = new Set<() => void>()

const set = (next: Toast | null) => {
  current = next
  for (const listener of listeners) listener()
}

/** `undo` takes the act back; without it the line only tells. */
export const toast = (words: string, undo?: () => void) => {
  last += 1
  set({ id: last, words, undo })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const Toasts = () => {
  const words = useText(everyRoom)
  const shown = useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  )
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => {
      if (current?.id === shown.id) set(null)
    }, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <div className={styles.place} role="status">
      {shown ? (
        <div className={styles.toast} key={shown.id}>
          <span>{shown.words}</span>
          {shown.undo ? (
            <button
              type="button"
              className={styles.undo}
              onClick={() => {
                shown.undo?.()
                set(null)
              }}
            >
              {words.undo}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
