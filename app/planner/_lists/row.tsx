'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import styles from '../planner.module.css'

/** Brings the picked row into view when the map or the keyboard picked it. */
export const Row = ({ picked, onPick, children }: { picked: boolean; onPick: () => void; children: ReactNode }) => {
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (picked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [picked])
  return (
    <li>
      <button ref={row} type="button" className={styles.row} aria-pressed={picked} onClick={onPick}>
        {children}
      </button>
    </li>
  )
}
