'use client'

import { useEffect, useState } from 'react'
import { TextField } from './field'
import styles from './number-field.module.css'

/** A number with its unit beside it. What is typed stays as it is until it is one; full-width figures are taken. */
export const NumberField = ({
  label,
  hint,
  unit,
  value,
  decimals = 0,
  onChange,
}: {
  label: string
  hint?: string
  unit: string
  value: number
  decimals?: 0 | 1
  onChange: (value: number) => void
}) => {
  const [typed, setTyped] = useState(value.toFixed(decimals))
  useEffect(() => setTyped((held) => (read(held) === value ? held : value.toFixed(decimals))), [value, decimals])
  return (
    <div className={styles.number}>
      <TextField
        label={label}
        {...(hint === undefined ? {} : { hint })}
        inputMode={decimals === 0 ? 'numeric' : 'decimal'}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          const number = read(event.target.value)
          if (number !== null) onChange(Number(number.toFixed(decimals)))
        }}
        onBlur={() => setTyped(value.toFixed(decimals))}
      />
      <span className={styles.unit} aria-hidden="true">
        {unit}
      </span>
    </div>
  )
}

const read = (typed: string): number | null => {
  const plain = typed.normalize('NFKC').trim().replace(',', '.')
  const number = Number(plain)
  return plain === '' || !Number.isFinite(number) ? null : number
}
