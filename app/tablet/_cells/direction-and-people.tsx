'use client'

import { memo } from 'react'
import type { Direction } from '#domain/entries/entry'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { FormAct } from '../_entry/form-shape'
import keyStyles from '../_keys/keys.module.css'
import { TabletIcon } from '../icons'
import labelStyles from '../label.module.css'
import styles from './direction-and-people.module.css'

interface DirectionAndPeopleProps {
  direction: Direction
  headcount: number
  /** The figure is what the digits go to. */
  counting: boolean
  /** Nothing of it is typed yet. */
  blank: boolean
  act: (act: FormAct) => void
  ring: 'county' | 'town' | 'village'
}

/** The direction is named for the ring that the post stands on: 进县, 进镇, 进村. */
export const DirectionAndPeople = memo(
  ({ direction, headcount, counting, blank, act, ring }: DirectionAndPeopleProps) => {
    const words = useText(tablet)
    return (
      <>
        <div>
          <p className={labelStyles.label}>{words.direction}</p>
          <div className={`${keyStyles.joined} ${styles.two}`}>
            {(['in', 'out'] as const).map((way) => (
              <button
                key={way}
                type="button"
                className={`${keyStyles.plain} ${direction === way ? keyStyles.chosen : ''}`}
                aria-pressed={direction === way}
                onClick={() => act({ type: 'direction', direction: way })}
              >
                <TabletIcon name={way} size={26} />
                {way === 'in' ? words.into(ring) : words.outOf(ring)}
              </button>
            ))}
          </div>
        </div>
        <div>
          <p className={labelStyles.label}>{words.people}</p>
          <div className={`${keyStyles.joined} ${styles.stepper}`}>
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
              aria-label={words.countLabel(headcount)}
              data-current={counting}
              onClick={() => act({ type: 'focus', focus: { at: 'headcount' } })}
            >
              {blank ? '_' : headcount}
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
  },
)
