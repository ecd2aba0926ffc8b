'use client'

import { memo } from 'react'
import { useText } from '../../_text/language'
import { tabletNotice } from '../../_text/tablet-notice'
import { useFormat } from '../../_text/use-format'
import keyStyles from '../_keys/keys.module.css'
import type { Due } from '../_room/post-dues'
import styles from './notice-bar.module.css'

/** Whether it is worth a colour, or a calm word. */
export const isUrgent = (due: Due): boolean => due.kind !== 'shift' && !(due.kind === 'report' && !due.late)

interface PostNoticeProps {
  due: Due
  /** What is owed beside it. */
  others: number
  /** By the server's clock. */
  nowMs: number
  onOpen: () => void
}

/** What the post owes, the most urgent of it, while nobody types: it never takes a key's place under a thumb. */
export const PostNotice = memo(({ due, others, nowMs, onOpen }: PostNoticeProps) => {
  const words = useText(tabletNotice)
  const format = useFormat()
  const say = (): string => {
    switch (due.kind) {
      case 'instruction':
        return words.instruction(due.instruction.text)
      case 'report':
        return due.late ? words.late : words.report(format.time(due.dueMs))
      case 'shift':
        return words.shift
      case 'log':
        return words.log(words.logs[due.log], format.duration(nowMs - due.dueMs))
      case 'refused':
        return words.refused(due.count)
    }
  }
  return (
    <p className={`${styles.bar} ${isUrgent(due) ? styles.watch : ''}`} data-due={due.kind}>
      <span className={styles.clamped}>
        {say()}
        {others > 0 ? ` · ${words.more(others)}` : ''}
      </span>
      <button type="button" className={keyStyles.plain} onClick={onOpen}>
        {words.look}
      </button>
    </p>
  )
})
