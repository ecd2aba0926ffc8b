'use client'

import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import type { EntryForm, FormAct } from './_entry/form-shape'
import { PLACES } from './_entry/plate-draft'
import { shownColour } from './_entry/to-entry'
import styles from './plate-cells.module.css'

interface PlateCellsProps {
  form: EntryForm
  act: (act: FormAct) => void
  /** Words fit in two characters only. */
  narrow: boolean
}

/** The plate as it is typed, its eighth place offered, and its colour on one key. */
export const PlateCells = ({ form, act, narrow }: PlateCellsProps) => {
  const words = useText(tablet)
  const { plate, focus } = form
  const typing = focus.at === 'plate' && !form.onFoot
  const colour = shownColour(form)
  return (
    <div className={styles.row}>
      {plate.mode === 'civil' && !form.onFoot ? (
        plate.cells.map((value, index) => {
          const eighth = index === PLACES - 1 && !plate.energy
          return [
            <button
              key={`place-${index + 1}`}
              type="button"
              className={`${styles.cell} ${eighth ? styles.eighth : ''} ${value.length > 1 ? styles.two : ''}`}
              data-current={typing && plate.cursor === index}
              data-empty={value === ''}
              aria-label={words.cell(index, value)}
              onClick={() => act({ type: 'plate', act: { type: 'cell', index } })}
            >
              {value || (eighth ? (narrow ? words.newEnergyShort : words.newEnergy) : '')}
            </button>,
            index === 1 ? <span key="dot" className={styles.dot} aria-hidden="true" /> : null,
          ]
        })
      ) : (
        <button
          type="button"
          className={`${styles.cell} ${styles.line}`}
          data-current={typing}
          onClick={() =>
            act({ type: 'focus', focus: { at: plate.mode === 'none' || form.onFoot ? 'kinds' : 'plate' } })
          }
        >
          {form.onFoot ? (
            words.list.onFoot
          ) : plate.mode === 'none' ? (
            <>
              {words.mode.none}
              <span>{words.kind[form.kind]}</span>
            </>
          ) : (
            <>
              {plate.line}
              {typing ? <i /> : null}
              {plate.line === '' ? (
                <span>{plate.mode === 'foreign' ? words.lineHint.foreign : words.lineHint.special}</span>
              ) : null}
            </>
          )}
        </button>
      )}
      {form.onFoot || plate.mode === 'none' ? null : (
        <button
          type="button"
          className={`${styles.cell} ${styles.type}`}
          data-long={words.colour[colour].length > 2}
          aria-label={words.colourLabel(words.colour[colour])}
          onClick={() => act({ type: 'colour' })}
        >
          <i className={styles.chip} data-colour={colour} />
          {words.colour[colour]}
        </button>
      )}
    </div>
  )
}
