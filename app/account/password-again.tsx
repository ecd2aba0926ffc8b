'use client'

import { account } from '../_text/account'
import { useText } from '../_text/language'
import { TextField } from '../_ui/field'
import styles from './account.module.css'

/** One's password once more before what weighs is done, and why it was not: a screen left open is not enough. */
export const PasswordAgain = ({
  hint,
  value,
  error,
  onChange,
}: {
  hint?: string
  value: string
  error: string | null
  onChange: (password: string) => void
}) => {
  const words = useText(account)
  return (
    <>
      <TextField
        label={words.password.current}
        {...(hint !== undefined && { hint })}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
    </>
  )
}
