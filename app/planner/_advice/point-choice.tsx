'use client'

import type { SealAnswer } from '#protocol/advice'
import { number } from '../../_text/format'
import { useLanguage, useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import { Button } from '../../_ui/button'
import { toast } from '../../_ui/toast'
import { addPoint } from '../_plan/plan'
import { changePlan, undoPlan } from '../_plan/plan-store'
import styles from './advice.module.css'

type Suggested = SealAnswer['points'][number]

/** Points that advice chose, each with its reason; one or all of them go into the plan. */
export const PointChoice = ({ points, onAdded }: { points: readonly Suggested[]; onAdded?: () => void }) => {
  const words = useText(adviceWords)
  const language = useLanguage()
  const add = (chosen: readonly Suggested[]) => {
    changePlan((plan) => chosen.reduce(addPoint, plan))
    toast(words.added(chosen.length), undoPlan)
    onAdded?.()
  }
  if (points.length === 0) return null
  return (
    <>
      <ol className={styles.points}>
        {points.map((point, at) => (
          <li key={`${point.lng},${point.lat}`} className={styles.point}>
            <span className={styles.number}>{at + 1}</span>
            <div className={styles.reason}>
              <p>{point.reason[language]}</p>
              <Button onClick={() => add([point])} aria-label={`${words.suggestion(String(at + 1))}：${words.add}`}>
                {words.add}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <Button look="primary" wide onClick={() => add(points)}>
        {words.addAll(points.length)} · {words.staff(number(points.reduce((sum, { staff }) => sum + staff, 0)))}
      </Button>
    </>
  )
}
