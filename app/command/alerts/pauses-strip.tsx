'use client'

import Link from 'next/link'
import { MINUTE_MS } from '#domain/instant'
import { useResource } from '../../_live/use-resource'
import { alertWords } from '../../_text/alerts'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import type { Pause } from './pause'
import styles from './pauses-strip.module.css'

const AGAIN_MS = MINUTE_MS

/** Pauses that hold now, above the queue: who sees no alert must see why. */
export const PausesStrip = ({ now }: { now: number | null }) => {
  const words = useText(alertWords)
  const format = useFormat()
  const { value } = useResource<{ pauses: Pause[] }>('/alert-pauses', AGAIN_MS)
  if (now === null || value === null) return null
  const holding = value.pauses.filter(({ from, to }) => Date.parse(from) <= now && Date.parse(to) > now)
  const [first] = [...holding].sort((a, b) => (a.to < b.to ? -1 : 1))
  if (first === undefined) return null
  const facts = [
    words.pausedNow(number(holding.length)),
    first.reason,
    words.pausedUntil(format.dayAndTime(first.to, now)),
  ]
  return (
    <Link className={styles.strip} href="/command/alerts#pauses" prefetch={false}>
      {facts.join(' · ')}
    </Link>
  )
}
