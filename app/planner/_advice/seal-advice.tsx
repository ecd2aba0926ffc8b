'use client'

import { useState } from 'react'
import type { SealAnswer } from '#protocol/advice'
import { kilometres, number } from '../../_text/format'
import { useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import { useFormat } from '../../_text/use-format'
import styles from './advice.module.css'
import { PointChoice } from './point-choice'
import type { OrderedQuestion } from './question'
import { Unfolded } from './unfolded'

/** The fewest points that leave nobody exposed, and the proof that fewer will not do. */
export const SealAdvice = ({ question }: { question: OrderedQuestion }) => {
  const words = useText(adviceWords)
  const format = useFormat()
  return (
    <Unfolded<SealAnswer> title={words.seal} path="/coverage/seal" question={question}>
      {({ minimum, points, staff, unsealable, proof }) => (
        <>
          <p className={styles.asked}>{minimum === 0 ? words.sealed : words.sealSum(number(minimum), number(staff))}</p>
          {unsealable.length > 0 ? <p className={styles.warning}>{words.unsealable(format.list(unsealable))}</p> : null}
          <PointChoice points={points} />
          {proof.length > 0 ? <Proof proof={proof} /> : null}
        </>
      )}
    </Unfolded>
  )
}

const Proof = ({ proof }: { proof: SealAnswer['proof'] }) => {
  const words = useText(adviceWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.proof}
      </button>
      {open ? (
        <>
          <p className={styles.note}>{words.proofNote(number(proof.length))}</p>
          <ol className={styles.proof}>
            {proof.map(({ crossing, place, metres, roads }) => (
              <li key={`${crossing} ${place} ${metres}`}>
                {words.proofRoute(place, kilometres(metres), roads.join(' → '))}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </>
  )
}
