'use client'

import { useEffect, useRef, useState } from 'react'
import { api } from '../../_live/api'
import { useServerNow } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { instructionWords } from '../../_text/instructions'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import type { SentInstruction, WholeInstruction } from './instruction'
import styles from './instructions.module.css'

/** While it is open, who signs for it is seen so soon. */
const AGAIN_MS = 10_000

/** One instruction: what, by whom, how many have read it; open it says which, and who was on duty there. */
export const InstructionCard = ({
  instruction,
  named,
  mayAct,
  onChanged,
}: {
  instruction: SentInstruction
  /** The address names it. */
  named: boolean
  mayAct: boolean
  onChanged: () => void
}) => {
  const words = useText(instructionWords)
  const format = useFormat()
  const now = useServerNow(30_000)
  const card = useRef<HTMLDetailsElement>(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!named || card.current === null) return
    card.current.open = true
    card.current.scrollIntoView({ block: 'center' })
  }, [named])
  const { id, text, at, sender, withdrawnAt, withdrawnBy, points, read } = instruction
  const time = (instant: string) => (now === null ? '' : format.dayAndTime(instant, now))
  return (
    <li id={id}>
      <details
        ref={card}
        className={styles.card}
        data-named={named || undefined}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary className={styles.summary}>
          {withdrawnAt === null ? <b className={styles.text}>{text}</b> : <s className={styles.text}>{text}</s>}
          <span className={styles.read} data-waiting={(read < points && withdrawnAt === null) || undefined}>
            {read === points ? words.allRead(number(points)) : words.read(number(read), number(points))}
          </span>
          <span className={styles.facts}>
            {words.sentBy(sender, time(at))}
            {withdrawnAt === null ? '' : ` · ${words.withdrawn(withdrawnBy ?? '', time(withdrawnAt))}`}
          </span>
        </summary>
        <p className={styles.acts}>
          <a href={`#${id}`}>{words.link}</a>
          {mayAct && withdrawnAt === null ? <Withdraw id={id} text={text} onDone={onChanged} /> : null}
        </p>
        {open ? <Reached id={id} /> : null}
      </details>
    </li>
  )
}

/** Each checkpoint that it went to, those that have not read it first. */
const Reached = ({ id }: { id: string }) => {
  const words = useText(instructionWords)
  const format = useFormat()
  const failureWords = useFailureWords()
  const now = useServerNow(30_000)
  const { value, failure, reload } = useResource<WholeInstruction>(`/instructions/${id}`, AGAIN_MS)
  if (value === null)
    return failure === null ? (
      <Loading rows={3} />
    ) : (
      <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />
    )
  const time = (instant: string) => (now === null ? '' : format.dayAndTime(instant, now))
  return (
    <ul className={styles.reached}>
      {value.to.map(({ code, name, readAt, crew }) => (
        <li key={code} data-waiting={readAt === null || undefined}>
          <span>{name}</span>
          <span>
            {readAt === null
              ? words.unread
              : [words.readAt(time(readAt)), crew.length > 0 ? words.onDuty(format.list(crew)) : '']
                  .filter((part) => part !== '')
                  .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

const Withdraw = ({ id, text, onDone }: { id: string; text: string; onDone: () => void }) => {
  const words = useText(instructionWords)
  const failureWords = useFailureWords()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const withdraw = async () => {
    setBusy(true)
    const answer = await api.post(`/instructions/${id}/withdraw`)
    setBusy(false)
    if (!answer.ok) return setWrong(failureWords(answer.failure))
    setAsking(false)
    onDone()
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.withdraw}</Button>
      <Dialog
        open={asking}
        title={words.withdrawAsk}
        act={words.withdraw}
        busy={busy}
        onAct={() => void withdraw()}
        onClose={() => setAsking(false)}
      >
        <p>{text}</p>
        <p>{words.withdrawHint}</p>
        {wrong === '' ? null : <p role="alert">{wrong}</p>}
      </Dialog>
    </>
  )
}
