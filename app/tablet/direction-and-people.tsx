'use client'

import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { type EntryForm, type FormAct, headcountOf } from './_entry/form-shape'
import styles from './entry-screen.module.css'
import { TabletIcon } from './icons'
import keyStyles from './keys.module.css'

interface DirectionAndPeopleProps {
  form: EntryForm
  act: (act: FormAct) => void
  ring: 'county' | 'town' | 'village'
}

/** The direction is named for the ring that the post stands on: 进县, 进镇, 进村. */
export const DirectionAndPeople = ({ form, act, ring }: DirectionAndPeopleProps) => {
  const words = useText(tablet)
  return (
    <>
      <div>
        <p className={styles.label}>{words.direction}</p>
        <div className={styles.two}>
          {(['in', 'out'] as const).map((direction) => (
            <button
              key={direction}
              type="button"
              className={`${keyStyles.plain} ${form.direction === direction ? keyStyles.chosen : ''}`}
              aria-pressed={form.direction === direction}
              onClick={() => act({ type: 'direction', direction })}
            >
              <TabletIcon name={direction} size={26} />
              {direction === 'in' ? words.into(ring) : words.outOf(ring)}
            </button>
          ))}
        </div>
      </div>
      <div>
        <p className={styles.label}>{words.people}</p>
        <div className={styles.stepper}>
          <button
            type="button"
            className={keyStyles.plain}
            aria-label={words.onePersonLess}
            onClick={() => act({ type: 'people', change: -1 })}
          >
            <TabletIcon name="minus" />
          </button>
          <button
            type="button"
            className={`${keyStyles.plain} ${styles.count}`}
            aria-label={words.countLabel(headcountOf(form))}
            data-current={form.focus.at === 'headcount'}
            onClick={() => act({ type: 'focus', focus: { at: 'headcount' } })}
          >
            {form.focus.at === 'headcount' && form.headcount === '' ? '_' : headcountOf(form)}
          </button>
          <button
            type="button"
            className={keyStyles.plain}
            aria-label={words.onePersonMore}
            onClick={() => act({ type: 'people', change: 1 })}
          >
            <TabletIcon name="plus" />
          </button>
        </div>
      </div>
    </>
  )
}
