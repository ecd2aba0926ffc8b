'use client'

import { useEffect, useState } from 'react'

/** A value that follows another at most so often, at once with 0: for what is costly to draw and need not be of this very moment. */
export const useSettled = <T>(value: T, everyMs: number): T => {
  const [settled, setSettled] = useState({ value, at: 0 })
  useEffect(() => {
    if (everyMs === 0 || settled.value === value) return
    const wait = Math.max(0, settled.at + everyMs - Date.now())
    const timer = setTimeout(() => setSettled({ value, at: Date.now() }), wait)
    return () => clearTimeout(timer)
  }, [value, settled, everyMs])
  return everyMs === 0 ? value : settled.value
}
