'use client'

import { useEffect, useRef } from 'react'

const EVERY_MS = 15_000

/** While something failed it is asked for again: nobody stands at a wall to press a button. */
export const useAskAgain = (failed: boolean, ask: () => void): void => {
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (!failed) return
    const timer = setInterval(() => latest.current(), EVERY_MS)
    return () => clearInterval(timer)
  }, [failed])
}
