'use client'

import { type FormEvent, useState } from 'react'
import { RINGS } from '#domain/policy/policy'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { county } from '../../_text/county'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { KINDS } from '../../_ui/checkpoint-form'
import { AreaField, SelectField, TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PlacePicker } from '../../_ui/place-picker'
import { toast } from '../../_ui/toast'
import { useSending } from '../../_ui/use-sending'
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
  const { busy, error, setError, send } = useSending()
  const put = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (fields.name.trim() === '') return setError(words.missing(words.head.name))
    const { road, ...rest } = fields
    const answer = await send(
      api.patch(`/checkpoints/${encodeURIComponent(checkpoint.code)}`, {
        ...rest,
        ...place,
        ...(road.trim() === '' ? {} : { road: road.trim() }),
        lanes: lanesIn(lanes),
      }),
      { conflict: words.laneUsed },
    )
    if (!answer.ok) return
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
      <FormEnd error={error} busy={busy} act={words.save} />
    </form>
  )
}
