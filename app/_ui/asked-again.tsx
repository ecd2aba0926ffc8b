'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { api } from '../_live/api'
import { answerPasswordAgain } from '../_live/password-again'
import { account } from '../_text/account'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Dialog } from './dialog'
import { TextField } from './field'

/** Asks for one's own password once more, above whatever was being done, which then goes on by itself. */
export const AskedAgain = () => {
  const words = useText(account)
  const failureWords = useFailureWords()
  const [asked, setAsked] = useState(false)
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  /** Calls that wait for the answer: two at once ask one question. */
  const waiting = useRef<((shown: boolean) => void)[]>([])

  useEffect(
    () =>
      answerPasswordAgain(
        () =>
          new Promise((resolve) => {
            waiting.current.push(resolve)
            setAsked(true)
          }),
      ),
    [],
  )

  const answer = (shown: boolean) => {
    setAsked(false)
    setPassword('')
    setError(undefined)
    for (const resolve of waiting.current.splice(0)) resolve(shown)
  }
  const show = async (event?: FormEvent) => {
    event?.preventDefault()
    if (password === '') return setError(words.password.missing(words.password.current))
    setBusy(true)
    setError(undefined)
    const shown = await api.post('/account/password/again', { password })
    setBusy(false)
    if (shown.ok) return answer(true)
    setError(failureWords(shown.failure, { forbidden: words.password.wrong }))
  }

  if (!asked) return null
  return (
    <Dialog
      open
      look="primary"
      title={words.again.title}
      act={words.again.act}
      busy={busy}
      onAct={() => void show()}
      onClose={() => answer(false)}
    >
      <form onSubmit={(event) => void show(event)} noValidate>
        <TextField
          label={words.password.current}
          hint={words.again.hint}
          error={error}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
