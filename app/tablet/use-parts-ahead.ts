'use client'

import { useEffect } from 'react'

/** The screen itself is drawn and answers first. */
const AHEAD_MS = 300

/** What is not in the first load comes as soon as nobody waits for anything, so that an alarm never waits for its panel. */
export function usePartsAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      const parts = [
        import('./_fever/fever-panel'),
        import('./hit-panel'),
        import('./list-sheet'),
        import('./_details/details-sheet'),
      ] as const
      // Without network the worker has them; what fails here is tried again when it is opened.
      Promise.all(parts).catch(() => undefined)
    }, AHEAD_MS)
    return () => clearTimeout(timer)
  }, [])
}
