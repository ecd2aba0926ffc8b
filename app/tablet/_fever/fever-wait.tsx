'use client'

import { useText } from '../../_text/language'
import { tabletFever } from '../../_text/tablet-fever'
import { minutesAndSeconds } from '../minutes-and-seconds'
import cardStyles from './fever-card.module.css'
import styles from './fever-wait.module.css'

interface FeverWaitProps {
  /** Milliseconds, as `since` and `dueAt`. */
  now: number
  since: number
  /** Null: the second reading is taken now. */
  dueAt: number | null
  /** Which threshold was reached. */
  why: string | undefined
}

/** How long until the recheck, or that it is now. */
export const FeverWait = ({ now, since, dueAt, why }: FeverWaitProps) => {
  const fever = useText(tabletFever)
  return (
    <div className={`${cardStyles.card} ${styles.wait}`}>
      <h3>{dueAt === null ? fever.now : fever.wait}</h3>
      <b>{dueAt === null ? '' : minutesAndSeconds(dueAt - now)}</b>
      <p>{dueAt === null || why === undefined ? fever.nowHint : why}</p>
      <span>{dueAt === null ? '' : fever.after}</span>
      {dueAt === null ? null : (
        <div className={styles.progress}>
          <i style={{ width: `${Math.min(100, ((now - since) / (dueAt - since)) * 100)}%` }} />
        </div>
      )}
    </div>
  )
}
