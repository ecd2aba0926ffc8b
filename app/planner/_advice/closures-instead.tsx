'use client'

import type { ClosuresAnswer } from '#protocol/advice'
import { kilometres, number } from '../../_text/format'
import { useText } from '../../_text/language'
import { planner } from '../../_text/planner'
import { adviceWords } from '../../_text/planner-advice'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { addClosure } from '../_plan/plan'
import { changePlan } from '../_plan/plan-store'
import { roadClass, roadName } from '../road-words'
import styles from './advice.module.css'
import type { AdviceQuestion } from './question'
import { Unfolded } from './unfolded'

type Closure = ClosuresAnswer['closures'][number]

const DETOURS_SHOWN = 3

/** Which points of the seal could be closures: what may not be closed says why, what may says who drives how much farther. */
export const ClosuresInstead = ({ question }: { question: AdviceQuestion }) => {
  const words = useText(adviceWords)
  return (
    <Unfolded<ClosuresAnswer> title={words.closures} path="/coverage/closures-instead" question={question}>
      {({ closures }) => (
        <>
          <p className={styles.note}>{words.closuresNote}</p>
          {closures.length === 0 ? <p>{words.sealed}</p> : null}
          <ul className={styles.points}>
            {closures.map((closure) => (
              <ClosureRow key={`${closure.lng},${closure.lat}`} closure={closure} />
            ))}
          </ul>
        </>
      )}
    </Unfolded>
  )
}

const ClosureRow = ({ closure }: { closure: Closure }) => {
  const words = useText(adviceWords)
  const road = useText(planner)
  const format = useFormat()
  const { refusal, detours } = closure
  return (
    <li className={styles.closure}>
      <p>
        <b>{roadName(closure.road, road)}</b> · {roadClass(closure.road.class, road)}
      </p>
      {refusal ? (
        <p className={styles.warning}>
          {refusal.why === 'state-road' ? words.stateRoad : words.cutsOff(format.list(refusal.places))}
        </p>
      ) : (
        <>
          {detours.length === 0 ? <p className={styles.note}>{words.nobodyFarther}</p> : null}
          {detours.slice(0, DETOURS_SHOWN).map(({ place, people, to, moreMinutes, moreMetres, roads }) => (
            <p key={`${place} ${to}`} className={styles.note}>
              {words.detour(
                place,
                number(people),
                words.goal[to],
                number(moreMinutes),
                kilometres(moreMetres),
                roads.join(' → '),
              )}
            </p>
          ))}
          <Button onClick={() => changePlan((plan) => addClosure(plan, closure))}>{words.closeInstead}</Button>
        </>
      )}
    </li>
  )
}
