'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { account } from '../_text/account'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { Button } from '../_ui/button'
import { TextField } from '../_ui/field'
import { Qr } from '../_ui/qr'
import { useSending } from '../_ui/use-sending'
import styles from './account.module.css'

/** The app reads the code on the screen, and shows by its first digits that it has. */
export const ConfirmApp = ({
  secret,
  uri,
  onCancel,
  onConfirmed,
}: {
  secret: string
  uri: string
  onCancel: () => void
  onConfirmed: (recoveryCodes: string[]) => void
}) => {
  const words = useText(account).secondFactor
  const common = useText(everyRoom)
  const [code, setCode] = useState('')
  const { busy, error, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const confirmed = api.put<{ recoveryCodes: string[] }>('/account/second-factor', { code: code.trim() })
    const answer = await send(confirmed, { invalid: words.wrongCode })
    if (answer.ok) onConfirmed(answer.value.recoveryCodes)
  }

  return (
    <form className={styles.sessions} onSubmit={(event) => void submit(event)} noValidate>
      <div className={styles.scan}>
        <Qr content={uri} label={words.qr} size={168} />
        <div className={styles.typed}>
          <p className={styles.text}>{words.scan}</p>
          <output className={styles.secret}>{secret.replace(/.{4}(?=.)/g, '$& ')}</output>
        </div>
      </div>
      <TextField
        label={words.firstCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
      <div className={styles.acts}>
        <Button type="submit" look="primary" busy={busy} disabled={code.replace(/\s/g, '').length < 6}>
          {words.confirm}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
