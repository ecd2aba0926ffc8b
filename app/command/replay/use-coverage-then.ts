'use client'

import { useEffect, useRef, useState } from 'react'
import type { LiveCoverage } from '#protocol/live'
import { api } from '../../_live/api'

const SETTLE_MS = 150
const MOST_KEPT = 60
/** After a failure the same instant is asked for again by itself: nobody has to move the slider to be told more. */
const AGAIN_MS = 3_000

interface CoverageThen {
  /** Null where there is none, or not yet. */
  coverage: LiveCoverage | null
  /** It could not be had: what is drawn is not of this instant. */
  failed: boolean
}

/**
 * Coverage at an instant. `network` is the same while nothing changes that it depends on, so it is asked for once a
 * change; while the next is on its way the last one stays. While the day plays fast, answers come later than the next
 * question: each newer one is shown all the same, or coverage would stand still until somebody stops.
 */
export const useCoverageThen = (at: string | null, network: string): CoverageThen => {
  const [shown, setShown] = useState<CoverageThen>({ coverage: null, failed: false })
  const kept = useRef(new Map<string, LiveCoverage>())
  const turns = useRef({ asked: 0, shown: 0 })
  const latest = useRef(at)
  latest.current = at
  const asks = at !== null
  const [again, setAgain] = useState(0)
  useEffect(() => {
    if (!asks) return
    let current = true
    const turn = ++turns.current.asked
    const show = (next: CoverageThen) => {
      if (turn < turns.current.shown) return
      turns.current.shown = turn
      setShown(next)
    }
    const known = kept.current.get(network)
    if (known) return show({ coverage: known, failed: false })
    let timer = setTimeout(() => {
      const query = new URLSearchParams({ at: latest.current ?? '' })
      void api.get<LiveCoverage>(`/replay/coverage?${query}`).then((answer) => {
        // There is no network to be covered.
        if (!answer.ok && answer.failure.kind === 'not-found') return show({ coverage: null, failed: false })
        if (!answer.ok) {
          if (current) timer = setTimeout(() => setAgain((times) => times + 1), AGAIN_MS)
          return show({ coverage: null, failed: true })
        }
        if (kept.current.size >= MOST_KEPT) kept.current.clear()
        kept.current.set(network, answer.value)
        show({ coverage: answer.value, failed: false })
      })
    }, SETTLE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [asks, network, again])
  return shown
}
