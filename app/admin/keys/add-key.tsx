'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
import list from '../_list/list.module.css'
import type { MadeKey } from './tell-key'

/** The least first: most programs need no more. */
const ROLES = ['gate', 'reporter', 'command', 'health', 'planner', 'supervisor', 'staff', 'admin'] as const
type KeyRole = (typeof ROLES)[number]

export const AddKey = ({ onClose, onMade }: { onClose: () => void; onMade: (made: MadeKey) => void }) => {
  const words = useText(admin).keys
  const common = useText(everyRoom)
  const [name, setName] = useState('')
  const [role, setRole] = useState<KeyRole>('gate')
  const { busy, error, setError, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const called = name.trim()
    if (called === '') return setError(words.missing(words.name))
    const answer = await send(api.post<{ key: string }>('/keys', { name: called, role }), {}, { '/name': words.name })
    if (answer.ok) onMade({ name: called, key: answer.value.key })
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
      <FormEnd error={error} busy={busy} act={words.save} />
    </form>
  )
}
