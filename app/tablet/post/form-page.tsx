'use client'

import { type ReactNode, useRef } from 'react'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletPost } from '../../_text/tablet-post'
import detailStyles from '../_details/details-sheet.module.css'
import keyStyles from '../_keys/keys.module.css'
import { TabletIcon } from '../icons'
import { sayMissing } from '../say-missing'
import styles from './post.module.css'

/** What is missing, and the label of the question that asks for it. */
export interface Need {
  words: string
  at: string
}

interface FormPageProps {
  title: string
  submit: string
  /** What is missing before it can be kept; none: it can. */
  missing: readonly Need[]
  saving: boolean
  trouble: string | null
  onSubmit: () => void
  onBack: () => void
  children: ReactNode
}

/** One form of the post: its questions scroll, its one key stays under either thumb, says what is missing and leads there. */
export const FormPage = ({ title, submit, missing, saving, trouble, onSubmit, onBack, children }: FormPageProps) => {
  const words = useText(tabletPost)
  const entry = useText(tablet)
  const body = useRef<HTMLDivElement>(null)
  const press = () => {
    if (saving) return
    const [first] = missing
    if (first === undefined) return onSubmit()
    const questions = [...(body.current?.querySelectorAll<HTMLElement>('[data-question]') ?? [])]
    questions.find(({ dataset }) => dataset.question === first.at)?.scrollIntoView({ block: 'center' })
  }
  return (
    <main className={detailStyles.sheet} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <button type="button" className={keyStyles.plain} onClick={onBack}>
          {words.back}
        </button>
      </div>
      <div ref={body} className={detailStyles.body}>
        {children}
      </div>
      {trouble === null ? null : (
        <p className={styles.trouble} role="alert">
          <TabletIcon name="warning" size={26} />
          {trouble}
        </p>
      )}
      <button
        type="button"
        className={`${keyStyles.primary} ${detailStyles.close}`}
        aria-disabled={missing.length > 0 || saving}
        data-role="submit"
        onClick={press}
      >
        {missing.length === 0 && !saving ? <TabletIcon name="check" size={38} /> : null}
        {saving
          ? entry.saving
          : missing.length > 0
            ? sayMissing(
                entry,
                missing.map(({ words }) => words),
              )
            : submit}
      </button>
    </main>
  )
}
