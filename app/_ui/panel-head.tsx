'use client'

import { useEffect, useRef } from 'react'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { Button } from './button'
import { Icon } from './icons'
import styles from './panel-head.module.css'

/**
 * Takes the focus from whoever opened the panel, which stands behind a table of any length, and gives it back when the
 * panel closes. Esc leaves a field first, so that what was typed is not lost by one key, and then closes.
 */
const usePanelFocus = (onClose: (() => void) | null) => {
  const head = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const opener = document.activeElement
    const panel = head.current?.closest('aside')
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      if (event.key !== 'Escape' || event.defaultPrevented || !(target instanceof HTMLElement)) return
      if (target.closest('[popover], dialog')) return
      if (target.closest('input, textarea, select')) head.current?.focus()
      else close.current?.()
    }
    panel?.addEventListener('keydown', onKey)
    // A link that names the panel opens it with the page: nobody's focus is taken.
    const opened = opener instanceof HTMLElement && opener !== document.body && !panel?.contains(opener)
    if (opened) head.current?.focus()
    return () => {
      panel?.removeEventListener('keydown', onKey)
      const left = document.activeElement
      if (opened && opener.isConnected && (left === null || left === document.body)) opener.focus()
    }
  }, [])
  return head
}

export const PanelHead = ({
  title,
  onClose,
  tells = false,
}: {
  title: string
  onClose: () => void
  /** The panel shows a secret that is told once: a key pressed by mistake must not take it away. */
  tells?: boolean
}) => {
  const common = useText(everyRoom)
  const head = usePanelFocus(tells ? null : onClose)
  return (
    <header ref={head} className={styles.head} tabIndex={-1}>
      <h2>{title}</h2>
      <Button look="quiet" onClick={onClose} aria-label={common.close}>
        <Icon name="close" />
      </Button>
    </header>
  )
}
