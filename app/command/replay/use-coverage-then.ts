'use client'

import { useEffect, useRef, useState } from 'react'
import type { LiveCoverage } from '#protocol/live'
import { api } from '../../_live/api'

const SETTLE_MS = 150
const MOST_KEPT = 60

/**
 * Coverage at an instant. `network` is the same while nothing changes that it depends on, so it is asked for once a
 * change; while the next is on its way the last one stays. Null where there is none.
 */
export const useCoverageThen = (at: string | null, network: string): LiveCoverage | null => {
  const [shown, setShown] = useState<LiveCoverage | null>(null)
  const kept = useRef(new Map<string, LiveCoverage>())
  const latest = useRef(at)
  latest.current = at
  const asks = at !== null
  useEffect(() => {
    if (!asks) return
    const known = kept.current.get(network)
    if (known) {
      setShown(known)
      return
    }
    let current = true
    const timer = setTimeout(() => {
      const query = new URLSearchParams({ at: latest.current ?? '' })
      void api.get<LiveCoverage>(`/replay/coverage?${query}`).then((answer) => {
        if (!answer.ok) return
        if (kept.current.size >= MOST_KEPT) kept.current.clear()
        kept.current.set(network, answer.value)
        if (current) setShown(answer.value)
      })
    }, SETTLE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asks, network])
  return shown
}
