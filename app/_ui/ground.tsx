import type { ReactNode } from 'react'
import styles from './ground.module.css'

/** Dark is live, paper is work, sun and night are the tablet's. Everything of a room stands inside one. */
export const Ground = ({ ground, children }: { ground: 'dark' | 'paper' | 'sun' | 'night'; children: ReactNode }) => (
  <div data-ground={ground} className={styles.ground}>
    {children}
  </div>
)
