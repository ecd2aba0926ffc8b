'use client'

import { useState } from 'react'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import styles from './keys.module.css'

/** A key that the server made and tells this once. */
export interface MadeKey {
  name: string
  key: string
}

export const TellKey = ({ made, onClose }: { made: MadeKey; onClose: () => void }) => {
  const words = useText(admin).keys
  const common = useText(everyRoom)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.key)
      setCopied(true)
    } catch {
      // Over plain HTTP there is no clipboard; the key can be selected with one press.
    }
  }
  return (
    <section className={styles.form}>
      <header className={styles.head}>
        <h2>{words.keyOf(made.name)}</h2>
        <Button look="quiet" onClick={onClose} aria-label={common.close}>
          <Icon name="close" />
        </Button>
      </header>
      <output className={styles.key}>{made.key}</output>
      <p className={styles.hint}>{words.keyHint}</p>
      <Button onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
        {copied ? words.copied : words.copy}
      </Button>
    </section>
  )
}
