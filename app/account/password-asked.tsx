'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { account } from '../_text/account'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Button } from '../_ui/button'
import styles from './account.module.css'
import { PasswordAgain } from './password-again'

/** Before the app is put in place or taken away: a screen left open is not enough for that. */
export const PasswordAsked = ({
  act,
  onCancel,
  onBegun,
  onRemoved,
}: {
  act: 'begin' | 'remove'
  onCancel: () => void
  onBegun: (begun: { secret: string; uri: string }) => void
  onRemoved: () => void
}) => {
  const words = useText(account)
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (password === '') return setError(words.password.missing(words.password.current))
    setBusy(true)
    setError(null)
    if (act === 'begin') {
      const begun = await api.post<{ secret: string; uri: string }>('/account/second-factor', { password })
      if (begun.ok) return onBegun(begun.value)
      setError(failureWords(begun.failure, { forbidden: words.password.wrong }))
    } else {
      const removed = await api.post('/account/second-factor/remove', { password })
      if (removed.ok) return onRemoved()
      setError(failureWords(removed.failure, { forbidden: words.password.wrong }))
    }
    setBusy(false)
  }

  return (
    <form className={styles.sessions} onSubmit={(event) => void submit(event)} noValidate>
      <PasswordAgain
        hint={act === 'begin' ? words.secondFactor.beginHint : words.secondFactor.removeHint}
        value={password}
        error={error}
        onChange={setPassword}
      />
      <div className={styles.acts}>
        <Button type="submit" look={act === 'begin' ? 'primary' : 'ending'} busy={busy}>
          {act === 'begin' ? words.secondFactor.next : words.secondFactor.remove}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
