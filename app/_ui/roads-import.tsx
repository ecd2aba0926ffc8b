'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { upload } from '../_live/api'
import { useResource } from '../_live/use-resource'
import { county } from '../_text/county'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Button } from './button'
import { FileField, SelectField } from './field'
import styles from './roads-import.module.css'
import { Bar, ImportOutcome, type ImportState } from './roads-import-outcome'

const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
const RUNNING_MS = 700

/** Sends the road file with boundary and places, then shows what the server makes of it. */
export const RoadsImport = ({ onDone }: { onDone?: () => void }) => {
  const words = useText(county).roads
  const failureWords = useFailureWords()
  const [sending, setSending] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [own, setOwn] = useState(false)
  const [every, setEvery] = useState(0)
  const { value: progress, reload } = useResource<ImportState>('/roads/import', every)

  const running = progress?.state === 'running'
  const done = progress?.state === 'done'
  useEffect(() => setEvery(running ? RUNNING_MS : 0), [running])
  useEffect(() => {
    if (own && done) onDone?.()
  }, [own, done, onDone])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const isEmpty = (name: string) => {
      const file = form.get(name)
      return !(file instanceof File) || file.size === 0
    }
    if (isEmpty('roads')) return setError(words.missing(words.roads))
    for (const name of ['boundary', 'places']) if (isEmpty(name)) form.delete(name)
    if (!form.has('boundary')) form.set('relation', '?')
    setError(null)
    setSending(0)
    const answer = await upload('/roads', form, setSending)
    setSending(null)
    if (!answer.ok) return setError(answer.failure.problem?.detail ?? failureWords(answer.failure))
    setOwn(true)
    await reload()
  }

  const busy = sending !== null || running
  return (
    <div className={styles.import}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <FileField
          label={words.roads}
          hint={words.roadsHint}
          name="roads"
          accept=".pbf,.osm,.json,.geojson"
          disabled={busy}
        />
        <FileField
          label={words.boundary}
          hint={words.boundaryHint}
          name="boundary"
          accept=".json,.geojson"
          disabled={busy}
        />
        <FileField label={words.places} hint={words.placesHint} name="places" accept=".json,.geojson" disabled={busy} />
        <SelectField label={words.datum} name="datum" disabled={busy} defaultValue="wgs84">
          {DATUMS.map((datum) => (
            <option key={datum} value={datum}>
              {words.datums[datum]}
            </option>
          ))}
        </SelectField>
        {error ? (
          <p className={styles.error} role="alert">
            {error}
          </p>
        ) : null}
        <Button type="submit" look="primary" busy={busy}>
          {words.start}
        </Button>
      </form>
      {sending === null ? null : <Bar fraction={sending} words={words.sending(Math.round(sending * 100))} />}
      {sending === null && progress ? <ImportOutcome progress={progress} reload={reload} /> : null}
    </div>
  )
}
