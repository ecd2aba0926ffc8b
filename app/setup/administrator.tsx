'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { askSession } from '../_live/session'
import { useText } from '../_text/language'
import { setup as setupText } from '../_text/setup'
import { useFailureWords } from '../_text/use-failure'
import { TextField } from '../_ui/field'
import { FormEnd } from '../_ui/form-end'
import styles from './set-up.module.css'

/** The one-time code of the server's terminal makes the first administrator, and signs in. */
export const Administrator = ({ onDone }: { onDone: () => void }) => {
  const words = useText(setupText)
  const failureWords = useFailureWords()
  const [code, setCode] = useState('')
  const [username, setUsername] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const asked = [
      [words.code, code],
      [words.username, username],
      [words.password, password],
    ] as const
    const missing = asked.filter(([, value]) => value.trim() === '').map(([name]) => name)
    if (missing.length > 0) return setError(words.missing(missing.join(words.and)))
    setBusy(true)
    setError(null)
    const name = username.trim()
    const answer = await api.post('/setup/administrator', {
      code: code.trim(),
      username: name,
      password,
      displayName: displayName.trim() || name,
    })
    if (answer.ok) {
      await askSession()
      return onDone()
    }
    setBusy(false)
    const { failure } = answer
    const wrongCode = { unauthorized: words.wrongCode, forbidden: words.wrongCode, 'not-found': words.wrongCode }
    const labels = { '/username': words.username, '/password': words.password, '/displayName': words.displayName }
    setError(failureWords(failure, wrongCode, labels))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={words.code}
        hint={words.codeHint}
        className={styles.code}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <TextField
        label={words.username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <TextField
        label={words.displayName}
        autoComplete="name"
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
      />
      <TextField
        label={words.password}
        hint={words.passwordHint}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <FormEnd error={error} size="large" busy={busy} act={words.create} />
    </form>
  )
}
