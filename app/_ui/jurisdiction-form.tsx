'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { askSession } from '../_live/session'
import { county } from '../_text/county'
import { useText } from '../_text/language'
import { SelectField, TextField } from './field'
import { FormEnd } from './form-end'
import styles from './jurisdiction-form.module.css'
import { useSending } from './use-sending'

const USUAL = 'Asia/Shanghai'

/** Counters are kept by whole hours of UTC, so only zones whole hours from it, all year, can be the jurisdiction's. */
const isWholeHours = (zone: string) =>
  [0, 6].every((month) => {
    const at = new Date(Date.UTC(2026, month, 1))
    const minute = new Intl.DateTimeFormat('en', { timeZone: zone, minute: 'numeric' }).format(at)
    return Number(minute) === 0
  })

/** The usual one first, then the present one, then all others. */
const zonesWith = (present: string) => [
  ...new Set([USUAL, present, ...Intl.supportedValuesOf('timeZone').filter(isWholeHours)]),
]

/** The root jurisdiction's name and zone. */
export const JurisdictionForm = ({
  name: present,
  zone,
  onDone,
}: {
  /** As they are now. */
  name?: string
  zone?: string
  onDone: () => void
}) => {
  const words = useText(county).jurisdiction
  const [list] = useState(() => zonesWith(zone ?? USUAL))
  const [chosen, setChosen] = useState(zone ?? USUAL)
  const [name, setName] = useState(present ?? '')
  const { busy, error, setError, send } = useSending()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setError(words.missing(words.name))
    const answer = await send(api.put('/settings', { zone: chosen, name: name.trim() }))
    if (!answer.ok) return
    // The session bears the jurisdiction's name and zone.
    await askSession()
    onDone()
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label={words.name}
        placeholder={words.namePlaceholder}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={words.zone}
        hint={words.zoneHint}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        {list.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </SelectField>
      <FormEnd error={error} busy={busy} act={words.save} />
    </form>
  )
}
