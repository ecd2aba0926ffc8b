'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { askSession } from '../_live/session'
import { county } from '../_text/county'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Button } from './button'
import { SelectField, TextField } from './field'
import styles from './jurisdiction-form.module.css'

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
  const failureWords = useFailureWords()
  const [list] = useState(() => zonesWith(zone ?? USUAL))
  const [chosen, setChosen] = useState(zone ?? USUAL)
  const [name, setName] = useState(present ?? '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setError(words.missing(words.name))
    setBusy(true)
    setError(null)
    const answer = await api.put('/settings', { zone: chosen, name: name.trim() })
    setBusy(false)
    if (!answer.ok) return setError(failureWords(answer.failure))
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
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button type="submit" look="primary" busy={busy}>
        {words.save}
      </Button>
    </form>
  )
}
