'use client'

import { useState } from 'react'
import { type BriefingStep, isFrozen } from '#domain/briefing/workflow'
import type { Briefing } from '#protocol/briefing'
import { api } from '../../_live/api'
import type { Session } from '../../_live/session'
import { briefingWords } from '../../_text/briefing'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import { toast } from '../../_ui/toast'
import { mayDecide } from '../reports/may-fill'
import styles from './briefing.module.css'

/** The step that leads on from where it stands. */
const NEXT: Readonly<Record<Briefing['state'], BriefingStep | null>> = {
  draft: 'submit',
  submitted: 'review',
  reviewed: 'sign',
  issued: 'send',
  sent: 'receive',
  received: null,
}

/** What this reader may do with it now, and why not, where something stands before it. */
export const StepActs = ({
  briefing,
  session,
  onDone,
  onCorrect,
}: {
  briefing: Briefing
  session: Session
  onDone: (next: Briefing) => void
  onCorrect: () => void
}) => {
  const words = useText(briefingWords)
  const failureWords = useFailureWords()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const { own, hasParent, state, openDrafts, openFaults } = briefing
  const next = NEXT[state]
  const decides = next === 'review' || next === 'sign' || next === 'receive'
  const mine = (next === 'receive' ? own !== hasParent : own) && (!decides || mayDecide(session))
  const submitted = briefing.steps.findLast(({ step }) => step === 'submit')
  const same = (next === 'review' || next === 'sign') && submitted?.actor === `user:${session.user.name}`
  const blocked = next === 'sign' && (openDrafts > 0 || openFaults > 0)
  const mayReturn = own && (state === 'submitted' || state === 'reviewed')
  const asksNote = mayReturn || (next === 'send' && !hasParent) || next === 'receive'
  const take = async (step: BriefingStep) => {
    setBusy(true)
    const body = { version: briefing.version, step, ...(note.trim() === '' ? {} : { note: note.trim() }) }
    const answer = await api.post<Briefing>(`/briefings/${briefing.id}/steps`, body)
    setBusy(false)
    if (!answer.ok) return toast(failureWords(answer.failure, { conflict: words.changedMeanwhile }, { '/note': label }))
    setNote('')
    onDone(answer.value)
    toast(words.stepDone(words.steps[step]))
  }
  const label = next === 'send' ? words.destination : next === 'receive' ? words.receipt : words.reason
  return (
    <div className={styles.acts}>
      {mine && asksNote && next !== null ? (
        <div className={styles.note}>
          <TextField label={label} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </div>
      ) : null}
      {mayReturn ? (
        <Button busy={busy} disabled={note.trim() === ''} onClick={() => void take('return')}>
          {words.steps.return}
        </Button>
      ) : null}
      {next !== null && mine ? (
        <Button
          look="primary"
          busy={busy}
          disabled={same || blocked || (next === 'send' && !hasParent && note.trim() === '')}
          onClick={() => void take(next)}
        >
          {words.steps[next]}
        </Button>
      ) : null}
      {same ? <p className={styles.why}>{words.samePerson}</p> : null}
      {next === 'receive' && !mine && own ? (
        <p className={styles.why}>
          {words.waitingFor(briefing.destination ?? '')} · {words.waitReceipt}
        </p>
      ) : null}
      {own && isFrozen(state) && briefing.replacedBy === null ? (
        <Button onClick={onCorrect}>{words.correct}</Button>
      ) : null}
    </div>
  )
}
