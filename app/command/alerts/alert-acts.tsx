'use client'

import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { ALERT_RESULTS, type AlertResult } from '#domain/alerts/alert-kinds'
import type { Alert } from '#protocol/live'
import { api } from '../../_live/api'
import { alertWords } from '../../_text/alerts'
import { command } from '../../_text/command'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { Kbd } from '../../_ui/kbd'
import { AlertEntry } from '../alert-entry'
import styles from '../queue.module.css'
import { AlertStory } from './alert-story'

/** What the keys ask of the selected row. */
export type Ask = 'receive' | 'assign' | 'note' | 'resolve' | 'history'

type Writing = 'assign' | 'note' | 'resolve'

/** The server says `recovered` alone: a person says what was done. */
const RESULTS = ALERT_RESULTS.filter((result) => result !== 'recovered')

/** What can be done with the selected alert, and what was. */
export const AlertActs = ({
  alert,
  asked,
  mayAct,
  onAsked,
}: {
  alert: Alert
  asked: Ask | null
  mayAct: boolean
  onAsked: () => void
}) => {
  const words = useText(command)
  const more = useText(alertWords)
  const failureWords = useFailureWords()
  const [receiving, setReceiving] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const [writing, setWriting] = useState<Writing | null>(null)
  const [told, setTold] = useState(false)
  const received = alert.state !== 'open'

  const send = async (act: string, body: Record<string, string>): Promise<boolean> => {
    setWrong('')
    const answer = await api.post(`/alerts/${encodeURIComponent(alert.id)}/${act}`, body)
    if (!answer.ok) setWrong(failureWords(answer.failure))
    return answer.ok
  }
  const receive = async () => {
    setReceiving(true)
    await send('acknowledge', {})
    setReceiving(false)
  }
  const hand = async (what: Writing, body: Record<string, string>) => {
    setBusy(true)
    const isDone = await send(what, body)
    setBusy(false)
    if (!isDone) return
    setWriting(null)
    if (what === 'note') setTold(true)
  }

  const ask = useRef<(what: Ask) => void>(() => undefined)
  ask.current = (what) => {
    if (what === 'history') setTold((before) => !before)
    else if (!mayAct || busy) return
    // The picture says that it is received before the answer does: whoever goes on at once is not held up by it.
    else if (what !== 'receive') setWriting(what)
    else if (!received && !receiving) void receive()
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
          {received || !mayAct ? null : (
            <Button look="primary" busy={receiving} onClick={() => void receive()}>
              {words.alert.receive}
              <Kbd>A</Kbd>
            </Button>
          )}
          {mayAct ? (
            <>
              <Button onClick={() => setWriting('assign')}>
                {words.alert.assign}
                <Kbd>G</Kbd>
              </Button>
              <Button onClick={() => setWriting('note')}>
                {more.note}
                <Kbd>N</Kbd>
              </Button>
              <Button onClick={() => setWriting('resolve')}>
                {words.alert.resolve}
                <Kbd>E</Kbd>
              </Button>
            </>
          ) : null}
          <Button look="quiet" aria-expanded={told} onClick={() => setTold((before) => !before)}>
            {told ? more.closeHistory : more.history}
            <Kbd>H</Kbd>
          </Button>
        </div>
      ) : (
        <WritingForm
          key={writing}
          what={writing}
          busy={busy}
          onCancel={() => setWriting(null)}
          onDone={(text, result) => void hand(writing, bodyOf(writing, text, result))}
        />
      )}
      {mayAct ? null : <p className={styles.hint}>{more.readOnly}</p>}
      {wrong === '' ? null : (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
      {told ? <AlertStory alert={alert} /> : null}
    </div>
  )
}

const bodyOf = (what: Writing, text: string, result: AlertResult): Record<string, string> =>
  what === 'assign' ? { to: text } : what === 'note' ? { note: text } : { reason: text, result }

const WritingForm = ({
  what,
  busy,
  onCancel,
  onDone,
}: {
  what: Writing
  busy: boolean
  onCancel: () => void
  onDone: (text: string, result: AlertResult) => void
}) => {
  const words = useText(command)
  const more = useText(alertWords)
  const [text, setText] = useState('')
  const [result, setResult] = useState<AlertResult>('handled')
  const field = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const label = { assign: words.alert.assignTo, note: more.noteWith, resolve: more.feedback }[what]
  const act = { assign: words.alert.assign, note: more.note, resolve: words.alert.resolve }[what]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') onDone(text.trim(), result)
  }
  return (
    <form className={styles.writing} onSubmit={submit}>
      {what === 'resolve' ? (
        <fieldset className={styles.results}>
          <legend className={styles.writingLabel}>{more.resultLabel}</legend>
          {RESULTS.map((one) => (
            <label key={one} className={styles.result}>
              <input type="radio" name={field} checked={one === result} onChange={() => setResult(one)} />
              {more.results[one]}
            </label>
          ))}
        </fieldset>
      ) : null}
      <label htmlFor={field} className={styles.writingLabel}>
        {label}
      </label>
      <input
        ref={input}
        id={field}
        className={styles.input}
        value={text}
        maxLength={what === 'assign' ? 100 : 500}
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
