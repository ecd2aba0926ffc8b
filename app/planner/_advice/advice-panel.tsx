'use client'

import { useEffect, useMemo, useState } from 'react'
import type { PlaceResult } from '#domain/coverage/result'
import type { WhatIf } from '#domain/coverage/what-if'
import type { FrontierAnswer } from '#protocol/advice'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import { useFailureWords } from '../../_text/use-failure'
import { ErrorNote, Loading } from '../../_ui/blank'
import { select, useSelection } from '../selection'
import styles from './advice.module.css'
import { type Asked, askedBody } from './asked'
import { AskedFor } from './asked-for'
import { ClosuresInstead } from './closures-instead'
import { FrontierChart } from './frontier-chart'
import { OrderSwitch } from './order-switch'
import { PointChoice } from './point-choice'
import type { AdviceQuestion, OrderedQuestion } from './question'
import { SealAdvice } from './seal-advice'
import { showSuggestions } from './suggestions'
import { useAnswer } from './use-answer'

/** Where the next points belong: the curve of points against people, the fewest that close all, closures instead. */
export const AdvicePanel = ({
  plan,
  asked,
  places,
}: {
  plan: WhatIf
  asked: Asked
  places: readonly PlaceResult[]
}) => {
  const words = useText(adviceWords)
  const by = useSelection().by ?? 'people'
  const question = useMemo<AdviceQuestion>(() => ({ plan, ...askedBody(asked) }), [plan, asked])
  const ordered = useMemo<OrderedQuestion>(() => ({ ...question, by }), [question, by])
  return (
    <>
      <AskedFor asked={asked} places={places} />
      <OrderSwitch />
      <Frontier question={ordered} />
      <SealAdvice question={ordered} />
      <ClosuresInstead question={question} />
      <p className="unseen" role="status">
        {words.curveNote}
      </p>
    </>
  )
}

const Frontier = ({ question }: { question: OrderedQuestion }) => {
  const words = useText(adviceWords)
  const failureWords = useFailureWords()
  const { value, failure, stale, retry } = useAnswer<FrontierAnswer>('/coverage/frontier', question)
  if (failure && value === null) return <ErrorNote what={words.failed} hint={failureWords(failure)} onRetry={retry} />
  if (value === null) return <Loading rows={5} />
  return (
    <section className={styles.section} data-stale={stale || undefined} aria-busy={stale}>
      <h2 className={styles.title}>{words.curve}</h2>
      {value.steps.length < 2 ? (
        <p className={styles.note}>{words.nothingToDo}</p>
      ) : (
        <Chosen answer={value} key={JSON.stringify(question)} />
      )}
    </section>
  )
}

/** The slider on the curve, and the points that it chooses, shown on the map. */
const Chosen = ({ answer }: { answer: FrontierAnswer }) => {
  const words = useText(adviceWords)
  const { steps, candidates, complete } = answer
  const [at, setAt] = useState(0)
  const step = steps[Math.min(at, steps.length - 1)]
  const points = useMemo(() => step?.chosen.flatMap((index) => candidates[index] ?? []) ?? [], [step, candidates])
  useEffect(() => {
    showSuggestions(points)
    return () => showSuggestions([])
  }, [points])
  if (!step) return null
  return (
    <>
      <p className={styles.note}>{words.curveNote}</p>
      <FrontierChart steps={steps} chosen={at} />
      <label className={styles.slider}>
        <span>{words.points}</span>
        <input
          type="range"
          min={0}
          max={steps.length - 1}
          value={at}
          aria-valuetext={words.curveAlt(String(step.points), number(step.populationExposed))}
          onChange={(event) => setAt(Number(event.target.value))}
        />
        <output className={styles.count}>{step.points}</output>
      </label>
      <p className={styles.note}>
        {words.curveAlt(String(step.points), number(step.populationExposed))}
        {step.vehicles === null || step.points === 0 ? '' : ` ${words.seen(number(step.vehicles))}`}
        {step.points === 0 ? '' : ` ${step.exact ? words.exact : words.searched}`}
        {complete ? '' : ` ${words.incomplete}`}
      </p>
      <PointChoice points={points} onAdded={() => select({ layer: 'plan' })} />
    </>
  )
}
