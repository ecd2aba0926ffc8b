'use client'

import { useEffect, useRef } from 'react'
import { admin } from '../../_text/admin'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { Button } from '../../_ui/button'
import list from './list.module.css'

/** Before the reader is there, the next rows are. */
const AHEAD = '800px'

/** Below the rows that are drawn: how many there are besides. More come as it comes near, or by its button. */
export const MoreRows = ({ left, onMore }: { left: number; onMore: () => void }) => {
  const words = useText(admin)
  const end = useRef<HTMLDivElement>(null)
  const more = useRef(onMore)
  useEffect(() => {
    more.current = onMore
  })
  useEffect(() => {
    const element = end.current
    if (element === null || left === 0) return
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && more.current(), {
      rootMargin: AHEAD,
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [left])
  if (left === 0) return null
  return (
    <div ref={end} className={list.more}>
      <Button look="quiet" onClick={onMore}>
        {words.more(number(left))}
      </Button>
    </div>
  )
}
