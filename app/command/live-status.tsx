'use client'

import { useConnection, useServerNow } from '../_live/use-live'
import { command } from '../_text/command'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import styles from './command.module.css'

/** Live or since when not, the time and the day. A lost connection greys the clock; the figures stay. */
export const LiveStatus = () => {
  const connection = useConnection()
  const now = useServerNow()
  const format = useFormat()
  const shared = useText(everyRoom)
  const words = useText(command)
  const said = (): string => {
    switch (connection.phase) {
      case 'live':
        return shared.live
      case 'connecting':
        return shared.connecting
      case 'lost':
        return shared.lostSince(format.time(connection.since))
      case 'refused':
        return connection.why === 'upgrade' ? words.upgrade : words.refused
      case 'failed':
        return words.notLoaded
    }
  }
  const live = connection.phase === 'live'
  return (
    <div className={styles.status} data-live={live}>
      <span className={styles.connection} role="status">
        <svg width={8} height={8} viewBox="-4 -4 8 8" aria-hidden="true">
          {live ? (
            <circle r={3.6} fill="var(--mark-reporting)" />
          ) : (
            <circle r={2.9} fill="none" stroke="currentColor" strokeWidth={1.4} />
          )}
        </svg>
        {said()}
      </span>
      <time className={styles.clock}>{now === null ? '' : format.seconds(now)}</time>
      <span className={styles.day}>{now === null ? '' : format.day(now)}</span>
    </div>
  )
}
