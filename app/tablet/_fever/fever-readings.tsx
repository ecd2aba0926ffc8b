'use client'

import type { Reading } from '#domain/entries/entry'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletFever } from '../../_text/tablet-fever'
import { useFormat } from '../../_text/use-format'
import { type PersonDraft, shownDigits } from '../_entry/person-draft'
import cardStyles from './fever-card.module.css'
import styles from './fever-readings.module.css'

interface FeverReadingsProps {
  first: Reading | undefined
  hot: PersonDraft
  /** In the place of the second reading while nobody takes it; null: it is typed. */
  waits: string | null
}

/** Both readings stay in sight. */
export const FeverReadings = ({ first, hot, waits }: FeverReadingsProps) => {
  const words = useText(tablet)
  const fever = useText(tabletFever)
  const format = useFormat()
  return (
    <div className={styles.readings}>
      <div className={cardStyles.card}>
        <p>
          {fever.firstReading}
          {first ? ` · ${words.site[first.site]} ${format.time(first.at)}` : ''}
        </p>
        <b>
          {first?.celsius.toFixed(1)}
          <small>℃</small>
        </b>
      </div>
      <div className={cardStyles.card}>
        <p>
          {fever.secondReading} · {words.site[waits === null ? hot.site : 'axilla']}
        </p>
        {waits === null ? (
          <b data-empty={hot.digits === ''}>
            {hot.digits === '' ? words.toMeasure : shownDigits(hot.digits)}
            {hot.digits === '' ? null : <small>℃</small>}
          </b>
        ) : (
          <b data-empty="true">{waits}</b>
        )}
      </div>
    </div>
  )
}
