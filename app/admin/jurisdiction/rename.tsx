'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { region as regionText } from '../../_text/region'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import styles from './jurisdiction.module.css'
import type { Region } from './region'

export const Rename = ({
  region,
  onClose,
  onDone,
}: {
  region: Region
  onClose: () => void
  onDone: (name: string) => void
}) => {
  const shared = useText(places)
  const words = useText(regionText)
  const failureWords = useFailureWords()
  const [name, setName] = useState(region.name)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setError(shared.missing(words.name))
    setBusy(true)
    setError(null)
    const answer = await api.patch(`/jurisdictions/${encodeURIComponent(region.code)}`, { name: name.trim() })
    setBusy(false)
    if (answer.ok) onDone(name.trim())
    else setError(failureWords(answer.failure))
  }
  return (
    <>
      <PanelHead title={region.name} onClose={onClose} />
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField label={words.name} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        {error ? (
          <p className={styles.error} role="alert">
            {error}
          </p>
        ) : null}
        <Button type="submit" look="primary" busy={busy}>
          {words.rename}
        </Button>
      </form>
    </>
  )
}
