'use client'

import { useEffect, useRef } from 'react'
import type { HeldPassage } from './_room/room'
import { signal } from './sounds'
import { useNow } from './use-now'

const RING_AGAIN_MS = 30_000

/** A recheck that is due rings whatever is on the screen, and again until somebody has measured. */
export function useHeldAlarm(held: readonly HeldPassage[]): void {
  const now = useNow(1_000)
  const rungAt = useRef(0)
  const due = held.some(({ hold }) => hold.dueAt <= now)
  useEffect(() => {
    if (!due || Math.abs(now - rungAt.current) < RING_AGAIN_MS) return
    rungAt.current = now
    signal('due')
  }, [due, now])
}
