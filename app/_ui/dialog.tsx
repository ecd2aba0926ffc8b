'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { Button } from './button'
import styles from './dialog.module.css'

/** Only for what cannot be taken back: it says what ends, and the verb stands on the button (`act`). */
export const Dialog = ({
  open,
  title,
  children,
  act,
  onAct,
  onClose,
  busy = false,
  look = 'ending',
}: {
  open: boolean
  title: string
  children: ReactNode
  act: string
  onAct: () => void
  onClose: () => void
  busy?: boolean
  /** `primary` where it asks something first and can be taken back. */
  look?: 'ending' | 'primary'
}) => {
  const words = useText(everyRoom)
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading} className={styles.title}>
        {title}
      </h2>
      <div className={styles.body}>{children}</div>
      <div className={styles.acts}>
        <Button onClick={() => dialog.current?.close()}>{words.cancel}</Button>
        <Button look={look} busy={busy} onClick={onAct}>
          {act}
        </Button>
      </div>
    </dialog>
  )
}
