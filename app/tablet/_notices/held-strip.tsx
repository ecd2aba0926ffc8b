'use client'

import { memo } from 'react'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { HeldPassage } from '../_room/room-shape'
import { TabletIcon } from '../icons'
import { minutesAndSeconds } from '../minutes-and-seconds'
import { whatPassed } from '../passage-words'
import { useNow } from '../use-now'
import styles from './held-strip.module.css'

interface HeldStripProps {
  held: readonly HeldPassage[]
  onRecheck: (held: HeldPassage) => void
}

/** Who waits beside the lane stays in sight. */
export const HeldStrip = memo(({ held, onRecheck }: HeldStripProps) => {
  const words = useText(tablet)
  const now = useNow(1_000)
  const first = held[0]
  if (!first) return null
  return (
    <div className={styles.strip}>
      <button type="button" className={styles.held} data-due={first.hold.dueAt <= now} onClick={() => onRecheck(first)}>
        <TabletIcon name="clock" size={26} />
        <b>{words.held.waits(whatPassed(first.kept.entry, words))}</b>
        <span>
          {first.hold.dueAt <= now ? words.held.due : words.held.after(minutesAndSeconds(first.hold.dueAt - now))}
        </span>
      </button>
      {held.length > 1 ? <span className={styles.more}>{words.held.more(held.length - 1)}</span> : null}
    </div>
  )
})
