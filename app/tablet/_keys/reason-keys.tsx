'use client'

import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { EntryForm, FormAct } from '../_entry/form-shape'
import keyStyles from './keys.module.css'
import styles from './reason-keys.module.css'

const REASONS = ['plate', 'reading', 'people', 'done', 'more'] as const

interface ReasonKeysProps {
  form: EntryForm
  act: (act: FormAct) => void
  /** A phone: one row, or the keys of the plate have no room. */
  narrow: boolean
}

/** Why it is corrected, on one key; it goes into the entry's note. */
export const ReasonKeys = ({ form, act, narrow }: ReasonKeysProps) => {
  const { correctWhy, correctReasons, correctReasonsShort } = useText(tablet)
  return (
    <fieldset className={styles.reasons}>
      <legend>{correctWhy}</legend>
      {REASONS.map((one) => {
        const reason = correctReasons[one]
        return (
          <button
            key={one}
            type="button"
            className={`${keyStyles.plain} ${form.reason === reason ? keyStyles.chosen : ''}`}
            aria-label={reason}
            aria-pressed={form.reason === reason}
            onClick={() => act({ type: 'reason', reason })}
          >
            {narrow ? correctReasonsShort[one] : reason}
          </button>
        )
      })}
    </fieldset>
  )
}
