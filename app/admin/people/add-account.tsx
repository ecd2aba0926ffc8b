'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import type { Role } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import type { Handed } from './hand-over'

const ROLES: readonly Role[] = ['command', 'health', 'planner', 'supervisor', 'reporter', 'staff', 'admin']

/** The password is the server's to make: nobody thinks one up for another. */
export const AddAccount = ({ onClose, onAdded }: { onClose: () => void; onAdded: (made: Handed) => void }) => {
  const words = useText(admin).people
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const [username, setUsername] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [role, setRole] = useState<Role>('command')
  const { value } = useResource<{ jurisdictions: { code: string; name: string }[] }>('/jurisdictions')
  const places = value?.jurisdictions ?? []
  const [jurisdiction, setJurisdiction] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const name = username.trim()
    if (name === '') return setError(words.missing(words.username))
    setBusy(true)
    setError(null)
    const input = { username: name, displayName: displayName.trim() || name, role, jurisdiction: jurisdiction || null }
    const answer = await api.post<Handed>('/users', input)
    setBusy(false)
    if (answer.ok) return onAdded(answer.value)
    const labels = { '/username': words.username, '/displayName': words.displayName }
    setError(failureWords(answer.failure, { conflict: words.exists }, labels))
  }

  return (
    <form className={list.form} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
      <PanelHead title={words.add} onClose={onClose} />
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
      <SelectField
        label={words.jurisdiction}
        value={jurisdiction || (places[0]?.code ?? '')}
        onChange={(event) => setJurisdiction(event.target.value)}
      >
        {places.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </SelectField>
      {error ? (
        <p className={list.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button type="submit" look="primary" busy={busy}>
        {words.save}
      </Button>
    </form>
  )
}
