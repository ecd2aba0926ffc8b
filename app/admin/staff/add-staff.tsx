'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
import list from '../_list/list.module.css'
import type { ToldPin } from './staff-member'

export const AddStaff = ({ onClose, onAdded }: { onClose: () => void; onAdded: (made: ToldPin) => void }) => {
  const shared = useText(places)
  const words = shared.staff
  const { value } = useResource<{ jurisdictions: { code: string; name: string }[] }>('/jurisdictions')
  const [name, setName] = useState('')
  const [agency, setAgency] = useState('')
  const [jurisdiction, setJurisdiction] = useState('')
  const { busy, error, setError, send } = useSending()
  const jurisdictions = value?.jurisdictions ?? []

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = [name.trim() === '' ? words.name : '', agency.trim() === '' ? words.agency : ''].find(
      (one) => one !== '',
    )
    if (missing !== undefined) return setError(shared.missing(missing))
    const answer = await send(
      api.post<ToldPin>('/staff', { name, agency, jurisdiction: jurisdiction || null }),
      {},
      { '/name': words.name, '/agency': words.agency },
    )
    if (answer.ok) onAdded(answer.value)
  }

  return (
    <>
      <PanelHead title={words.add} onClose={onClose} />
      <form className={list.form} onSubmit={(event) => void submit(event)} noValidate autoComplete="off">
        <TextField label={words.name} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        <TextField
          label={words.agency}
          value={agency}
          maxLength={60}
          onChange={(event) => setAgency(event.target.value)}
        />
        <SelectField
          label={words.head.jurisdiction}
          value={jurisdiction || (jurisdictions[0]?.code ?? '')}
          onChange={(event) => setJurisdiction(event.target.value)}
        >
          {jurisdictions.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </SelectField>
        <FormEnd error={error} busy={busy} act={words.save} />
      </form>
    </>
  )
}
