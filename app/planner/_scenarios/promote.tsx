'use client'

import { useState } from 'react'
import type { Scenario } from '#protocol/scenario'
import { useText } from '../../_text/language'
import { scenarioWords } from '../../_text/planner-scenarios'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { toast } from '../../_ui/toast'
import { NO_PLAN } from '../_plan/plan'
import { changePlan } from '../_plan/plan-store'
import { select } from '../selection'
import styles from './scenarios.module.css'
import type { useScenarios } from './use-scenarios'

/** Puts the points of a kept plan forward: they stand on everybody's map then, so it asks once more. */
export const Promote = ({ scenario, kept }: { scenario: Scenario; kept: ReturnType<typeof useScenarios> }) => {
  const words = useText(scenarioWords)
  const failureWords = useFailureWords()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const { name, plan, promotedAt } = scenario
  const { add = [], close = [], open = [], remove = [], off = [], on = [] } = plan
  const hasMore = close.length + open.length + remove.length + off.length + on.length > 0
  if (promotedAt !== null) return <p className={styles.note}>{words.promoteAlready}</p>
  if (add.length === 0) return <p className={styles.note}>{words.promoteNoPoint}</p>
  const promote = async () => {
    setBusy(true)
    const names = add.map((_, at) => words.pointName(name, at + 1))
    const answer = await kept.promote(scenario, names)
    setBusy(false)
    setAsking(false)
    if (!answer.ok) return toast(failureWords(answer.failure))
    // What was new in the plan stands as planned now.
    changePlan(() => NO_PLAN)
    select({ layer: 'planned', scenario: null })
    toast(words.promoteDone(answer.value.checkpoints.length))
  }
  return (
    <>
      <Button look="primary" wide onClick={() => setAsking(true)}>
        {words.promote}
      </Button>
      <Dialog
        open={asking}
        title={words.promoteTitle(name)}
        act={words.promote}
        busy={busy}
        onAct={() => void promote()}
        onClose={() => setAsking(false)}
      >
        <p>{words.promoteText(add.length)}</p>
        {hasMore ? <p>{words.promoteLeft}</p> : null}
      </Dialog>
    </>
  )
}
