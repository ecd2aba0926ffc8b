'use client'

import { api } from '../_live/api'
import { account } from '../_text/account'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { Button } from '../_ui/button'
import { type SessionOfAccount, SessionRows } from '../_ui/session-rows'
import { toast } from '../_ui/toast'
import styles from './account.module.css'

/** Where one is signed in; each is ended alone, or all but this one together. */
export const OwnSessions = ({
  sessions,
  onChanged,
}: {
  sessions: readonly (SessionOfAccount & { current: boolean })[]
  onChanged: () => Promise<void>
}) => {
  const words = useText(account).sessions
  const failureWords = useFailureWords()
  const end = async (path: string) => {
    const answer = await api.delete<{ ended: number }>(path)
    toast(answer.ok ? words.ended(answer.value.ended) : failureWords(answer.failure))
    await onChanged()
  }
  return (
    <section className={styles.sessions} aria-label={words.heading}>
      <header className={styles.over}>
        <h2 className={styles.heading}>{words.heading}</h2>
        {sessions.length > 1 ? <Button onClick={() => void end('/account/sessions')}>{words.endOthers}</Button> : null}
      </header>
      <SessionRows
        sessions={sessions}
        current={sessions.find(({ current }) => current)?.id ?? null}
        onEnd={({ id }) => end(`/account/sessions/${id}`)}
      />
    </section>
  )
}
