'use client'

import type { Check } from '#domain/checkpoints/item'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import keyStyles from '../_keys/keys.module.css'
import { Line, Question } from '../chips'
import styles from './post.module.css'

const LONGEST_NOTE = 200

interface ChecklistProps {
  name: string
  items: readonly { id: string; text: string }[]
  checks: readonly Check[]
  onChange: (checks: Check[]) => void
}

/** A list of the policy (五有), gone through: there or missing, each line answered; all at once where all is there. */
export const Checklist = ({ name, items, checks, onChange }: ChecklistProps) => {
  const words = useText(tabletPost).duty
  const answerOf = (id: string) => checks.find(({ item }) => item === id)
  const put = (check: Check) => onChange([...checks.filter(({ item }) => item !== check.item), check])
  return (
    <Question label={name}>
      <button
        type="button"
        className={keyStyles.plain}
        onClick={() =>
          onChange([
            ...checks.filter(({ item }) => !items.some(({ id }) => id === item)),
            ...items.map(({ id }) => ({ item: id, ok: true })),
          ])
        }
      >
        {words.allOk}
      </button>
      {items.map(({ id, text }) => {
        const answer = answerOf(id)
        const choice = (ok: boolean, label: string) => (
          <button
            type="button"
            className={`${keyStyles.plain} ${answer?.ok === ok ? keyStyles.chosen : ''}`}
            aria-pressed={answer?.ok === ok}
            aria-label={`${text}：${label}`}
            onClick={() => put({ item: id, ok })}
          >
            {label}
          </button>
        )
        return (
          <div key={id} className={styles.check} data-missing={answer?.ok === false}>
            <span>{text}</span>
            {choice(true, words.ok)}
            {choice(false, words.missing)}
            {answer?.ok === false ? (
              <Line
                label={words.lacks}
                value={answer.note ?? ''}
                most={LONGEST_NOTE}
                onChange={(note) => put({ ...answer, note })}
              />
            ) : null}
          </div>
        )
      })}
    </Question>
  )
}
