'use client'

import type { ReactNode } from 'react'
import styles from './_details/details-sheet.module.css'
import keyStyles from './_keys/keys.module.css'
import fieldStyles from './field.module.css'

/** One question with its answer: a label, and keys or a line beneath. */
export const Question = ({
  label,
  watch = false,
  children,
}: {
  label: string
  watch?: boolean
  children: ReactNode
}) => (
  <fieldset className={styles.question} data-watch={watch} data-question={label}>
    <legend>{label}</legend>
    {children}
  </fieldset>
)

interface ChipsProps<Value extends string> {
  values: readonly Value[]
  words: Record<Value, string>
  chosen: readonly string[]
  onToggle: (value: Value) => void
}

/** Choices that are tapped, not typed; a tap on the chosen one takes it back. */
export const Chips = <Value extends string>({ values, words, chosen, onToggle }: ChipsProps<Value>) => (
  <div className={styles.chips}>
    {values.map((value) => (
      <button
        key={value}
        type="button"
        className={`${keyStyles.plain} ${chosen.includes(value) ? keyStyles.chosen : ''}`}
        aria-pressed={chosen.includes(value)}
        onClick={() => onToggle(value)}
      >
        {words[value]}
      </button>
    ))}
  </div>
)

interface LineProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** What is wrong, or merely odd. */
  fault?: string | null
  hint?: string
  kind?: 'text' | 'tel' | 'numeric' | 'date'
  most: number
}

/** A line that is typed on the system's keyboard. */
export const Line = ({ label, value, onChange, fault = null, hint, kind = 'text', most }: LineProps) => (
  <label className={styles.line} data-question={label}>
    <span>{label}</span>
    <input
      className={fieldStyles.field}
      type={kind === 'numeric' ? 'text' : kind}
      inputMode={kind === 'numeric' ? 'numeric' : undefined}
      value={value}
      maxLength={most}
      placeholder={hint}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      aria-invalid={fault !== null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
    {fault === null ? null : (
      <span className={styles.fault} role="alert">
        {fault}
      </span>
    )}
  </label>
)
