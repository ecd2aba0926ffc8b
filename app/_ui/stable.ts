'use client'

import { useRef } from 'react'

/** The value of the first render with this key, until the key changes: what depends on it then has nothing to do. */
export const useStable = <T>(value: T, key: string): T => {
  const held = useRef({ key, value })
  if (held.current.key !== key) held.current = { key, value }
  return held.current.value
}
