'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import type { ToldPin } from './staff-member'

export const AddStaff = ({ onClose, onAdded }: { onClose: () => void; onAdded: (made: ToldPin) => void }) => {
  const shared = useText(places)
  const words = shared.staff
  const failureWords = useFailureWords()
  const { value } = useResource<{ jurisdictions: { code: string; name: string }[] }>('/jurisdictions')
  const [name, setName] = useState('')
  const [agency, setAgency] = useState('')
  const [jurisdiction, setJurisdiction] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const jurisdictions = value?.jurisdictions ?? []

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const missing = [name.trim() === '' ? words.name : '', agency.trim() === '' ? words.agency : ''].find(
      (one) => one !== '',
    )
    if (missing !== undefined) return setError(shared.missing(missing))
    setBusy(true)
    setError(null)
    const answer = await api.post<ToldPin>('/staff', { name, agency, jurisdiction: jurisdiction || null })
    setBusy(false)
    if (answer.ok) onAdded(answer.value)
    else setError(failureWords(answer.failure, {}, { '/name': words.name, '/agency': words.agency }))
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
        {error ? (
          <p className={list.error} role="alert">
            {error}
          </p>
        ) : null}
        <Button type="submit" look="primary" busy={busy}>
          {words.save}
        </Button>
      </form>
    </>
  )
}
