/** A line that says what one's own act did, for six seconds, or twelve with a way back. Never an alarm. */
'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import styles from './toast.module.css'

interface Toast {
  id: number
  words: string
  undo?: () => void
}

const SHOWN_MS = 6_000
const SHOWN_WITH_UNDO_MS = 12_000
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
  /** Whoever points at it or stands on it is about to use it: it does not go from under a hand. */
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (!shown || isHeld) return
    const timer = setTimeout(
      () => {
        if (current?.id === shown.id) set(null)
      },
      shown.undo ? SHOWN_WITH_UNDO_MS : SHOWN_MS,
    )
    return () => clearTimeout(timer)
  }, [shown, isHeld])
  // A line that is gone is never left by the pointer.
  useEffect(() => {
    void shown
    setHeld(false)
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
              onPointerEnter={() => setHeld(true)}
              onPointerLeave={() => setHeld(false)}
              onFocus={() => setHeld(true)}
              onBlur={() => setHeld(false)}
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
