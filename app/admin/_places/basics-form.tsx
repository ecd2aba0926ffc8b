'use client'

import { type FormEvent, useState } from 'react'
import { RINGS } from '#domain/policy'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { county } from '../../_text/county'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { KINDS } from '../../_ui/checkpoint-form'
import { AreaField, SelectField, TextField } from '../../_ui/field'
import { PlacePicker } from '../../_ui/place-picker'
import { toast } from '../../_ui/toast'
import list from '../_list/list.module.css'
import type { Arrangement, Checkpoint } from './checkpoint'
import { lanesIn, lanesOut } from './lists'

/** Name, kind, ring, road, jurisdiction, place and lanes. */
export const BasicsForm = ({
  checkpoint,
  lanes: present,
  onSaved,
}: {
  checkpoint: Checkpoint
  lanes: Arrangement['lanes']
  onSaved: () => Promise<void>
}) => {
  const words = useText(places)
  const shared = useText(county)
  const failureWords = useFailureWords()
  const { value } = useResource<{ jurisdictions: { code: string; name: string }[] }>('/jurisdictions')
  const [fields, setFields] = useState({
    name: checkpoint.name,
    kind: checkpoint.kind,
    ring: checkpoint.ring,
    road: checkpoint.road ?? '',
    jurisdiction: checkpoint.jurisdiction,
  })
  const [place, setPlace] = useState({ lng: checkpoint.lng, lat: checkpoint.lat })
  const [lanes, setLanes] = useState(lanesOut(present))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const put = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (fields.name.trim() === '') return setError(words.missing(words.head.name))
    setBusy(true)
    setError(null)
    const { road, ...rest } = fields
    const answer = await api.patch(`/checkpoints/${encodeURIComponent(checkpoint.code)}`, {
      ...rest,
      ...place,
      ...(road.trim() === '' ? {} : { road: road.trim() }),
      lanes: lanesIn(lanes),
    })
    setBusy(false)
    if (!answer.ok) return setError(failureWords(answer.failure, { conflict: words.laneUsed }))
    await onSaved()
    toast(words.saved(fields.name))
  }

  return (
    <form className={list.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={shared.checkpoint.name}
        value={fields.name}
        maxLength={100}
        onChange={(event) => put({ name: event.target.value })}
      />
      <SelectField
        label={shared.checkpoint.kind}
        value={fields.kind}
        onChange={(event) => put({ kind: event.target.value })}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {shared.kind[one]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={shared.checkpoint.ring}
        hint={shared.checkpoint.ringHint}
        value={fields.ring}
        onChange={(event) => put({ ring: RINGS.find((one) => one === event.target.value) ?? 'county' })}
      >
        {RINGS.map((one) => (
          <option key={one} value={one}>
            {shared.ring[one]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={words.jurisdiction}
        value={fields.jurisdiction}
        onChange={(event) => put({ jurisdiction: event.target.value })}
      >
        {(value?.jurisdictions ?? [{ code: checkpoint.jurisdiction, name: checkpoint.jurisdiction }]).map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={words.road}
        value={fields.road}
        maxLength={100}
        onChange={(event) => put({ road: event.target.value })}
      />
      <AreaField
        label={words.lanes}
        hint={words.lanesHint}
        rows={3}
        value={lanes}
        onChange={(event) => setLanes(event.target.value)}
      />
      <PlacePicker place={place} onPick={setPlace} />
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
