'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import type { Role } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
import list from '../_list/list.module.css'
import type { Handed } from './hand-over'

const ROLES: readonly Role[] = ['command', 'health', 'planner', 'supervisor', 'reporter', 'staff', 'admin']

/** The password is the server's to make: nobody thinks one up for another. */
export const AddAccount = ({ onClose, onAdded }: { onClose: () => void; onAdded: (made: Handed) => void }) => {
  const words = useText(admin).people
  const common = useText(everyRoom)
  const [username, setUsername] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [role, setRole] = useState<Role>('command')
  const { value } = useResource<{ jurisdictions: { code: string; name: string }[] }>('/jurisdictions')
  const places = value?.jurisdictions ?? []
  const [jurisdiction, setJurisdiction] = useState('')
  const { busy, error, setError, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const name = username.trim()
    if (name === '') return setError(words.missing(words.username))
    const input = { username: name, displayName: displayName.trim() || name, role, jurisdiction: jurisdiction || null }
    const labels = { '/username': words.username, '/displayName': words.displayName }
    const answer = await send(api.post<Handed>('/users', input), { conflict: words.exists }, labels)
    if (answer.ok) onAdded(answer.value)
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
      <FormEnd error={error} busy={busy} act={words.save} />
    </form>
  )
}
