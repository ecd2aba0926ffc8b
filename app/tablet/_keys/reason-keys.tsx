'use client'

import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { EntryForm, FormAct } from '../_entry/form-shape'
import keyStyles from './keys.module.css'
import styles from './reason-keys.module.css'

/** Why it is corrected, on one key; it goes into the entry's note. */
export const ReasonKeys = ({ form, act }: { form: EntryForm; act: (act: FormAct) => void }) => {
  const words = useText(tablet)
  return (
    <fieldset className={styles.reasons}>
      <legend>{words.correctWhy}</legend>
      {Object.values(words.correctReasons).map((reason) => (
        <button
          key={reason}
          type="button"
          className={`${keyStyles.plain} ${form.reason === reason ? keyStyles.chosen : ''}`}
          aria-pressed={form.reason === reason}
          onClick={() => act({ type: 'reason', reason })}
        >
          {reason}
        </button>
      ))}
    </fieldset>
  )
}
