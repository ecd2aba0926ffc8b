'use client'

import { api } from '../_live/api'
import { county } from '../_text/county'
import { number } from '../_text/format'
import { useLanguage, useText } from '../_text/language'
import { type RoadFault, roadFaultInChinese } from '../_text/road-fault'
import { Button } from './button'
import styles from './roads-import.module.css'

interface ImportReport {
  segments: number
  insideSegments: number
  crossingGroups: number
  crossings: number
  presumedCrossings: number
  places: number
  warnings: { kind: string; what: string }[]
  warningsInAll: number
  unplaced: { checkpoints: string[]; closures: string[] }
}

/** `fraction` is of the phase, 0 to 1. */
export type ImportState =
  | { state: 'idle' }
  | { state: 'running'; phase: 'reading' | 'storing'; fraction: number; secondsLeft: number | null }
  | { state: 'choosing'; boundaries: { id: number; name: string; level: number | null }[] }
  | { state: 'done'; report: ImportReport }
  | { state: 'failed'; problem: string; fault?: RoadFault }

const FIGURES = ['segments', 'insideSegments', 'crossingGroups', 'crossings', 'presumedCrossings', 'places'] as const
const WARNINGS_SHOWN = 5

/** How an import stands, and what there is to do about it. */
export const ImportOutcome = ({ progress, reload }: { progress: ImportState; reload: () => Promise<unknown> }) => {
  const words = useText(county).roads
  const language = useLanguage()
  const act = async (call: Promise<unknown>) => {
    await call
    await reload()
  }
  if (progress.state === 'running') {
    const { fraction, phase, secondsLeft } = progress
    const left = secondsLeft === null ? '' : words.secondsLeft(number(secondsLeft))
    return (
      <div className={styles.running}>
        <Bar fraction={fraction} words={words.running(words.phase[phase], Math.round(fraction * 100)) + left} />
        <Button onClick={() => void act(api.delete('/roads/import'))}>{words.cancel}</Button>
      </div>
    )
  }
  if (progress.state === 'choosing')
    return (
      <div className={styles.outcome} role="status">
        <p>{words.choose}</p>
        <ul className={styles.choices}>
          {progress.boundaries.map(({ id, name }) => (
            <li key={id}>
              <Button onClick={() => void act(api.post('/roads/import/boundary', { relation: id }))}>
                {name || words.unnamed(id)}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    )
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
  const { warnings, warningsInAll, unplaced } = report
  const lost = [...unplaced.checkpoints, ...unplaced.closures]
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
      {lost.length > 0 ? (
        <div>
          <p className={styles.error}>{words.unplaced(lost.length)}</p>
          <p>{lost.join(' ')}</p>
        </div>
      ) : null}
      {warningsInAll > 0 ? (
        <div>
          <p>{words.leftOut(warningsInAll)}</p>
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

export const Bar = ({ fraction, words }: { fraction: number; words: string }) => (
  <div className={styles.progress} role="status">
    <span>{words}</span>
    <progress className={styles.bar} max={1} value={fraction} aria-label={words} />
  </div>
)
