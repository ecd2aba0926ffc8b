'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import type { Role } from '../../_live/session'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { Icon } from '../../_ui/icons'
import { toast } from '../../_ui/toast'
import styles from './add-account.module.css'

const ROLES: readonly Role[] = ['command', 'planner', 'supervisor', 'staff', 'admin']
/** Crockford's base 32 without what is mixed up when read aloud: 12 of them are 60 bits. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 12

const randomPassword = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => LETTERS[byte % LETTERS.length]).join('')

export const AddAccount = ({ onClose, onAdded }: { onClose: () => void; onAdded: () => Promise<void> }) => {
  const words = useText(admin).people
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const [username, setUsername] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [role, setRole] = useState<Role>('command')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = [username.trim() ? '' : words.username, password ? '' : words.password].filter(Boolean)
    if (missing.length > 0) return setError(words.missing(missing.join(words.and)))
    setBusy(true)
    setError(null)
    const name = username.trim()
    const answer = await api.post('/users', { username: name, displayName: displayName.trim() || name, role, password })
    setBusy(false)
    if (!answer.ok) {
      const first = answer.failure.problem?.errors?.[0]?.message
      return setError(first ?? failureWords(answer.failure, { conflict: words.exists }))
    }
    toast(words.added(name))
    onClose()
    await onAdded()
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
      <header className={styles.head}>
        <h2>{words.add}</h2>
        <Button look="quiet" onClick={onClose} aria-label={common.close}>
          <Icon name="close" />
        </Button>
      </header>
      <TextField
        label={words.username}
        value={username}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setUsername(event.target.value)}
      />
      <TextField
        label={words.displayName}
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
      />
      <SelectField
        label={words.role}
        value={role}
        onChange={(event) => setRole(ROLES.find((one) => one === event.target.value) ?? 'command')}
      >
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {common.roles[one]}
          </option>
        ))}
      </SelectField>
      <div className={styles.password}>
        <TextField
          label={words.password}
          hint={words.passwordHint}
          value={password}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button onClick={() => setPassword(randomPassword())}>{words.generate}</Button>
      </div>
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button type="submit" look="primary" busy={busy}>
        {words.save}
      </Button>
    </form>
  )
}
