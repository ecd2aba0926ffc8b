'use client'

import { useState } from 'react'
import { account } from '../_text/account'
import { useText } from '../_text/language'
import { Button } from '../_ui/button'
import { type SessionOfAccount, SessionRows } from '../_ui/session-rows'
import styles from './account.module.css'
import { EndSessions } from './end-sessions'

/** Where one is signed in; each is ended alone, or all but this one together, once the password is given again. */
export const OwnSessions = ({
  sessions,
  onChanged,
}: {
  sessions: readonly (SessionOfAccount & { current: boolean })[]
  onChanged: () => Promise<void>
}) => {
  const words = useText(account).sessions
  const [ending, setEnding] = useState<SessionOfAccount | 'others' | null>(null)
  return (
    <section className={styles.sessions} aria-label={words.heading}>
      <header className={styles.over}>
        <h2 className={styles.heading}>{words.heading}</h2>
        {sessions.length > 1 ? <Button onClick={() => setEnding('others')}>{words.endOthers}</Button> : null}
      </header>
      <SessionRows
        sessions={sessions}
        current={sessions.find(({ current }) => current)?.id ?? null}
        onEnd={async (session) => setEnding(session)}
      />
      {ending ? (
        <EndSessions
          session={ending === 'others' ? null : ending}
          others={sessions.length - 1}
          onClose={() => setEnding(null)}
          onEnded={onChanged}
        />
      ) : null}
    </section>
  )
}
