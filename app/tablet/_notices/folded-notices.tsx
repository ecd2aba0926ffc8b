'use client'

import { type ReactNode, useState } from 'react'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import keyStyles from '../_keys/keys.module.css'
import { TabletIcon } from '../icons'
import styles from './folded-notices.module.css'

/** One thing that must be said. */
export interface Notice {
  /** The same thing keeps it. */
  name: string
  /** Worth a colour, also while it is folded away. */
  urgent: boolean
  bar: ReactNode
}

interface FoldedNoticesProps {
  /** Most urgent first. */
  notices: readonly Notice[]
  /** So many have room without pushing the keys off the screen. */
  most: number
}

/**
 * The most urgent nearest to the keys. What has no room is counted on a key that turns to it, so that however much there
 * is to say, the way on stays where the thumb is. Whatever comes up as the most urgent is turned to by itself.
 */
export const FoldedNotices = ({ notices, most }: FoldedNoticesProps) => {
  const words = useText(tablet)
  const first = notices[0]?.name
  const [turned, setTurned] = useState({ first, by: 0 })
  const from = turned.first === first && turned.by < notices.length ? turned.by : 0
  const shown = [...notices.slice(from), ...notices.slice(0, from)].slice(0, most)
  const hidden = notices.filter((notice) => !shown.includes(notice))
  return [...shown].reverse().map(({ name, bar }, index) => (
    <div key={name} className={styles.row}>
      {bar}
      {hidden.length > 0 && index === shown.length - 1 ? (
        <button
          type="button"
          className={`${keyStyles.plain} ${styles.more}`}
          data-urgent={hidden.some(({ urgent }) => urgent)}
          onClick={() => setTurned({ first, by: (from + most) % notices.length })}
        >
          {words.moreNotices(hidden.length)}
          <TabletIcon name="next" size={22} />
        </button>
      ) : null}
    </div>
  ))
}
