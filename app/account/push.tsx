'use client'

import { useEffect, useState } from 'react'
import { SEVERITIES } from '#domain/alerts/alert-causes'
import { api } from '../_live/api'
import { keptSeverities, type PushState, pushWay, type Severity, switchPushOff, switchPushOn } from '../_live/push'
import { useServerNow } from '../_live/use-live'
import { useResource } from '../_live/use-resource'
import { alertWords } from '../_text/alerts'
import { useText } from '../_text/language'
import { pushWords } from '../_text/push'
import { useFailureWords } from '../_text/use-failure'
import { useFormat } from '../_text/use-format'
import { ErrorNote, Loading } from '../_ui/blank'
import { Button } from '../_ui/button'
import { toast } from '../_ui/toast'
import styles from './account.module.css'

const AGAIN_MS = 3_000

/** Whether this browser is told of alerts while no page is open, of which, and how the last message went. */
export const Push = () => {
  const words = useText(pushWords)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<PushState>('/push', AGAIN_MS)
  const [way, setWay] = useState<ReturnType<typeof pushWay>>('none')
  useEffect(() => setWay(pushWay()), [])
  const hindrance = way === 'none' ? words.none : way === 'denied' ? words.denied : null
  return (
    <section className={styles.part} aria-label={words.heading}>
      <h2 className={styles.heading}>{words.heading}</h2>
      <p className={styles.text}>{words.hint}</p>
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading /> : null}
      {value !== null && hindrance !== null ? <p className={styles.error}>{hindrance}</p> : null}
      {value !== null && hindrance === null && value.publicKey === null ? (
        <p className={styles.error}>{words.noKey}</p>
      ) : null}
      {value?.publicKey && hindrance === null ? (
        <Switch
          publicKey={value.publicKey}
          own={value.own}
          onChanged={async () => {
            setWay(pushWay())
            await reload()
          }}
        />
      ) : null}
    </section>
  )
}

const Switch = ({
  publicKey,
  own,
  onChanged,
}: {
  publicKey: string
  own: PushState['own']
  onChanged: () => Promise<void>
}) => {
  const words = useText(pushWords)
  const alerts = useText(alertWords)
  const failureWords = useFailureWords()
  const [chosen, setChosen] = useState<readonly Severity[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const severities = chosen ?? own?.severities ?? keptSeverities() ?? SEVERITIES

  const put = async (wanted: readonly Severity[]) => {
    setBusy(true)
    setError(null)
    const answer = await switchPushOn(publicKey, wanted)
    if (!answer.ok) {
      const { failure: why } = answer
      setError(why === 'denied' || why === 'unreachable' ? words[why] : failureWords(why))
    }
    await onChanged()
    setChosen(null)
    setBusy(false)
  }
  const choose = (severity: Severity, on: boolean) => {
    const wanted = SEVERITIES.filter((one) => (one === severity ? on : severities.includes(one)))
    setError(wanted.length === 0 ? words.least : null)
    if (wanted.length === 0) return
    setChosen(wanted)
    if (own !== null) void put(wanted)
  }
  const test = async () => {
    const answer = await api.post('/push/test')
    toast(answer.ok ? words.onItsWay : failureWords(answer.failure))
    await onChanged()
  }
  const off = async () => {
    setBusy(true)
    const answer = await switchPushOff()
    if (!answer.ok) setError(failureWords(answer.failure))
    await onChanged()
    setBusy(false)
  }

  return (
    <>
      <fieldset className={styles.choices}>
        <legend className={styles.text}>{words.which}</legend>
        {SEVERITIES.map((severity) => (
          <label key={severity}>
            <input
              type="checkbox"
              disabled={busy}
              checked={severities.includes(severity)}
              onChange={({ target }) => choose(severity, target.checked)}
            />
            {alerts.severity[severity]}
          </label>
        ))}
      </fieldset>
      {own === null ? null : <State own={own} />}
      {error === null ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {own === null ? (
        <Button look="primary" busy={busy} onClick={() => void put(severities)}>
          {words.on}
        </Button>
      ) : (
        <div className={styles.acts}>
          <Button onClick={() => void test()}>{words.test}</Button>
          <Button busy={busy} onClick={() => void off()}>
            {words.off}
          </Button>
        </div>
      )}
    </>
  )
}

const State = ({ own: { host, endsAt, last } }: { own: NonNullable<PushState['own']> }) => {
  const words = useText(pushWords)
  const format = useFormat()
  const now = useServerNow(1_000)
  const age = last === null || now === null ? '' : format.ago(Math.max(0, now - Date.parse(last.at)))
  const told = { sent: words.sent, waiting: words.waiting, failed: words.failed }[last?.state ?? '']
  const fault = last?.fault ?? null
  return (
    <div role="status">
      <p>
        <b>{words.through(host)}</b>
      </p>
      <p className={last !== null && last.state !== 'sent' ? styles.error : styles.text}>
        {last === null || told === undefined ? words.never : told(age)}
        {fault === null ? '' : ` · ${fault.startsWith('no answer') ? words.noWay(host) : fault}`}
      </p>
      <p className={styles.text}>{words.until(format.dayAndTime(endsAt, now ?? endsAt))}</p>
    </div>
  )
}
