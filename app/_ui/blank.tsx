/** What stands where data would: why it is empty and the next act; what went wrong and where; that it is on its way. */
'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import styles from './blank.module.css'
import { Button } from './button'
import { Icon } from './icons'

/** `hint`: what to do about it. */
export const Empty = ({ why, hint, children }: { why: string; hint?: string; children?: ReactNode }) => (
  <div className={styles.blank}>
    <p className={styles.why}>
      {why}
      {hint ? <span className={styles.hint}>{hint}</span> : null}
    </p>
    {children}
  </div>
)

export const ErrorNote = ({ what, hint, onRetry }: { what: string; hint?: string; onRetry?: () => void }) => {
  const words = useText(everyRoom)
  return (
    <div className={styles.blank} role="alert">
      <p className={styles.what}>
        <Icon name="warning" />
        {what}
      </p>
      {hint ? <p className={styles.why}>{hint}</p> : null}
      {onRetry ? <Button onClick={onRetry}>{words.retry}</Button> : null}
    </div>
  )
}

const PATIENCE_MS = 300
const ROW_NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** Ruled rows, only once it takes longer than 300 ms, and never over data. */
export const Loading = ({ rows = 4 }: { rows?: number }) => {
  const words = useText(everyRoom)
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div role="status">
      <span className="unseen">{words.loading}</span>
      {ROW_NAMES.slice(0, rows).map((row) => (
        <div key={row} className={styles.row} />
      ))}
    </div>
  )
}
