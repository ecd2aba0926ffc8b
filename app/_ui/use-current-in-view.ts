'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** For a row of links that goes sideways on a phone: it stands where the one that is open is seen. */
export const useCurrentInView = (current: string | null): RefObject<HTMLElement | null> => {
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const link = row.current?.querySelector('[aria-current="page"]')
    if (current === null || !row.current || !link) return
    const [around, at] = [row.current.getBoundingClientRect(), link.getBoundingClientRect()]
    row.current.scrollLeft += at.left - around.left - (around.width - at.width) / 2
  }, [current])
  return row
}
