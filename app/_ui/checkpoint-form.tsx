'use client'

import dynamic from 'next/dynamic'
import { type FormEvent, useMemo, useState } from 'react'
import { api } from '../_live/api'
import { county } from '../_text/county'
import { useText } from '../_text/language'
import styles from './checkpoint-form.module.css'
import { SelectField, TextField } from './field'
import { FormEnd } from './form-end'
import { useSending } from './use-sending'

/** Leaflet needs a window, and only this form needs Leaflet. */
const PlacePicker = dynamic(async () => (await import('./place-picker')).PlacePicker, { ssr: false })

export const KINDS = [
  'county-line',
  'motorway-exit',
  'station',
  'airport',
  'town',
  'village',
  'market',
  'school',
  'closed-site',
] as const
const RINGS = ['county', 'town', 'village'] as const
export const SET_STATES = ['open', 'planned', 'closed'] as const

/** What `POST /checkpoints` answers, as far as the screens use it. */
export interface PlacedCheckpoint {
  code: string
  name: string
}

/** A degree as typed: with a point, or a comma; full-width figures too. NaN where it is none. */
const degree = (typed: string): number => {
  const plain = typed.normalize('NFKC').trim().replace(',', '.')
  return plain === '' ? Number.NaN : Number(plain)
}

const isOnEarth = ({ lng, lat }: { lng: number; lat: number }) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90

export const CheckpointForm = ({ onPlaced }: { onPlaced: (placed: PlacedCheckpoint) => void }) => {
  const words = useText(county)
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [kind, setKind] = useState<string>(KINDS[0])
  const [ring, setRing] = useState<string>(RINGS[0])
  const [state, setState] = useState<string>(SET_STATES[0])
  const [lng, setLng] = useState('')
  const [lat, setLat] = useState('')
  const place = useMemo(() => {
    const at = { lng: degree(lng), lat: degree(lat) }
    return isOnEarth(at) ? at : null
  }, [lng, lat])
  const { busy, error, setError, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const say = words.checkpoint
    const missing = [name.trim() ? '' : say.missing.name, lng.trim() && lat.trim() ? '' : say.missing.position]
    const still = missing.filter(Boolean).join(say.and)
    if (still) return setError(say.still(still))
    if (place === null) return setError(say.badPosition)
    const chosen = code.trim() ? { code: code.trim() } : {}
    const labels = { '/name': say.name, '/code': say.code, '/lng': say.lng, '/lat': say.lat }
    const answer = await send(
      api.post<PlacedCheckpoint>('/checkpoints', {
        ...chosen,
        name: name.trim(),
        ...place,
        kind,
        ring,
        state,
      }),
      { conflict: say.conflict },
      labels,
    )
    if (answer.ok) onPlaced(answer.value)
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={words.checkpoint.name}
        placeholder={words.checkpoint.namePlaceholder}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={styles.pair}>
        <SelectField label={words.checkpoint.kind} value={kind} onChange={(event) => setKind(event.target.value)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kind[one]}
            </option>
          ))}
        </SelectField>
        <SelectField label={words.checkpoint.ring} value={ring} onChange={(event) => setRing(event.target.value)}>
          {RINGS.map((one) => (
            <option key={one} value={one}>
              {words.ring[one]}
            </option>
          ))}
        </SelectField>
      </div>
      <p className={styles.hint}>{words.checkpoint.ringHint}</p>
      <PlacePicker
        place={place}
        onPick={(picked) => {
          setLng(String(picked.lng))
          setLat(String(picked.lat))
        }}
      />
      <div className={styles.pair}>
        <TextField
          label={words.checkpoint.lng}
          inputMode="decimal"
          value={lng}
          onChange={(event) => setLng(event.target.value)}
        />
        <TextField
          label={words.checkpoint.lat}
          inputMode="decimal"
          value={lat}
          onChange={(event) => setLat(event.target.value)}
        />
      </div>
      <p className={styles.hint}>{words.checkpoint.positionHint}</p>
      <div className={styles.pair}>
        <SelectField label={words.checkpoint.state} value={state} onChange={(event) => setState(event.target.value)}>
          {SET_STATES.map((one) => (
            <option key={one} value={one}>
              {words.setState[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={words.checkpoint.code}
          placeholder={words.checkpoint.codeHint}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      <FormEnd error={error} busy={busy} act={words.checkpoint.save} />
    </form>
  )
}
