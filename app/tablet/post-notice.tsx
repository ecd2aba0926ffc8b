'use client'

import { memo } from 'react'
import { useText } from '../_text/language'
import { tabletNotice } from '../_text/tablet-notice'
import { useFormat } from '../_text/use-format'
import { type Due, postDues } from './_room/post-dues'
import type { RoomView } from './_room/room-shape'
import keyStyles from './keys.module.css'
import styles from './notice-bar.module.css'
import { useNow } from './use-now'

const LOOK_MS = 10_000

/** What the post owes, the most urgent of it, while nobody types: it never takes a key's place under a thumb. */
export const PostNotice = memo(({ view, onOpen }: { view: RoomView; onOpen: () => void }) => {
  const words = useText(tabletNotice)
  const format = useFormat()
  const nowMs = useNow(LOOK_MS) + (view.clockOffsetMs ?? 0)
  const [first, ...others] = postDues(view.post, view.policy, nowMs)
  if (first === undefined) return null
  const say = (due: Due): string => {
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
  const watch = first.kind !== 'shift' && !(first.kind === 'report' && !first.late)
  return (
    <p className={`${styles.bar} ${watch ? styles.watch : ''}`} data-due={first.kind}>
      <span className={styles.clamped}>
        {say(first)}
        {others.length > 0 ? ` · ${words.more(others.length)}` : ''}
      </span>
      <button type="button" className={keyStyles.plain} onClick={onOpen}>
        {words.look}
      </button>
    </p>
  )
})
