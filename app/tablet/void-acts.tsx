'use client'

import { useState } from 'react'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import keyStyles from './_keys/keys.module.css'
import { intoSight } from './into-sight'
import styles from './list-sheet.module.css'

interface VoidActsProps {
  reasons: readonly string[]
  /** What becomes of it. */
  hint: string
  onVoid: (reason: string) => void
  onBack: () => void
}

/** Why it is void, then once more: nothing takes it back. */
export const VoidActs = ({ reasons, hint, onVoid, onBack }: VoidActsProps) => {
  const words = useText(tablet)
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <fieldset ref={intoSight} className={`${styles.acts} ${styles.why}`}>
      <legend>{words.list.voidTitle}</legend>
      {reasons.map((reason) => (
        <button
          key={reason}
          type="button"
          className={`${keyStyles.plain} ${reason === chosen ? keyStyles.chosen : ''}`}
          aria-pressed={reason === chosen}
          onClick={() => setChosen(reason)}
        >
          {reason}
        </button>
      ))}
      <p>{hint}</p>
      <button type="button" className={keyStyles.plain} onClick={onBack}>
        {words.list.voidBack}
      </button>
      <button
        type="button"
        className={`${keyStyles.plain} ${styles.sure}`}
        aria-disabled={chosen === null}
        onClick={() => chosen !== null && onVoid(chosen)}
      >
        {chosen === null ? words.list.voidReasonFirst : words.list.voidSure}
      </button>
    </fieldset>
  )
}
