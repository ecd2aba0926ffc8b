'use client'

import { memo, useEffect, useRef } from 'react'
import type { Site } from '#domain/entries/entry'
import type { Thresholds } from '#domain/entries/thresholds'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { FormAct, Level } from '../_entry/form-shape'
import { isImpossible, isMeasured, isOdd, type PersonDraft, shownDigits, standsHigh } from '../_entry/person-draft'
import keyStyles from '../_keys/keys.module.css'
import { TabletIcon } from '../icons'
import styles from './person-cells.module.css'

interface PersonCellsProps {
  people: readonly PersonDraft[]
  /** Who is measured now, by number; one past the last is the place of one more; -1: nobody. */
  current: number
  thresholds: Thresholds
  level: Level
  onFoot: boolean
  /** Another may be added. */
  open: boolean
  act: (act: FormAct) => void
  narrow: boolean
  onDetails: (person: number | null) => void
}

const SITES: readonly Site[] = ['forehead', 'ear', 'axilla']
/** From so many on the row goes sideways and the place of one more is small. */
const WIDE_UNTIL = 2

/** One reading a person; the site is always in sight. */
export const PersonCells = memo((props: PersonCellsProps) => {
  const { people, current, thresholds, level, onFoot, open, act, narrow, onDetails } = props
  const words = useText(tablet)
  const row = useRef<HTMLDivElement>(null)
  const site = people[Math.max(0, Math.min(current, people.length - 1))]?.site ?? 'forehead'
  const several = people.length > 1

  // With more people the row goes sideways: who is measured now stays in sight. It makes the browser lay out the page.
  useEffect(() => {
    if (several) row.current?.children[current]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current, several])

  return (
    <>
      <div className={styles.sites}>
        <span>{words.temperature}</span>
        <div className={`${keyStyles.joined} ${styles.segments}`}>
          {SITES.map((one) => (
            <button
              key={one}
              type="button"
              className={`${keyStyles.plain} ${one === site ? keyStyles.chosen : ''}`}
              aria-pressed={one === site}
              onClick={() => act({ type: 'site', site: one })}
            >
              {words.site[one]}
            </button>
          ))}
        </div>
        <button type="button" className={`${keyStyles.plain} ${styles.details}`} onClick={() => onDetails(null)}>
          <TabletIcon name="list" size={24} />
          {narrow ? words.details : words.detailsLevel[level]}
        </button>
      </div>
      <div className={styles.cells} ref={row}>
        {people.map((person, index) => {
          const measured = isMeasured(person)
          const odd = isOdd(person) !== null || isImpossible(person)
          const high = standsHigh(person, thresholds)
          const first = person.taken.at(-1)
          const value = shownDigits(person.digits)
          const name = [
            words.person(index),
            ...(index === 0 && !onFoot && !narrow && people.length <= WIDE_UNTIL ? [words.driver] : []),
            ...(first ? [words.first(first.celsius.toFixed(1))] : []),
            ...(person.disposition ? [words.order[person.disposition]] : []),
          ].join(' · ')
          return (
            <button
              key={`person-${index + 1}`}
              type="button"
              className={styles.person}
              data-current={index === current}
              data-state={odd ? 'asked' : high ? 'high' : measured ? 'measured' : 'open'}
              onClick={() => act({ type: 'focus', focus: { at: 'person', index } })}
            >
              <span className={styles.reading}>
                <span className={styles.personName}>{name}</span>
                <span className={styles.personValue} data-empty={value === ''}>
                  {isImpossible(person) ? (
                    words.rangeHint
                  ) : value !== '' ? (
                    <>
                      {value}
                      <small>℃</small>
                    </>
                  ) : person.noReading !== null ? (
                    words.noReading[person.noReading]
                  ) : (
                    words.toMeasure
                  )}
                </span>
                {measured && !high ? (
                  <span className={styles.personMark}>
                    <TabletIcon name="check" />
                  </span>
                ) : null}
              </span>
            </button>
          )
        })}
        {open ? (
          <button
            type="button"
            className={styles.more}
            data-current={current === people.length}
            data-wide={people.length < WIDE_UNTIL}
            aria-label={words.onePerson}
            onClick={() => act({ type: 'focus', focus: { at: 'person', index: people.length } })}
          >
            <TabletIcon name="plus" size={24} />
            {people.length < WIDE_UNTIL ? words.onePerson : null}
          </button>
        ) : null}
      </div>
    </>
  )
})
