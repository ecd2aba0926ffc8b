'use client'

import { type FormEvent, useState } from 'react'
import { TIMED_KINDS, type TimedKind } from '#domain/alert-kinds'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { alertWords } from '../../_text/alerts'
import { useText } from '../../_text/language'
import { fromLocalInput, toLocalInput } from '../../_text/local-input'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { useZone } from '../../_text/zone'
import { ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { CheckGroup } from '../../_ui/check-group'
import { TextField } from '../../_ui/field'
import type { Pause } from './pause'
import styles from './records.module.css'

/** Pauses that hold or will, and a form for the next one. */
export const Pauses = ({ mayAct }: { mayAct: boolean }) => {
  const words = useText(alertWords)
  const failureWords = useFailureWords()
  const now = useServerNow(10_000)
  const { value, failure, reload } = useResource<{ pauses: Pause[] }>('/alert-pauses', 30_000)
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
            <PauseLine key={pause.id} pause={pause} now={now} mayAct={mayAct} onEnded={() => void reload()} />
          ))}
        </ul>
      )}
      {mayAct && now !== null ? <NewPause now={now} onMade={() => void reload()} /> : null}
    </section>
  )
}

const PauseLine = ({
  pause: { id, from, to, reason, kinds, checkpoints, by },
  now,
  mayAct,
  onEnded,
}: {
  pause: Pause
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
        {kinds.map((kind) => words.kind[kind as TimedKind]).join(words.comma)}
        {' · '}
        {checkpoints === null ? words.pauseAll : checkpoints.join(words.comma)}
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

const HOUR_MS = 3_600_000

const NewPause = ({ now, onMade }: { now: number; onMade: () => void }) => {
  const words = useText(alertWords)
  const zone = useZone()
  const failureWords = useFailureWords()
  const [from, setFrom] = useState(() => toLocalInput(new Date(now).toISOString(), zone))
  const [to, setTo] = useState(() => toLocalInput(new Date(now + 2 * HOUR_MS).toISOString(), zone))
  const [reason, setReason] = useState('')
  const [kinds, setKinds] = useState<readonly TimedKind[]>(['offline'])
  const [points, setPoints] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const missing = [
    ...(reason.trim() === '' ? [words.pauseReason] : []),
    ...(kinds.length === 0 ? [words.pauseKinds] : []),
  ]
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const [begins, ends] = [fromLocalInput(from, zone), fromLocalInput(to, zone)]
    if (begins === null || ends === null || ends <= begins || Date.parse(ends) <= now) return setWrong(words.pauseTimes)
    setBusy(true)
    setWrong('')
    const codes = points.split(/[\s,，、]+/).filter((code) => code !== '')
    const body = {
      from: begins,
      to: ends,
      reason: reason.trim(),
      kinds,
      ...(codes.length > 0 ? { checkpoints: codes } : {}),
    }
    const answer = await api.post('/alert-pauses', body)
    setBusy(false)
    if (!answer.ok)
      return setWrong(failureWords(answer.failure, {}, { '/to': words.pauseTo, '/from': words.pauseFrom }))
    setReason('')
    setPoints('')
    onMade()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label={words.pauseReason}
        value={reason}
        maxLength={500}
        onChange={({ target }) => setReason(target.value)}
      />
      <TextField
        label={words.pauseFrom}
        type="datetime-local"
        value={from}
        onChange={({ target }) => setFrom(target.value)}
      />
      <TextField
        label={words.pauseTo}
        type="datetime-local"
        value={to}
        onChange={({ target }) => setTo(target.value)}
      />
      <CheckGroup label={words.pauseKinds} all={TIMED_KINDS} chosen={kinds} word={words.kind} onChange={setKinds} />
      <TextField label={words.pausePoints} value={points} onChange={({ target }) => setPoints(target.value)} />
      <Button type="submit" look="primary" busy={busy} disabled={missing.length > 0}>
        {missing.length > 0 ? words.pauseMissing(missing.join(words.comma)) : words.pauseAdd}
      </Button>
      {wrong === '' ? null : (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}
