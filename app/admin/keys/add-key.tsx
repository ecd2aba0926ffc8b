'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import type { MadeKey } from './tell-key'

/** The least first: most programs need no more. */
const ROLES = ['gate', 'reporter', 'command', 'health', 'planner', 'supervisor', 'staff', 'admin'] as const
type KeyRole = (typeof ROLES)[number]

export const AddKey = ({ onClose, onMade }: { onClose: () => void; onMade: (made: MadeKey) => void }) => {
  const words = useText(admin).keys
  const common = useText(everyRoom)
  const failureWords = useFailureWords()
  const [name, setName] = useState('')
  const [role, setRole] = useState<KeyRole>('gate')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const called = name.trim()
    if (called === '') return setError(words.missing(words.name))
    setBusy(true)
    setError(null)
    const answer = await api.post<{ key: string }>('/keys', { name: called, role })
    setBusy(false)
    if (answer.ok) return onMade({ name: called, key: answer.value.key })
    setError(failureWords(answer.failure, {}, { '/name': words.name }))
  }

  return (
    <form className={list.form} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
      <PanelHead title={words.add} onClose={onClose} />
      <TextField
        label={words.name}
        hint={words.nameHint}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={words.role}
        value={role}
        onChange={(event) => setRole(ROLES.find((one) => one === event.target.value) ?? 'gate')}
      >
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {one === 'gate' ? words.gate : common.roles[one]}
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
