'use client'

import { useState } from 'react'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import styles from './people.module.css'

/** A password that the server made and tells this once. */
export interface Handed {
  name: string
  password: string | null
}

export const HandOver = ({ handed, onClose }: { handed: Handed; onClose: () => void }) => {
  const words = useText(admin).people
  const common = useText(everyRoom)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(handed.password ?? '')
      setCopied(true)
    } catch {
      // Over plain HTTP there is no clipboard; the password can be selected with one press.
    }
  }
  return (
    <section className={styles.form}>
      <header className={styles.head}>
        <h2>{words.passwordOf(handed.name)}</h2>
        <Button look="quiet" onClick={onClose} aria-label={common.close}>
          <Icon name="close" />
        </Button>
      </header>
      <output className={styles.password}>{handed.password}</output>
      <p className={styles.hint}>{words.passwordHint}</p>
      <Button onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
        {copied ? words.copied : words.copy}
      </Button>
    </section>
  )
}
