'use client'

import { useState } from 'react'
import type { WhatIf } from '#domain/coverage/what-if'
import type { Scenario } from '#protocol/scenario'
import { useText } from '../../_text/language'
import { planWords } from '../../_text/planner-plan'
import { scenarioWords } from '../../_text/planner-scenarios'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { toast } from '../../_ui/toast'
import { CompareTable } from '../compare-panel'
import type { Coverage } from '../coverage-data'
import { select } from '../selection'
import { Differences } from './differences'
import { Promote } from './promote'
import { ScenarioRow } from './scenario-row'
import styles from './scenarios.module.css'
import type { useDifferences } from './use-differences'
import type { useScenarios } from './use-scenarios'

/** Plans that were kept: saved, opened, compared, put forward. */
export const PlansPanel = ({
  now,
  tried,
  heading,
  whatIf,
  opened,
  against,
  kept,
  differences,
}: {
  now: Coverage
  tried: Coverage | null
  /** What the layer that is tried is called. */
  heading: string
  /** The plan as coverage takes it; null where nothing is changed. */
  whatIf: WhatIf | null
  opened: Scenario | null
  against: Scenario | null
  kept: ReturnType<typeof useScenarios>
  differences: ReturnType<typeof useDifferences>
}) => {
  const words = useText(scenarioWords)
  const plan = useText(planWords)
  const failureWords = useFailureWords()
  const { scenarios, failure, reload } = kept
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.title}>{plan.compare}</h2>
        <CompareTable now={now} tried={tried} heading={heading} />
      </section>
      {against ? <Differences against={against} differences={differences} hasPlan={whatIf !== null} /> : null}
      <section className={styles.section}>
        <Keep whatIf={whatIf} opened={opened} kept={kept} />
        {opened ? <Promote scenario={opened} kept={kept} /> : null}
      </section>
      <section className={styles.section}>
        <h2 className={styles.title}>{words.title}</h2>
        {scenarios === null && failure ? (
          <ErrorNote what={words.failed} hint={failureWords(failure)} onRetry={() => void reload()} />
        ) : scenarios === null ? (
          <Loading rows={3} />
        ) : scenarios.length === 0 ? (
          <Empty why={words.none}>
            <p className={styles.note}>{words.noneHint}</p>
          </Empty>
        ) : (
          <ul className={styles.list}>
            {scenarios.map((scenario) => (
              <ScenarioRow
                key={scenario.id}
                scenario={scenario}
                isOpen={scenario.id === opened?.id}
                isAgainst={scenario.id === against?.id}
                kept={kept}
              />
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

/** Keeps the plan under a new name, or in the kept plan that it was opened from. */
const Keep = ({
  whatIf,
  opened,
  kept,
}: {
  whatIf: WhatIf | null
  opened: Scenario | null
  kept: ReturnType<typeof useScenarios>
}) => {
  const words = useText(scenarioWords)
  const failureWords = useFailureWords()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  if (whatIf === null) return <p className={styles.note}>{words.nothingToSave}</p>
  const save = async () => {
    setBusy(true)
    const answer = await kept.keep(name.trim(), whatIf)
    setBusy(false)
    if (!answer.ok) return setError(failureWords(answer.failure))
    setError(undefined)
    setName('')
    select({ scenario: answer.value.id })
    toast(words.saved(answer.value.name))
  }
  const update = async (scenario: Scenario) => {
    setBusy(true)
    const answer = await kept.change(scenario, { plan: whatIf })
    setBusy(false)
    if (answer.ok) toast(words.saved(scenario.name))
    else setError(answer.failure.kind === 'conflict' ? words.changedElsewhere : failureWords(answer.failure))
  }
  const isOther = opened !== null && opened.promotedAt === null && !isSame(opened.plan, whatIf)
  return (
    <form
      className={styles.keep}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {isOther ? (
        <Button wide busy={busy} onClick={() => void update(opened)}>
          {words.update(opened.name)}
        </Button>
      ) : null}
      <TextField
        label={words.name}
        hint={words.nameHint}
        error={error}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" wide busy={busy} disabled={name.trim() === ''}>
        {words.save}
      </Button>
    </form>
  )
}

/** Coordinates come back from the server as they were sent, lists in their order; what is absent is an empty list. */
const isSame = (one: WhatIf, other: WhatIf): boolean => {
  const plain = ({ open = [], close = [], add = [], remove = [], off = [], on = [] }: WhatIf) =>
    JSON.stringify([open, close.map(pair), add.map(pair), remove, off, on])
  return plain(one) === plain(other)
}

const pair = ({ lng, lat }: { lng: number; lat: number }) => [lng, lat]
