'use client'

import { useEffect, useId, useRef } from 'react'
import { command } from '../_text/command'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { Icon } from '../_ui/icons'
import { Kbd } from '../_ui/kbd'
import styles from './find.module.css'

const KEYS = [
  ['Ctrl K', 'find'],
  ['J', 'next'],
  ['K', 'previous'],
  ['L', 'list'],
  ['O', 'whole'],
  ['A', 'receive'],
  ['G', 'assign'],
  ['N', 'note'],
  ['H', 'history'],
  ['E', 'resolve'],
  ['Esc', 'close'],
  ['?', 'keys'],
] as const

/** What every key does. */
export const KeyList = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const words = useText(command)
  const shared = useText(everyRoom)
  const heading = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
  }, [open])
  return (
    <dialog ref={dialog} className={styles.keys} aria-labelledby={heading} onClose={onClose}>
      <header className={styles.keysHead}>
        <h2 id={heading}>{words.keys.title}</h2>
        <button
          type="button"
          className={styles.close}
          aria-label={shared.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <dl className={styles.keysList}>
        {KEYS.map(([key, act]) => (
          <div key={key} className={styles.key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{words.keys[act]}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
