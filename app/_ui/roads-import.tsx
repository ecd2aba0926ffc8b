'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { upload } from '../_live/api'
import { useResource } from '../_live/use-resource'
import { county } from '../_text/county'
import { number } from '../_text/format'
import { useLanguage, useText } from '../_text/language'
import { type RoadFault, roadFaultInChinese } from '../_text/road-fault'
import { useFailureWords } from '../_text/use-failure'
import { Button } from './button'
import { FileField } from './field'
import styles from './roads-import.module.css'

interface ImportReport {
  segments: number
  insideSegments: number
  crossings: number
  presumedCrossings: number
  places: number
  warnings: { kind: string; what: string }[]
}

/** `fraction` is of the phase, 0 to 1. */
type ImportState =
  | { state: 'idle' }
  | { state: 'running'; phase: 'reading' | 'storing'; fraction: number }
  | { state: 'done'; report: ImportReport }
  | { state: 'failed'; problem: string; fault?: RoadFault }

const FIGURES = ['segments', 'insideSegments', 'crossings', 'presumedCrossings', 'places'] as const
const WARNINGS_SHOWN = 5
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
    if (isEmpty('boundary')) return setError(words.missing(words.boundary))
    if (isEmpty('places')) form.delete('places')
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
  const language = useLanguage()
  if (progress.state === 'running') {
    const percent = Math.round(progress.fraction * 100)
    return <Bar fraction={progress.fraction} words={words.running(words.phase[progress.phase], percent)} />
  }
  if (progress.state === 'failed')
    return (
      <div className={styles.outcome} role="alert">
        <p className={styles.error}>{words.failed}</p>
        <p>{(language === 'zh' && progress.fault && roadFaultInChinese(progress.fault)) || progress.problem}</p>
      </div>
    )
  if (progress.state === 'done')
    return (
      <div className={styles.outcome} role="status">
        <p className={styles.done}>{words.done}</p>
        <Report report={progress.report} />
      </div>
    )
  return null
}

const Report = ({ report }: { report: ImportReport }) => {
  const words = useText(county).roads
  const { warnings } = report
  return (
    <>
      <dl className={styles.report}>
        {FIGURES.map((name) => (
          <div key={name}>
            <dt>{words.report[name]}</dt>
            <dd>{number(report[name])}</dd>
          </div>
        ))}
      </dl>
      {warnings.length > 0 ? (
        <div>
          <p>{words.leftOut(warnings.length)}</p>
          <ul className={styles.warnings}>
            {warnings.slice(0, WARNINGS_SHOWN).map((warning) => (
              <li key={warning.what}>{warning.what}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  )
}

const Bar = ({ fraction, words }: { fraction: number; words: string }) => (
  <div className={styles.progress} role="status">
    <span>{words}</span>
    <progress className={styles.bar} max={1} value={fraction} aria-label={words} />
  </div>
)
