'use client'

import { useCallback, useState, useSyncExternalStore } from 'react'
import { clockTime } from '../_text/format'
import { useZone } from '../_text/zone'
import { useNow } from './use-now'

type TabletGround = 'sun' | 'night'

const STORED_AS = 'kakou.tablet.ground'
const NIGHT_FROM = '19:00'
const NIGHT_UNTIL = '06:00'

const byHour = (now: number, zone: string): TabletGround => {
  const time = clockTime(now, zone)
  return time >= NIGHT_FROM || time < NIGHT_UNTIL ? 'night' : 'sun'
}

const listeners = new Set<() => void>()
let byHand: TabletGround | null | undefined

const readByHand = (): TabletGround | null => {
  if (byHand === undefined) {
    try {
      const stored = localStorage.getItem(STORED_AS)
      byHand = stored === 'sun' || stored === 'night' ? stored : null
    } catch {
      byHand = null
    }
  }
  return byHand
}

const setByHand = (ground: TabletGround): void => {
  byHand = ground
  try {
    localStorage.setItem(STORED_AS, ground)
  } catch {
    // Kept for this visit alone.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Sun, or night from 19:00 to 06:00, or as chosen by hand; `steady` keeps what is shown (someone is typing). */
export function useGround(steady: boolean): { ground: TabletGround; toggle: () => void } {
  const zone = useZone()
  const now = useNow(30_000)
  const chosen = useSyncExternalStore(subscribe, readByHand, () => null)
  const wanted = chosen ?? byHour(now, zone)
  const [shown, setShown] = useState<TabletGround>(wanted)
  if (shown !== wanted && !steady) setShown(wanted)
  const toggle = useCallback(() => {
    const next = shown === 'sun' ? 'night' : 'sun'
    setByHand(next)
    setShown(next)
  }, [shown])
  return { ground: shown, toggle }
}
