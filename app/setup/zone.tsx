'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../_live/api'
import { askSession } from '../_live/session'
import { useText } from '../_text/language'
import { setup as setupText } from '../_text/setup'
import { useFailureWords } from '../_text/use-failure'
import { Button } from '../_ui/button'
import { SelectField, TextField } from '../_ui/field'
import styles from './set-up.module.css'

const USUAL = 'Asia/Shanghai'

/** Counters are kept by whole hours of UTC, so only zones whole hours from it, all year, can be the jurisdiction's. */
const isWholeHours = (zone: string) =>
  [0, 6].every((month) => {
    const at = new Date(Date.UTC(2026, month, 1))
    const minute = new Intl.DateTimeFormat('en', { timeZone: zone, minute: 'numeric' }).format(at)
    return Number(minute) === 0
  })

const zones = () => [
  USUAL,
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== USUAL && isWholeHours(zone)),
]

/** The jurisdiction's name and zone. */
export const Zone = ({ onDone }: { onDone: () => void }) => {
  const words = useText(setupText)
  const failureWords = useFailureWords()
  const [list] = useState(zones)
  const [chosen, setChosen] = useState(USUAL)
  const [name, setName] = useState('')
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
        {list.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </SelectField>
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button type="submit" look="primary" size="large" busy={busy}>
        {words.saveZone}
      </Button>
    </form>
  )
}
