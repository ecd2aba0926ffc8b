'use client'

import { useRef } from 'react'

/**
 * The value of the first render with this key, until the key changes: what depends on it then has nothing to do. The key
 * of the very same value is not asked for again.
 */
export const useStable = <T>(value: T, keyOf: (value: T) => string): T => {
  const held = useRef<{ seen: T; key: string; value: T } | null>(null)
  if (held.current !== null && held.current.seen === value) return held.current.value
  const key = keyOf(value)
  held.current = { seen: value, key, value: held.current?.key === key ? held.current.value : value }
  return held.current.value
}
