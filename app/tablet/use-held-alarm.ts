'use client'

import { useEffect, useRef } from 'react'
import type { HeldPassage } from './_room/room-shape'
import { signal } from './sounds'

const LOOK_MS = 1_000
const RING_AGAIN_MS = 30_000

/** A recheck that is due rings whatever is on the screen, and again until somebody has measured. Nothing is drawn for it. */
export function useHeldAlarm(held: readonly HeldPassage[]): void {
  const rungAt = useRef(0)
  useEffect(() => {
    if (held.length === 0) return
    const look = () => {
      const now = Date.now()
      if (Math.abs(now - rungAt.current) < RING_AGAIN_MS || !held.some(({ hold }) => hold.dueAt <= now)) return
      rungAt.current = now
      signal('due')
    }
    look()
    const beat = setInterval(look, LOOK_MS)
    return () => clearInterval(beat)
  }, [held])
}
