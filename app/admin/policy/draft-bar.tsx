'use client'

import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { Button } from '../../_ui/button'
import styles from './policy.module.css'

/** Stands above the parts while anything differs from what is in force. */
export const DraftBar = ({
  count,
  overtakenBy,
  onDiscard,
  onReview,
}: {
  count: number
  /** The version that somebody else put in force since; null: none. */
  overtakenBy: string | null
  onDiscard: () => void
  onReview: () => void
}) => {
  const words = useText(policy)
  return (
    <div className={styles.draft} role="status">
      <p>
        <strong>{overtakenBy === null ? words.draft(count) : words.overtaken(overtakenBy)}</strong>
        {overtakenBy === null ? null : ` ${words.overtakenHint}`}
      </p>
      <div className={styles.draftActs}>
        <Button onClick={onDiscard}>{words.discard}</Button>
        {overtakenBy === null ? (
          <Button look="primary" onClick={onReview}>
            {words.review}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
