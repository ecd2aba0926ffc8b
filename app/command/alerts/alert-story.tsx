'use client'

import type { Alert } from '#protocol/live'
import { useCheckpoints, useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { alertWords } from '../../_text/alerts'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote, Loading } from '../../_ui/blank'
import styles from './alert-story.module.css'

interface AlertEvent {
  at: string
  actor: string
  who: string | null
  act: string
  note: string | null
}

export interface Story {
  alert: Alert
  history: AlertEvent[]
  end: { resolvedAt: string; result: string | null; reason: string | null } | null
}

const SHOWN_MEMBERS = 12

/** What happened to an alert, in order; it is asked for again when the alert moves on. */
export const AlertStory = ({ alert }: { alert: Alert }) => {
  const failureWords = useFailureWords()
  // The address is another whenever the alert is, so that its history follows.
  const { value, failure, reload } = useResource<Story>(`/alerts/${alert.id}?seen=${stamp(alert)}`)
  if (value === null && failure !== null)
    return <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />
  return value === null ? <Loading rows={2} /> : <StoryLines story={value} />
}

const stamp = ({ state, count, level, owner = '', checkpoints = [] }: Alert): string =>
  encodeURIComponent([state, count, level, owner, checkpoints.filter(({ over }) => over).length].join('.'))

export const StoryLines = ({ story: { alert, history } }: { story: Story }) => {
  const words = useText(alertWords)
  const format = useFormat()
  const now = useServerNow(30_000)
  return (
    <>
      {alert.checkpoints === undefined ? null : <Members members={alert.checkpoints} />}
      <ol className={styles.lines}>
        {history.map((event) => (
          <li key={`${event.at} ${event.act}`} className={styles.line}>
            <time className={styles.time} dateTime={event.at}>
              {now === null ? '' : format.dayAndTime(event.at, now)}
            </time>
            <span className={styles.what}>
              <b>{words.act[event.act as keyof typeof words.act] ?? event.act}</b>
              {event.note === null ? null : <span className={styles.note}>{event.note}</span>}
              <span className={styles.who}>
                {event.actor === 'system' ? words.system : (event.who ?? nameOfActor(event.actor, words.others))}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

const nameOfActor = (actor: string, others: string): string => (actor.startsWith('user:') ? others : actor)

const Members = ({ members }: { members: NonNullable<Alert['checkpoints']> }) => {
  const words = useText(alertWords)
  const checkpoints = useCheckpoints()
  const names = new Map(checkpoints.map(({ code, name }) => [code, name ?? code]))
  const standing = members.filter(({ over }) => !over)
  const shown = [...standing, ...members.filter(({ over }) => over)].slice(0, SHOWN_MEMBERS)
  return (
    <p className={styles.members}>
      {words.members}
      {' · '}
      {shown.map(({ code, over }, index) => (
        <span key={code} className={over ? styles.over : undefined}>
          {index > 0 ? words.comma : ''}
          {names.get(code) ?? code}
          {over ? ` (${words.memberOver})` : ''}
        </span>
      ))}
      {members.length > shown.length ? ` ${words.moreMembers(number(members.length - shown.length))}` : ''}
    </p>
  )
}
