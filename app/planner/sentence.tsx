'use client'

import type { ReactNode } from 'react'
import { everyRoom } from '../_text/every-room'
import { kilometres, number } from '../_text/format'
import { useLanguage, useText } from '../_text/language'
import { planner } from '../_text/planner'
import { planWords } from '../_text/planner-plan'
import { Button } from '../_ui/button'
import type { useTrial } from './_engine/use-trial'
import type { Coverage } from './coverage-data'
import styles from './editor.module.css'
import { effectOf, openGroups } from './plan-effect'
import { planSentence } from './plan-sentence'
import type { Layer } from './selection'

/** The one line under the bar: what is shown, and what it comes to. Read out when it changes. */
export const Sentence = ({
  layer,
  now,
  tried,
  trial,
  changes,
  planned,
  children,
}: {
  layer: Layer
  now: Coverage
  /** Null while the engine has not answered yet. */
  tried: Coverage | null
  trial: ReturnType<typeof useTrial>
  /** How much the plan changes. */
  changes: number
  /** How many checkpoints are planned. */
  planned: number
  /** At the end of the line. */
  children: ReactNode
}) => {
  const words = useText(planWords)
  const shared = useText(everyRoom)
  const language = useLanguage()
  if (layer === 'now') return <NowSentence coverage={now}>{children}</NowSentence>
  const nothing = layer === 'plan' ? changes === 0 : planned === 0
  const state = () => {
    if (nothing) return layer === 'plan' ? words.notYet : words.noPlanned
    if (trial.phase === 'failed') return `${words.failed}：${words.failedHint[trial.reason]}`
    if (tried === null) return trial.phase === 'opening' ? words.opening : words.trying
    return planSentence(effectOf(now, tried), words, language)
  }
  return (
    <section className={styles.sentence} data-layer={layer} aria-label={words.outcome}>
      <span className={styles.mark}>{words.mark[layer]}</span>
      <p className={styles.words} role="status">
        {layer === 'plan' && changes > 0 ? <b className={styles.lead}>{words.changes(changes)}</b> : null}
        {state()}
      </p>
      {trial.phase === 'failed' && !nothing ? <Button onClick={trial.retry}>{shared.retry}</Button> : null}
      {trial.answer && tried && !nothing ? (
        <span className={styles.took}>{words.took(String(Math.max(1, Math.round(trial.answer.took))))}</span>
      ) : null}
      {children}
    </section>
  )
}

const NowSentence = ({ coverage, children }: { coverage: Coverage; children: ReactNode }) => {
  const words = useText(planner)
  const plan = useText(planWords)
  const { metres, populationExposed } = coverage.summary
  const open = openGroups(coverage)
  return (
    <section className={styles.sentence} data-layer="now" aria-label={plan.outcome}>
      <span className={styles.mark}>{words.now}</span>
      <p className={styles.words} role="status">
        {open === 0
          ? words.sealed
          : words.sentence(
              String(open),
              number(populationExposed),
              kilometres(metres.exposed),
              kilometres(metres.lapsed),
            )}
      </p>
      {children}
    </section>
  )
}
