import type { ReactNode } from 'react'
import styles from './whole.module.css'

/** A part of a checkpoint in full, with what its figures rest on at the right of its title. */
export const Part = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => (
  <section className={styles.part} aria-label={title}>
    <header className={styles.partHead}>
      <h3 className={styles.partTitle}>{title}</h3>
      {note ? <span className={styles.note}>{note}</span> : null}
    </header>
    {children}
  </section>
)
