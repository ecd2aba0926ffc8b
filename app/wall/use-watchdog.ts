'use client'

import { useEffect, useRef } from 'react'
import { localHour } from '#domain/entries/counted-at'
import { liveConnection } from '../_live/live-store'
import { useZone } from '../_text/zone'
import { builtAs } from './probe'
import { reloadReason } from './reload-reason'

const EVERY_MS = 30_000

/** Looks twice a minute whether the wall is to be opened anew; see `reload-reason.ts`. */
export const useWatchdog = (): void => {
  const zone = useRef('')
  zone.current = useZone()
  useEffect(() => {
    const openedAt = Date.now()
    let openedAs: string | null = null
    let lostSince: number | null = null
    const look = async () => {
      const build = await builtAs()
      const now = Date.now()
      openedAs ??= build
      lostSince = liveConnection().phase === 'live' ? null : (lostSince ?? now)
      const hour = localHour(now, zone.current)
      if (reloadReason({ now, openedAt, hour, openedAs, builtAs: build, lostSince }) !== null) window.location.reload()
    }
    void look()
    const timer = setInterval(() => void look(), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
}
