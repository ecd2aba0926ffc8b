'use client'

import type { PolicyChange } from '#domain/policy/policy-changes'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import styles from './policy.module.css'
import { useChangeWords } from './use-change-words'

/** What changes: the old crossed out over the new. */
export const ChangeList = ({ changes }: { changes: readonly PolicyChange[] }) => {
  const words = useText(policy)
  const inWords = useChangeWords()
  return (
    <ul className={styles.changes}>
      {changes.map((change) => {
        const { what, before, after } = inWords(change)
        return (
          <li key={change.path}>
            <strong>
              {what}
              {before === null ? <span className={styles.mark}>{words.added}</span> : null}
              {after === null ? <span className={styles.mark}>{words.removed}</span> : null}
            </strong>
            {before === null ? null : (
              <del>
                <span className="unseen">{words.before}</span>
                {before || words.none}
              </del>
            )}
            {after === null ? null : (
              <ins>
                <span className="unseen">{words.after}</span>
                {after || words.none}
              </ins>
            )}
          </li>
        )
      })}
    </ul>
  )
}
