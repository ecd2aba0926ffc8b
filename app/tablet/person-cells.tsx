'use client'

import { useEffect, useRef } from 'react'
import type { Site } from '#domain/entry'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { standingFevers } from './_entry/entry-form'
import type { EntryForm, FormAct } from './_entry/form-shape'
import { isImpossible, isMeasured, isOdd, shownDigits } from './_entry/person-draft'
import styles from './entry-screen.module.css'
import { TabletIcon } from './icons'
import keyStyles from './keys.module.css'

interface PersonCellsProps {
  form: EntryForm
  act: (act: FormAct) => void
  narrow: boolean
  onDetails: (person: number | null) => void
}

const SITES: readonly Site[] = ['forehead', 'ear', 'axilla']
/** From so many on the row goes sideways and the place of one more is small. */
const WIDE_UNTIL = 2

/** One reading a person; the site is always in sight. */
export const PersonCells = ({ form, act, narrow, onDetails }: PersonCellsProps) => {
  const words = useText(tablet)
  const row = useRef<HTMLDivElement>(null)
  const current = form.focus.at === 'person' ? form.focus.index : -1
  const site = form.people[Math.max(0, Math.min(current, form.people.length - 1))]?.site ?? 'forehead'
  const fevers = standingFevers(form)

  // Over four people the row goes sideways: who is measured now stays in sight.
  useEffect(() => {
    row.current?.children[current]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])

  return (
    <>
      <div className={styles.sites}>
        <span>{words.temperature}</span>
        <div className={styles.segments}>
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
          {narrow ? words.details : words.detailsLevel[form.rules.level]}
        </button>
      </div>
      <div className={styles.cells} ref={row}>
        {form.people.map((person, index) => {
          const measured = isMeasured(person)
          const odd = isOdd(person) !== null || isImpossible(person)
          const high = fevers.includes(index)
          const first = person.taken.at(-1)
          const value = shownDigits(person.digits)
          const name = [
            words.person(index),
            ...(index === 0 && !form.onFoot && !narrow ? [words.driver] : []),
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
            </button>
          )
        })}
        {form.task.kind === 'new' ? (
          <button
            type="button"
            className={styles.more}
            data-current={current === form.people.length}
            data-wide={form.people.length < WIDE_UNTIL}
            aria-label={words.onePerson}
            onClick={() => act({ type: 'focus', focus: { at: 'person', index: form.people.length } })}
          >
            <TabletIcon name="plus" size={24} />
            {form.people.length < WIDE_UNTIL ? words.onePerson : null}
          </button>
        ) : null}
      </div>
    </>
  )
}
