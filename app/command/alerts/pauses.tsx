'use client'

import { useState } from 'react'
import type { TimedKind } from '#domain/alerts/alert-kinds'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { alertWords } from '../../_text/alerts'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { NewPause } from './new-pause'
import type { Pause } from './pause'
import styles from './records.module.css'

/** Pauses that hold or will, and a form for the next one. */
export const Pauses = ({ mayAct }: { mayAct: boolean }) => {
  const words = useText(alertWords)
  const failureWords = useFailureWords()
  const now = useServerNow(10_000)
  const { value, failure, reload } = useResource<{ pauses: Pause[] }>('/alert-pauses', 30_000)
  const { value: places } = useResource<{ checkpoints: { code: string; name: string }[] }>('/checkpoints')
  const points = places?.checkpoints ?? []
  const names = new Map(points.map(({ code, name }) => [code, name]))
  return (
    <section id="pauses" className={styles.pauses} aria-label={words.pauses}>
      <div>
        <h2 className={styles.heading}>{words.pauses}</h2>
        <p className={styles.hint}>{words.pausesHint}</p>
      </div>
      {failure === null ? null : <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />}
      {value === null && failure === null ? <Loading rows={2} /> : null}
      {value === null || now === null ? null : value.pauses.length === 0 ? (
        <p className={styles.hint}>{words.noPauses}</p>
      ) : (
        <ul className={styles.list}>
          {value.pauses.map((pause) => (
            <PauseLine
              key={pause.id}
              pause={pause}
              names={names}
              now={now}
              mayAct={mayAct}
              onEnded={() => void reload()}
            />
          ))}
        </ul>
      )}
      {mayAct && now !== null ? <NewPause now={now} points={points} onMade={() => void reload()} /> : null}
    </section>
  )
}

const PauseLine = ({
  pause: { id, from, to, reason, kinds, checkpoints, by },
  names,
  now,
  mayAct,
  onEnded,
}: {
  pause: Pause
  /** Of checkpoints, by code. */
  names: ReadonlyMap<string, string>
  now: number
  mayAct: boolean
  onEnded: () => void
}) => {
  const words = useText(alertWords)
  const format = useFormat()
  const failureWords = useFailureWords()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const holds = Date.parse(from) <= now
  const end = async () => {
    setBusy(true)
    const answer = await api.post(`/alert-pauses/${id}/end`)
    setBusy(false)
    if (answer.ok) onEnded()
    else setWrong(failureWords(answer.failure))
  }
  return (
    <li className={styles.pause}>
      <b>{reason}</b>
      <span className={holds ? styles.holds : styles.hint}>
        {holds ? words.pauseHolds : words.pauseLater} · {format.dayAndTime(from, now)} – {format.dayAndTime(to, now)}
      </span>
      <span className={styles.hint}>
        {format.list(kinds.map((kind) => words.kind[kind as TimedKind]))}
        {' · '}
        {checkpoints === null ? words.pauseAll : format.list(checkpoints.map((code) => names.get(code) ?? code))}
        {' · '}
        {words.pauseBy(by)}
      </span>
      {mayAct ? (
        <Button busy={busy} onClick={() => void end()}>
          {words.pauseEnd}
        </Button>
      ) : null}
      {wrong === '' ? null : (
        <span className={styles.wrong} role="alert">
          {wrong}
        </span>
      )}
    </li>
  )
}
