'use client'

import { memo } from 'react'
import type { VehicleKind } from '#domain/entries/entry'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { FormAct } from '../_entry/form-shape'
import type { PlateColour } from '../_entry/plate-colour'
import { PLACES, type PlateDraft } from '../_entry/plate-draft'
import styles from './plate-cells.module.css'

interface PlateCellsProps {
  plate: PlateDraft
  /** The keys go to the plate. */
  typing: boolean
  onFoot: boolean
  kind: VehicleKind
  colour: PlateColour
  act: (act: FormAct) => void
  /** Words fit in two characters only. */
  narrow: boolean
}

/** The plate as it is typed, its eighth place offered, and its colour on one key. */
export const PlateCells = memo(({ plate, typing, onFoot, kind, colour, act, narrow }: PlateCellsProps) => {
  const words = useText(tablet)
  return (
    <div className={styles.row}>
      {plate.mode === 'civil' && !onFoot ? (
        plate.cells.map((value, index) => {
          const eighth = index === PLACES - 1 && !plate.energy
          const current = typing && plate.cursor === index
          return [
            <button
              key={`place-${index + 1}`}
              type="button"
              className={`${styles.cell} ${eighth ? styles.eighth : ''} ${value.length > 1 ? styles.two : ''}`}
              data-current={current}
              data-empty={value === ''}
              aria-label={words.cell(index, value)}
              onClick={() => act({ type: 'plate', act: { type: 'cell', index } })}
            >
              <span className={styles.typed}>
                {value || (eighth && !current ? (narrow ? words.newEnergyShort : words.newEnergy) : '')}
              </span>
            </button>,
            index === 1 ? <span key="dot" className={styles.dot} aria-hidden="true" /> : null,
          ]
        })
      ) : (
        <button
          type="button"
          className={`${styles.cell} ${styles.line}`}
          data-current={typing}
          onClick={() => act({ type: 'focus', focus: { at: plate.mode === 'none' || onFoot ? 'kinds' : 'plate' } })}
        >
          <span className={styles.typed}>
            {onFoot ? (
              words.list.onFoot
            ) : plate.mode === 'none' ? (
              <>
                {words.mode.none}
                <small>{words.kind[kind]}</small>
              </>
            ) : (
              <>
                {plate.line}
                {typing ? <i /> : null}
                {plate.line === '' ? (
                  <small>{plate.mode === 'foreign' ? words.lineHint.foreign : words.lineHint.special}</small>
                ) : null}
              </>
            )}
          </span>
        </button>
      )}
      {onFoot || plate.mode === 'none' ? null : (
        <button
          type="button"
          className={`${styles.cell} ${styles.type}`}
          data-long={words.colour[colour].length > 2}
          aria-label={words.colourLabel(words.colour[colour])}
          onClick={() => act({ type: 'colour' })}
        >
          <span className={styles.typed}>
            <i className={styles.chip} data-colour={colour} />
            {words.colour[colour]}
          </span>
        </button>
      )}
    </div>
  )
})
