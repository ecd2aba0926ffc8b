'use client'

import { type ReactNode, useState } from 'react'
import { useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import { useFailureWords } from '../../_text/use-failure'
import { ErrorNote, Loading } from '../../_ui/blank'
import styles from './advice.module.css'
import { useAnswer } from './use-answer'

/** A section of advice that asks the server once it is unfolded. */
export const Unfolded = <T,>({
  title,
  path,
  question,
  children,
}: {
  title: string
  path: string
  question: object
  children: (value: T) => ReactNode
}) => {
  const words = useText(adviceWords)
  const failureWords = useFailureWords()
  const [open, setOpen] = useState(false)
  const { value, failure, stale, retry } = useAnswer<T>(path, open ? question : null)
  return (
    <section className={styles.section}>
      <h2 className={styles.fold}>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {title}
        </button>
      </h2>
      {!open ? null : failure && value === null ? (
        <ErrorNote what={words.failed} hint={failureWords(failure)} onRetry={retry} />
      ) : value === null ? (
        <Loading rows={3} />
      ) : (
        <div data-stale={stale || undefined} aria-busy={stale}>
          {children(value)}
        </div>
      )}
    </section>
  )
}
