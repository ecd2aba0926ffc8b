'use client'

import type { ReactNode } from 'react'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import styles from './front.module.css'
import { Ground } from './ground'
import { Mark } from './icons'
import { Landscape } from './landscape'
import { LanguageSwitch } from './language-switch'

/** The card on the landscape: start page, sign-in, first run. */
export const Front = ({
  tagline,
  wide = false,
  children,
}: {
  tagline: string
  wide?: boolean
  children: ReactNode
}) => {
  const words = useText(everyRoom)
  return (
    <Ground ground="paper">
      <Landscape />
      <main className={`${styles.card} ${wide ? styles.wide : ''}`}>
        <header className={styles.head}>
          <Mark size={26} />
          <h1 className={styles.title}>{words.productFull}</h1>
          <LanguageSwitch />
        </header>
        <p className={styles.tagline}>{tagline}</p>
        {children}
      </main>
    </Ground>
  )
}
