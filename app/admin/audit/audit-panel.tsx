'use client'

import { type FormEvent, useEffect, useRef, useState } from 'react'
import { api } from '../../_live/api'
import { audit } from '../../_text/audit'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { Icon } from '../../_ui/icons'
import { actWords, whoWords } from './act-words'
import styles from './audit.module.css'

export interface AuditLine {
  id: string
  at: string
  actor: string
  name: string | null
  verb: string
  target: string | null
  before: unknown
  after: unknown
  reason: string | null
  address: string | null
  link: number | null
  personal: boolean
}

/** One line, all of it. */
export const AuditPanel = ({ line, onClose }: { line: AuditLine; onClose: () => void }) => {
  const words = useText(audit)
  const common = useText(everyRoom)
  const format = useFormat()
  const panel = useRef<HTMLElement>(null)
  // On a narrow screen it opens above the list, which may have been scrolled far down.
  useEffect(() => {
    // Newer browsers return a promise, which React would take for a clean-up.
    void panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const who = whoWords(words, line)
  const facts = [
    [words.head.at, `${format.date(line.at)} ${format.seconds(line.at)}`],
    [words.head.who, who === line.actor ? who : `${who} (${line.actor})`],
    [words.head.target, line.target],
    [words.head.address, line.address],
    [words.reason, line.reason],
    [words.link, line.link === null ? words.unlinked : words.linked(line.link)],
  ] as const
  return (
    <section ref={panel} className={styles.panel} aria-label={actWords(words, line.verb)}>
      <header className={styles.panelHead}>
        <h2>{actWords(words, line.verb)}</h2>
        <Button look="quiet" onClick={onClose} aria-label={common.close}>
          <Icon name="close" />
        </Button>
      </header>
      <dl className={styles.facts}>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <Values title={words.before} value={line.before} />
      <Values title={words.after} value={line.after} />
      {line.personal ? <Personal id={line.id} /> : null}
    </section>
  )
}

const Values = ({ title, value }: { title: string; value: unknown }) => {
  if (value === null || value === undefined) return null
  return (
    <>
      <h3 className={styles.part}>{title}</h3>
      <pre className={styles.values}>{JSON.stringify(value, null, 2)}</pre>
    </>
  )
}

const Personal = ({ id }: { id: string }) => {
  const words = useText(audit)
  const failureWords = useFailureWords()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const [shown, setShown] = useState<{ personal: unknown } | null>(null)
  const open = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await api.post<{ personal: unknown }>(`/audit/${id}/open`, { reason })
    setBusy(false)
    if (answer.ok) setShown(answer.value)
    else setError(answer.failure.status === 410 ? words.gone : failureWords(answer.failure))
  }
  if (shown !== null) return <Values title={words.personal} value={shown.personal} />
  return (
    <form className={styles.ask} onSubmit={(event) => void open(event)}>
      <h3 className={styles.part}>{words.personal}</h3>
      <TextField
        label={words.why}
        hint={words.personalHint}
        error={error}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="submit" busy={busy} disabled={reason.trim().length < 2}>
        {words.show}
      </Button>
    </form>
  )
}
