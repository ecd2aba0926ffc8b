'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { account } from '../_text/account'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Button } from '../_ui/button'
import { TextField } from '../_ui/field'
import { toast } from '../_ui/toast'
import styles from './account.module.css'

/** Another password: the old one is asked, and everybody else who is signed in with this account is signed out. */
export const PasswordForm = ({ onChanged }: { onChanged: () => Promise<void> }) => {
  const words = useText(account).password
  const failureWords = useFailureWords()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = [password ? '' : words.old, newPassword ? '' : words.next].filter(Boolean)
    if (missing.length > 0) return setError(words.missing(missing.join(words.and)))
    setBusy(true)
    setError(null)
    const answer = await api.put<{ ended: number }>('/account/password', { password, newPassword })
    setBusy(false)
    if (!answer.ok) {
      return setError(failureWords(answer.failure, { forbidden: words.wrong, invalid: words.wrongNew }))
    }
    setPassword('')
    setNewPassword('')
    toast(words.changed(answer.value.ended))
    await onChanged()
  }

  const type = shown ? 'text' : 'password'
  return (
    <form className={styles.part} onSubmit={(event) => void submit(event)} noValidate>
      <h2 className={styles.heading}>{words.heading}</h2>
      <TextField
        label={words.old}
        type={type}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <TextField
        label={words.next}
        hint={words.hint}
        type={type}
        autoComplete="new-password"
        value={newPassword}
        onChange={(event) => setNewPassword(event.target.value)}
      />
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
      <div className={styles.acts}>
        <Button type="submit" look="primary" busy={busy}>
          {words.change}
        </Button>
        <Button look="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? words.hide : words.show}
        </Button>
      </div>
    </form>
  )
}
