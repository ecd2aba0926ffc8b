'use client'

import { MINUTE_MS } from '#domain/instant'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { account } from '../../_text/account'
import { admin } from '../../_text/admin'
import { browserName } from '../../_text/browser-name'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { PanelHead } from '../../_ui/panel-head'
import type { SessionOfAccount } from '../../_ui/session-rows'
import { toast } from '../../_ui/toast'
import list from '../_list/list.module.css'
import styles from './people.module.css'

/** The browsers that are signed in with an account; the panel is narrow, so each is two lines. */
export const SessionsOf = ({ name, onClose }: { name: string; onClose: () => void }) => {
  const words = useText(admin).people
  const sessionWords = useText(account).sessions
  const failureWords = useFailureWords()
  const format = useFormat()
  const now = useServerNow(MINUTE_MS) ?? 0
  const path = `/users/${encodeURIComponent(name)}/sessions`
  const { value, failure, reload } = useResource<{ sessions: SessionOfAccount[] }>(path)
  const end = async (which: string) => {
    const answer = await api.delete<{ ended: number }>(path + which)
    toast(answer.ok ? sessionWords.ended(answer.value.ended) : failureWords(answer.failure))
    await reload()
  }
  const sessions = value?.sessions ?? []
  return (
    <section className={list.form}>
      <PanelHead title={words.sessionsOf(name)} onClose={onClose} />
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value && sessions.length === 0 ? <p className={list.hint}>{words.noSessions}</p> : null}
      {sessions.length > 0 ? (
        <>
          <ul className={styles.sessions}>
            {sessions.map((session) => (
              <li key={session.id}>
                <div>
                  <p>{browserName(session.agent) ?? sessionWords.unknown}</p>
                  <p className={list.hint}>
                    {session.address ?? sessionWords.unknown} · {format.dayAndTime(session.usedAt, now)}
                  </p>
                </div>
                <Button look="quiet" onClick={() => void end(`/${session.id}`)}>
                  {sessionWords.end}
                </Button>
              </li>
            ))}
          </ul>
          {sessions.length > 1 ? <Button onClick={() => void end('')}>{words.endAll}</Button> : null}
        </>
      ) : null}
    </section>
  )
}
