'use client'

import { type FormEvent, useEffect, useState } from 'react'
import type { Problem } from '#protocol/problem'
import { upload } from '../_live/api'
import { useResource } from '../_live/use-resource'
import { county } from '../_text/county'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Button } from './button'
import { FileField } from './field'
import styles from './roads-import.module.css'

interface ImportState {
  state: 'idle' | 'running' | 'done' | 'failed'
  phase?: string | null
  /** Of the phase, 0 to 1. */
  fraction?: number | null
  report?: Record<string, unknown> | null
  problem?: Problem | null
}

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
    const roads = form.get('roads')
    if (!(roads instanceof File) || roads.size === 0) return setError(words.missing)
    for (const name of ['boundary', 'places']) {
      const file = form.get(name)
      if (file instanceof File && file.size === 0) form.delete(name)
    }
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
      {sending === null && progress ? <Outcome progress={progress} /> : null}
    </div>
  )
}

const Outcome = ({ progress }: { progress: ImportState }) => {
  const words = useText(county).roads
  if (progress.state === 'running') {
    const percent = Math.round((progress.fraction ?? 0) * 100)
    const phases: Record<string, string> = words.phase
    const phase = phases[progress.phase ?? ''] ?? words.working
    return <Bar fraction={progress.fraction ?? 0} words={words.running(phase, percent)} />
  }
  if (progress.state === 'failed')
    return (
      <div className={styles.outcome} role="alert">
        <p className={styles.error}>{words.failed}</p>
        <p>{progress.problem?.detail ?? progress.problem?.title}</p>
      </div>
    )
  if (progress.state === 'done')
    return (
      <div className={styles.outcome} role="status">
        <p className={styles.done}>{words.done}</p>
        <Report report={progress.report ?? {}} />
      </div>
    )
  return null
}

/** The figures of the report that have a word here; a list counts its items. */
const Report = ({ report }: { report: Record<string, unknown> }) => {
  const words = useText(county).roads
  const figures = Object.entries(words.report).flatMap(([key, name]) => {
    const value = report[key]
    const figure = Array.isArray(value) ? value.length : value
    return typeof figure === 'number' ? [{ key, name, figure }] : []
  })
  return (
    <dl className={styles.report}>
      {figures.map(({ key, name, figure }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{number(figure)}</dd>
        </div>
      ))}
    </dl>
  )
}

const Bar = ({ fraction, words }: { fraction: number; words: string }) => (
  <div className={styles.progress} role="status">
    <span>{words}</span>
    <progress className={styles.bar} max={1} value={fraction} aria-label={words} />
  </div>
)
