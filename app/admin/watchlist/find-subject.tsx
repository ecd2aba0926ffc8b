'use client'

import { type FormEvent, useState } from 'react'
import { SUBJECT_KINDS, type SubjectKind } from '#domain/policy/watch-subject'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import type { Subject } from './pending'
import styles from './watchlist.module.css'

/** Whether somebody is on the list: asked of the server, since the page holds masks alone. */
export const FindSubject = ({
  subjects,
  onFound,
}: {
  subjects: readonly Subject[]
  onFound: (id: number | null) => void
}) => {
  const words = useText(policy).watch
  const failureWords = useFailureWords()
  const [kind, setKind] = useState<SubjectKind>('plate')
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<string | null>(null)

  const find = async (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return
    setBusy(true)
    const found = await api.post<{ id: number | null }>('/policy/watchlist/find', { kind, subject: typed })
    setBusy(false)
    if (!found.ok) {
      setAnswer(found.failure.kind === 'invalid' ? words.badSubject[kind] : failureWords(found.failure))
      return onFound(null)
    }
    const { id } = found.value
    onFound(id)
    setAnswer(id === null ? words.notFound : words.found(subjects.find((one) => one.id === id)?.label ?? String(id)))
  }

  return (
    <form className={styles.find} onSubmit={(event) => void find(event)} autoComplete="off">
      <select
        className={styles.input}
        aria-label={words.head.kind}
        value={kind}
        onChange={(event) => setKind(SUBJECT_KINDS.find((one) => one === event.target.value) ?? 'plate')}
      >
        {SUBJECT_KINDS.map((one) => (
          <option key={one} value={one}>
            {words.kind[one]}
          </option>
        ))}
      </select>
      <input
        className={styles.input}
        aria-label={words.subject[kind]}
        placeholder={words.subject[kind]}
        value={typed}
        maxLength={40}
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value)
          setAnswer(null)
          onFound(null)
        }}
      />
      <Button type="submit" busy={busy}>
        <Icon name="search" />
        {words.find}
      </Button>
      <output className={styles.answer}>{answer}</output>
    </form>
  )
}
