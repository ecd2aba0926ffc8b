import type { ReactNode } from 'react'
import { number } from '../_text/format'
import styles from './work.module.css'

/** A page of work on paper: a head with its acts, the work, and a panel at the right where one is open. */
export const Work = ({
  title,
  count = null,
  acts,
  panel,
  below = false,
  children,
}: {
  title: string
  /** How many there are, beside the title; null while that is not known. */
  count?: number | null
  acts?: ReactNode
  panel?: ReactNode
  /** On a narrow screen the panel stands below the work, not above it. */
  below?: boolean
  children: ReactNode
}) => (
  <div className={`${styles.work} ${panel ? styles.split : ''}`}>
    <main className={styles.main}>
      <header className={styles.head}>
        <h1 className={styles.title}>{count === null ? title : `${title} ${number(count)}`}</h1>
        <div className={styles.acts}>{acts}</div>
      </header>
      {children}
    </main>
    {panel ? <aside className={`${styles.panel} ${below ? styles.below : ''}`}>{panel}</aside> : null}
  </div>
)

/**
 * Ruled rows in a panel; on a narrow screen the table scrolls inside it, never the page, and cells marked `data-spare`
 * are left out.
 */
export const Sheet = ({ children }: { children: ReactNode }) => <div className={styles.sheet}>{children}</div>
