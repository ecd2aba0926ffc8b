'use client'

import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Alert } from '#protocol/live'
import { nameOf } from '../_live/alert-order'
import { api } from '../_live/api'
import { dueOf } from '../_live/due'
import { useCheckpoint } from '../_live/use-live'
import { command } from '../_text/command'
import { useText } from '../_text/language'
import { useFailureWords } from '../_text/use-failure'
import { useFormat } from '../_text/use-format'
import { AlertMark } from '../_ui/alert-mark'
import { Button } from '../_ui/button'
import { Kbd } from '../_ui/kbd'
import { AlertEntry } from './alert-entry'
import { alertOwner, alertTitle } from './alert-words'
import styles from './queue.module.css'

/** What the keys ask of the selected row. */
export type Ask = 'receive' | 'resolve'

/**
 * One alert: glyph, what, where, due, raised; the selected one has its acts. What an act did comes back by the live
 * picture; here only a failure is said.
 */
export const AlertRow = ({
  alert,
  now,
  selected,
  asked,
  onAsked,
  onSelect,
}: {
  alert: Alert
  /** The server's time, ms; null until the page runs. */
  now: number | null
  selected: boolean
  asked: Ask | null
  onAsked: () => void
  onSelect: () => void
}) => {
  const words = useText(command)
  const format = useFormat()
  const checkpoint = useCheckpoint(alert.checkpoint ?? '')
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const due = now === null ? null : dueOf(alert.dueAt, now)
  const where = checkpoint ? nameOf(checkpoint) : (alert.checkpoint ?? words.alert.countyWide)
  const owner = alertOwner(alert, words)
  return (
    <li ref={row} className={styles.row} data-selected={selected || undefined}>
      <button type="button" className={styles.what} aria-pressed={selected} onClick={onSelect}>
        <span className={styles.mark}>
          <AlertMark alert={alert} />
        </span>
        <span className={styles.title}>{alertTitle(alert, checkpoint, words)}</span>
        <span className={styles.due} data-over={due?.over || undefined}>
          {due === null
            ? ''
            : due.over
              ? words.alert.over(format.duration(due.milliseconds))
              : words.alert.left(format.duration(due.milliseconds))}
        </span>
        <span className={styles.where}>{owner ? `${where} · ${owner}` : where}</span>
        <time className={styles.raised}>{now === null ? '' : format.dayAndTime(alert.raisedAt, now)}</time>
      </button>
      {selected ? <Acts alert={alert} asked={asked} onAsked={onAsked} /> : null}
    </li>
  )
}

type Act = 'acknowledge' | 'assign' | 'resolve'

const Acts = ({ alert, asked, onAsked }: { alert: Alert; asked: Ask | null; onAsked: () => void }) => {
  const words = useText(command)
  const failureWords = useFailureWords()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const [writing, setWriting] = useState<'assign' | 'resolve' | null>(null)
  const received = alert.state !== 'open'

  const send = async (act: Act, body: Record<string, string>) => {
    setBusy(true)
    setWrong('')
    const answer = await api.post(`/alerts/${encodeURIComponent(alert.id)}/${act}`, body)
    setBusy(false)
    if (answer.ok) setWriting(null)
    else setWrong(failureWords(answer.failure))
  }

  const ask = useRef<(what: Ask) => void>(() => undefined)
  ask.current = (what) => {
    if (what === 'resolve') setWriting('resolve')
    else if (!received && !busy) void send('acknowledge', {})
  }
  useEffect(() => {
    if (asked === null) return
    ask.current(asked)
    onAsked()
  }, [asked, onAsked])

  return (
    <div className={styles.acts}>
      {alert.entry === undefined ? null : <AlertEntry alert={alert} />}
      {writing === null ? (
        <div className={styles.buttons}>
          {received ? null : (
            <Button look="primary" busy={busy} onClick={() => void send('acknowledge', {})}>
              {words.alert.receive}
              <Kbd>A</Kbd>
            </Button>
          )}
          <Button onClick={() => setWriting('assign')}>{words.alert.assign}</Button>
          <Button onClick={() => setWriting('resolve')}>
            {words.alert.resolve}
            <Kbd>E</Kbd>
          </Button>
        </div>
      ) : (
        <Writing
          key={writing}
          label={writing === 'assign' ? words.alert.assignTo : words.alert.resolveWith}
          act={writing === 'assign' ? words.alert.assign : words.alert.resolve}
          busy={busy}
          onCancel={() => setWriting(null)}
          onDone={(text) => void send(writing, writing === 'assign' ? { to: text } : { reason: text })}
        />
      )}
      {wrong === '' ? null : (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}

const Writing = ({
  label,
  act,
  busy,
  onCancel,
  onDone,
}: {
  label: string
  act: string
  busy: boolean
  onCancel: () => void
  onDone: (text: string) => void
}) => {
  const words = useText(command)
  const [text, setText] = useState('')
  const field = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onDone(text.trim())
  }
  return (
    <form className={styles.writing} onSubmit={submit}>
      <label htmlFor={field} className={styles.writingLabel}>
        {label}
      </label>
      <input
        ref={input}
        id={field}
        className={styles.input}
        value={text}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onCancel()
        }}
      />
      <Button type="submit" look="primary" busy={busy} disabled={text.trim() === ''}>
        {text.trim() === '' ? words.alert.missing : act}
      </Button>
    </form>
  )
}
