import type { ReactNode } from 'react'
import styles from './badge.module.css'

/** A short fact. `soft` is the rule; `watch` only for what needs a person soon. */
export const Badge = ({ tone = 'soft', children }: { tone?: 'soft' | 'watch'; children: ReactNode }) => (
  <span className={`${styles.badge} ${styles[tone]}`}>{children}</span>
)
