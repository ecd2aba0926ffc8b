'use client'

import { type ReactNode, useEffect, useState } from 'react'
import styles from './kept-pads.module.css'

interface KeptPadsProps<Name extends string> {
  shown: Name
  /** Those that every car needs. */
  kept: readonly Name[]
  pad: (name: Name) => ReactNode
}

/**
 * A press that turns the page shows another and makes none: the pages that every car needs are made once, when the screen
 * stands and nobody waits, and stay.
 */
export const KeptPads = <Name extends string>({ shown, kept, pad }: KeptPadsProps<Name>) => {
  const [ahead, setAhead] = useState(false)
  useEffect(() => {
    const late = setTimeout(() => setAhead(true), AHEAD_MS)
    return () => clearTimeout(late)
  }, [])
  const names = ahead ? (kept.includes(shown) ? kept : [...kept, shown]) : [shown]
  return (
    <div className={styles.pads}>
      {names.map((name) => (
        <div key={name} className={styles.pad} data-shown={name === shown}>
          {pad(name)}
        </div>
      ))}
    </div>
  )
}

const AHEAD_MS = 1_000
