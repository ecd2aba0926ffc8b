'use client'

import { useState } from 'react'

/** So many rows are drawn at once: ten thousand stall a browser, and nobody reads them. */
const STEP = 200

interface Part<T> {
  rows: readonly T[]
  /** How many are not drawn yet. */
  left: number
  more: () => void
}

/** The beginning of a long list, and more of it on demand; `of` is what it was filtered by: another begins anew. */
export const usePart = <T>(all: readonly T[], of: string): Part<T> => {
  const [drawn, setDrawn] = useState({ of, count: STEP })
  const count = drawn.of === of ? drawn.count : STEP
  return {
    rows: all.slice(0, count),
    left: Math.max(0, all.length - count),
    more: () => setDrawn({ of, count: count + STEP }),
  }
}
