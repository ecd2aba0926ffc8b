'use client'

import { type FormEvent, useState } from 'react'
import { TIMED_KINDS, type TimedKind } from '#domain/alerts/alert-kinds'
import { HOUR_MS } from '#domain/instant'
import { api } from '../../_live/api'
import { alertWords } from '../../_text/alerts'
import { useText } from '../../_text/language'
import { fromLocalInput, toLocalInput } from '../../_text/local-input'
import { useFormat } from '../../_text/use-format'
import { useZone } from '../../_text/zone'
import { CheckGroup } from '../../_ui/check-group'
import { CheckpointChoice } from '../../_ui/checkpoint-choice'
import { TextField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { useSending } from '../../_ui/use-sending'
import styles from './records.module.css'

/** Pauses alerts of some kinds for a time, of all checkpoints within one's scope or of some. */
export const NewPause = ({
  now,
  points,
  onMade,
}: {
  now: number
  points: readonly { code: string; name: string }[]
  onMade: () => void
}) => {
  const words = useText(alertWords)
  const format = useFormat()
  const zone = useZone()
  const [from, setFrom] = useState(() => toLocalInput(new Date(now).toISOString(), zone))
  const [to, setTo] = useState(() => toLocalInput(new Date(now + 2 * HOUR_MS).toISOString(), zone))
  const [reason, setReason] = useState('')
  const [kinds, setKinds] = useState<readonly TimedKind[]>(['offline'])
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const { busy, error, setError, send } = useSending()
  const missing = [
    ...(reason.trim() === '' ? [words.pauseReason] : []),
    ...(kinds.length === 0 ? [words.pauseKinds] : []),
    ...(chosen?.length === 0 ? [words.pausePoints] : []),
  ]
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const [begins, ends] = [fromLocalInput(from, zone), fromLocalInput(to, zone)]
    if (begins === null || ends === null || ends <= begins || Date.parse(ends) <= now) return setError(words.pauseTimes)
    const body = {
      from: begins,
      to: ends,
      reason: reason.trim(),
      kinds,
      ...(chosen === null ? {} : { checkpoints: chosen }),
    }
    const labels = { '/to': words.pauseTo, '/from': words.pauseFrom }
    const answer = await send(api.post('/alert-pauses', body), {}, labels)
    if (!answer.ok) return
    setReason('')
    setChosen(null)
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
      <CheckpointChoice
        label={words.pausePoints}
        all={words.pauseAll}
        points={points}
        chosen={chosen}
        onChange={setChosen}
      />
      <FormEnd
        error={error}
        busy={busy}
        disabled={missing.length > 0}
        act={missing.length > 0 ? words.pauseMissing(format.list(missing)) : words.pauseAdd}
      />
    </form>
  )
}
