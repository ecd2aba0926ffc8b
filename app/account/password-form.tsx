'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { account } from '../_text/account'
import { useText } from '../_text/language'
import { Button } from '../_ui/button'
import { TextField } from '../_ui/field'
import { toast } from '../_ui/toast'
import { useSending } from '../_ui/use-sending'
import styles from './account.module.css'

/** Another password: the old one is asked, and everybody else who is signed in with this account is signed out. */
export const PasswordForm = ({ onChanged }: { onChanged: () => Promise<void> }) => {
  const words = useText(account).password
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [shown, setShown] = useState(false)
  const { busy, error, setError, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = [password ? '' : words.old, newPassword ? '' : words.next].filter(Boolean)
    if (missing.length > 0) return setError(words.missing(missing.join(words.and)))
    const changed = api.put<{ ended: number }>('/account/password', { password, newPassword })
    const answer = await send(changed, { forbidden: words.wrong, invalid: words.wrongNew })
    if (!answer.ok) return
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
