'use client'

import type { ReactNode } from 'react'
import { useText } from '../_text/language'
import { lost } from '../_text/lost'
import button from './button.module.css'
import { Ground } from './ground'
import styles from './lost-page.module.css'

/** Says what went wrong and leads home. Every page brings it along, so it is plain: no landscape, no router. */
export const LostPage = ({ says, children }: { says: string; children?: ReactNode }) => {
  const words = useText(lost)
  return (
    <Ground ground="paper">
      <main className={styles.page}>
        <h1 className={styles.says}>{says}</h1>
        <p className={styles.ways}>
          {children}
          <a className={button.button} href="/">
            {words.toHome}
          </a>
        </p>
      </main>
    </Ground>
  )
}
