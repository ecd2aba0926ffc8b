'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** For a row of links that goes sideways on a phone: it stands where the one that is open is seen. */
export const useCurrentInView = (current: string | null): RefObject<HTMLElement | null> => {
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    const link = row.current?.querySelector('[aria-current="page"]')
    if (current === null || !row.current || !link) return
    const links = row.current
    const show = () => {
      const [around, at] = [links.getBoundingClientRect(), link.getBoundingClientRect()]
      links.scrollLeft += at.left - around.left - (around.width - at.width) / 2
    }
    // What stands beside the row comes later and takes room from it.
    const observer = new ResizeObserver(show)
    observer.observe(links)
    return () => observer.disconnect()
  }, [current])
  return row
}
