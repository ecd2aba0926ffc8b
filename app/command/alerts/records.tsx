'use client'

import type { Alert } from '#protocol/live'
import type { Session } from '../../_live/session'
import { useCheckpoints } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { alertWords } from '../../_text/alerts'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button, ButtonLink } from '../../_ui/button'
import { SignedIn } from '../../_ui/signed-in'
import { TopBar } from '../../_ui/top-bar'
import { Work } from '../../_ui/work'
import { changeAddress, useAddress } from '../address'
import { type Story, StoryLines } from './alert-story'
import { ClosedTable } from './closed-table'
import { Pauses } from './pauses'
import styles from './records.module.css'
import { useAlertTitle } from './use-alert-title'

/** Alerts that were closed, one alert with all that happened to it, and the pauses. */
export const Records = () => (
  <SignedIn room="command" page="records">
    {(session) => (
      <>
        <TopBar session={session} here="command" />
        <Parts session={session} />
      </>
    )}
  </SignedIn>
)

const Parts = ({ session }: { session: Session }) => {
  const words = useText(alertWords)
  const named = useAddress('alert')
  const mayAct = session.user.role === 'admin' || session.user.role === 'command'
  return (
    <Work
      title={words.records}
      acts={<ButtonLink href="/command">{words.back}</ButtonLink>}
      panel={<Pauses mayAct={mayAct} />}
      below
    >
      {named === null ? <ClosedTable /> : <One id={named} />}
    </Work>
  )
}

/** With what was asked for there still in the address. */
const backToList = () => changeAddress({ alert: null }, 'push')

const One = ({ id }: { id: string }) => {
  const words = useText(alertWords)
  const failureWords = useFailureWords()
  const title = useAlertTitle()
  const checkpoints = useCheckpoints()
  const { value, failure, reload } = useResource<Story>(`/alerts/${encodeURIComponent(id)}`)
  if (failure?.kind === 'not-found')
    return (
      <Empty why={words.gone}>
        <Button onClick={backToList}>{words.backToList}</Button>
      </Empty>
    )
  if (failure !== null) return <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />
  if (value === null) return <Loading />
  const alert: Alert = value.alert
  const point = checkpoints.find(({ code }) => code === alert.checkpoint)
  return (
    <section className={styles.one}>
      <h2 className={styles.heading}>{title(alert, undefined, null)}</h2>
      <p className={styles.hint}>{point?.name ?? alert.checkpoint ?? alert.jurisdiction ?? ''}</p>
      {value.end === null ? null : (
        <p>
          {[words.results[value.end.result as keyof typeof words.results] ?? '', value.end.reason ?? '']
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      )}
      <StoryLines story={value} />
      <p className={styles.after}>
        <Button onClick={backToList}>{words.backToList}</Button>
      </p>
    </section>
  )
}
