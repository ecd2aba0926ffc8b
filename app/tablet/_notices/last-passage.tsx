'use client'

import { memo } from 'react'
import { MINUTE_MS } from '#domain/instant'
import { useLanguage, useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { useFormat } from '../../_text/use-format'
import keyStyles from '../_keys/keys.module.css'
import type { Passage } from '../_room/passages'
import { TabletIcon } from '../icons'
import { readingsOfEntry, whatPassed } from '../passage-words'
import { useNow } from '../use-now'
import styles from './last-passage.module.css'

interface LastPassageProps {
  passage: Passage | null
  narrow: boolean
  compact: boolean
  onCorrect: (passage: Passage) => void
  onUndo: (passage: Passage) => void
}

/** So long the last entry can be taken back with one tap. */
const UNDO_MS = MINUTE_MS
/** Where there is room for one key only. */
const UNDO_COMPACT_MS = 10_000
/** Readings of more people would push the state out of sight. */
const SHOWN_READINGS = 2
const SHOWN_READINGS_NARROW = 1

/** What was saved last, what became of it, and the way to mend it. */
export const LastPassage = memo(({ passage, narrow, compact, onCorrect, onUndo }: LastPassageProps) => {
  const words = useText(tablet)
  const format = useFormat()
  const language = useLanguage()
  const now = useNow(1_000)
  if (!passage) return <p className={styles.last}>{words.last.none}</p>
  const { entry, mark } = passage.kept
  const age = now - mark.savedAt
  // What the server refused has nothing to be taken back from; it is mended.
  const undoable = !passage.voided && mark.state !== 'to-correct'
  const fresh = undoable && age >= 0 && age < (compact ? UNDO_COMPACT_MS : UNDO_MS)
  const readings = readingsOfEntry(entry, words)
    .slice(0, narrow ? SHOWN_READINGS_NARROW : SHOWN_READINGS)
    .join(' ')
  // English has no room for all of it beside a second key: that it was just now, everybody knows.
  const long = fresh && language === 'en'
  // On a phone its plate comes first.
  const brief = narrow && language === 'en' && (passage.state !== 'acknowledged' || !entry.vehicle?.plate)
  const direction = entry.direction === 'in' ? words.inShort : words.outShort
  const count = words.peopleCount(entry.headcount)
  const said = brief
    ? []
    : narrow || long || (compact && language === 'en')
      ? [readings]
      : compact
        ? [count, readings]
        : [direction, count, readings]
  const noPlate = entry.vehicle?.kind === 'special' && entry.vehicle.plate === null
  const correct = noPlate ? words.last.addPlate : words.last.correct
  return (
    <div className={styles.last} data-entry={passage.root} data-state={passage.state}>
      <span className={styles.what}>
        {long ? null : <time dateTime={entry.occurredAt}>{format.time(entry.occurredAt)}</time>}
        <b className="nowrap">{whatPassed(entry, words)}</b>
        {said.join(' ')}
      </span>
      <span
        className={styles.state}
        data-state={passage.state}
        data-plain={passage.voided || entry.disposition !== 'release'}
      >
        <TabletIcon
          name={passage.state === 'acknowledged' ? 'check' : passage.state === 'to-correct' ? 'warning' : 'clock'}
          size={24}
        />
        <span>
          {passage.voided
            ? words.last.voided
            : passage.state === 'to-correct'
              ? words.last.mend
              : words.disposition[entry.disposition]}
        </span>
      </span>
      {fresh ? (
        <button type="button" className={`${keyStyles.ghost} ${styles.undo}`} onClick={() => onUndo(passage)}>
          {words.last.undo}
        </button>
      ) : null}
      {passage.voided || (fresh && (compact || language === 'en')) ? null : (
        <button type="button" className={keyStyles.ghost} onClick={() => onCorrect(passage)}>
          {correct}
        </button>
      )}
    </div>
  )
})
