'use client'

import { useId, useState } from 'react'
import { choiceWords } from '../_text/checkpoint-choice'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import styles from './checkpoint-choice.module.css'
import { TextField } from './field'

interface Point {
  code: string
  name: string
}

/** So many are laid out; the rest is counted, and found by name. */
const MOST = 200

/** All checkpoints (null), or some that are found by name or code. */
export const CheckpointChoice = ({
  label,
  all,
  points,
  chosen,
  onChange,
}: {
  label: string
  /** What the choice of all is called. */
  all: string
  points: readonly Point[]
  /** Codes. */
  chosen: readonly string[] | null
  onChange: (chosen: readonly string[] | null) => void
}) => {
  const words = useText(choiceWords)
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <label className={styles.one}>
        <input type="radio" name={name} checked={chosen === null} onChange={() => onChange(null)} />
        {all}
      </label>
      <label className={styles.one}>
        <input type="radio" name={name} checked={chosen !== null} onChange={() => onChange([])} />
        {words.some}
      </label>
      {chosen === null ? null : <Picker points={points} chosen={chosen} onChange={onChange} />}
    </fieldset>
  )
}

const Picker = ({
  points,
  chosen,
  onChange,
}: {
  points: readonly Point[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}) => {
  const words = useText(choiceWords)
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const ticked = new Set(chosen)
  const found = points.filter(
    ({ code, name }) => name.toLowerCase().includes(wanted) || code.toLowerCase().includes(wanted),
  )
  return (
    <div className={styles.picker}>
      <TextField
        label={words.find}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        autoComplete="off"
      />
      <p className={styles.hint}>{words.chosen(number(chosen.length))}</p>
      <ul className={styles.points}>
        {found.slice(0, MOST).map(({ code, name }) => (
          <li key={code}>
            <label className={styles.one}>
              <input
                type="checkbox"
                checked={ticked.has(code)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
                }
              />
              {name} <span className={styles.code}>{code}</span>
            </label>
          </li>
        ))}
        {found.length > MOST ? <li className={styles.hint}>{words.beyond(number(found.length - MOST))}</li> : null}
        {found.length === 0 ? <li className={styles.hint}>{words.noMatch}</li> : null}
      </ul>
    </div>
  )
}
