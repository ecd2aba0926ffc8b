'use client'

import { useState } from 'react'
import type { PolicyChange } from '#domain/policy/policy-changes'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import { ChangeList } from './change-list'
import type { Draft } from './draft'
import styles from './policy.module.css'

/** What will be in force, and by which order; the button puts it in force. */
export const Review = ({
  draft,
  changes,
  onClose,
  onPublished,
}: {
  draft: Draft
  changes: readonly PolicyChange[]
  onClose: () => void
  onPublished: (version: string) => void
}) => {
  const words = useText(policy)
  const failureWords = useFailureWords()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const publish = async () => {
    setBusy(true)
    setError(null)
    const { watchlist: _, ...document } = draft.document
    const answer = await api.put<{ version: string }>('/policy', { base: draft.base, note: note.trim(), document })
    setBusy(false)
    if (answer.ok) return onPublished(answer.value.version)
    const fault = answer.failure.problem?.errors?.[0]
    setError(fault ? `${failureWords(answer.failure)}：${fault.path} ${fault.message}` : failureWords(answer.failure))
  }

  return (
    <>
      <PanelHead title={words.reviewTitle} onClose={onClose} />
      <div className={styles.reviewed}>
        <ChangeList changes={changes} />
      </div>
      <div className={list.form}>
        <TextField
          label={words.note}
          placeholder={words.notePlaceholder}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.target.value)}
        />
        <p className={styles.hint}>{words.publishHint}</p>
        {error ? (
          <p className={styles.error} role="alert">
            {error}
          </p>
        ) : null}
        <Button look="primary" busy={busy} disabled={changes.length === 0} onClick={() => void publish()}>
          {words.publish}
        </Button>
      </div>
    </>
  )
}
