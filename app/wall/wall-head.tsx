'use client'

import { useCheckpoints, useConnection, useServerNow } from '../_live/use-live'
import { everyRoom } from '../_text/every-room'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import { wall } from '../_text/wall'
import styles from './wall.module.css'

const NOT_WORKING: readonly string[] = ['offline', 'unstaffed', 'planned', 'closed']
const NOT_A_POST: readonly string[] = ['planned', 'closed']

/** Whose wall it is, how many posts work, and the time; a lost line greys the clock and says since when. */
export const WallHead = ({ county }: { county: string }) => {
  const words = useText(wall)
  const shared = useText(everyRoom)
  const format = useFormat()
  const checkpoints = useCheckpoints()
  const connection = useConnection()
  const now = useServerNow()
  const live = connection.phase === 'live'
  const posts = checkpoints.filter(({ state }) => !NOT_A_POST.includes(state)).length
  const working = checkpoints.filter(({ state }) => !NOT_WORKING.includes(state)).length
  const status = live
    ? words.posts(number(posts), number(working))
    : connection.phase === 'lost'
      ? shared.lostSince(format.time(connection.since))
      : shared.connecting
  return (
    <header className={styles.head} data-live={live}>
      <h1 className={styles.title}>{words.title(county)}</h1>
      <span className={styles.status} role="status">
        <svg className={styles.beacon} viewBox="-4 -4 8 8" aria-hidden="true">
          {live ? (
            <circle r={3.6} fill="var(--mark-reporting)" />
          ) : (
            <circle r={2.9} fill="none" stroke="currentColor" strokeWidth={1.4} />
          )}
        </svg>
        {status}
      </span>
      <span className={styles.day}>{now === null ? '' : format.day(now)}</span>
      <time className={styles.clock}>{now === null ? '' : format.seconds(now)}</time>
    </header>
  )
}
