'use client'

import Link from 'next/link'
import { useEffect, useState } from 'react'
import { isOpen } from '#domain/briefing/workflow'
import type { Briefing } from '#protocol/briefing'
import { api } from '../../_live/api'
import type { Session } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { briefingWords } from '../../_text/briefing'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button, ButtonLink } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { Icon } from '../../_ui/icons'
import { toast } from '../../_ui/toast'
import { goTo } from '../reports/address'
import frame from '../reports/board.module.css'
import { mayFill } from '../reports/may-fill'
import styles from './briefing.module.css'
import { BriefingEditor } from './briefing-editor'
import { BriefingHistory, BriefingWay } from './briefing-way'
import { Correct } from './correct'
import { Paper } from './paper'
import { StepActs } from './step-acts'
import { useIssueWords } from './use-issue-words'

type Content = Briefing['content']

/** One briefing: its way, what blocks it, its text on paper or in the editor. */
export const BriefingPage = ({ id, session }: { id: string; session: Session }) => {
  const words = useText(briefingWords)
  const failureWords = useFailureWords()
  const { value, failure, reload, change } = useResource<Briefing>(`/briefings/${encodeURIComponent(id)}`)
  if (failure !== null && value === null) {
    if (failure.kind === 'not-found')
      return (
        <Empty why={words.notFound}>
          <Button onClick={() => goTo({ id: null })}>{words.all}</Button>
        </Empty>
      )
    return <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} />
  }
  if (value === null) return <Loading rows={8} />
  return <Shown briefing={value} session={session} onChange={(next) => change(() => next)} />
}

const Shown = ({
  briefing,
  session,
  onChange,
}: {
  briefing: Briefing
  session: Session
  onChange: (next: Briefing) => void
}) => {
  const words = useText(briefingWords)
  const failureWords = useFailureWords()
  const format = useFormat()
  const issue = useIssueWords()
  const [edited, setEdited] = useState<Content | null>(null)
  const [asked, setAsked] = useState<'refill' | 'discard' | 'correct' | null>(null)
  const [busy, setBusy] = useState(false)
  const mayWrite = mayFill(session) && briefing.own
  const open = mayWrite && isOpen(briefing.state)
  const dirty = edited !== null && JSON.stringify(edited) !== JSON.stringify(briefing.content)
  useUnsaved(dirty)

  const save = async (content: Content) => {
    setBusy(true)
    const answer = await api.patch<Briefing>(`/briefings/${briefing.id}`, { version: briefing.version, content })
    setBusy(false)
    if (!answer.ok) return toast(failureWords(answer.failure, { conflict: words.changedMeanwhile }))
    onChange(answer.value)
    setEdited(null)
    toast(words.saved)
  }
  const refill = async () => {
    setBusy(true)
    const answer = await api.post<Briefing>(`/briefings/${briefing.id}/refill`, { version: briefing.version })
    setBusy(false)
    setAsked(null)
    if (!answer.ok) return toast(failureWords(answer.failure, { conflict: words.changedMeanwhile }))
    onChange(answer.value)
    setEdited(null)
    toast(words.refilled)
  }
  return (
    <main className={frame.main}>
      <header className={styles.head}>
        <div className={frame.titles}>
          <h1 className={frame.title}>
            {words.templates[briefing.template]} · {briefing.from === briefing.date ? '' : `${briefing.from} – `}
            {briefing.date}
          </h1>
          <p className={frame.hint}>
            {issue(briefing)} · {words.cutOff(format.time(briefing.cutOff))} ·{' '}
            {words.asOf(`${format.date(briefing.asOf)} ${format.time(briefing.asOf)}`)}
          </p>
        </div>
        <div className={frame.acts}>
          <Button look="quiet" onClick={() => (dirty ? setAsked('discard') : goTo({ id: null }))}>
            {words.all}
          </Button>
          {open && edited === null ? (
            <>
              <Button onClick={() => setEdited(briefing.content)}>{words.edit}</Button>
              <Button onClick={() => setAsked('refill')}>{words.refill}</Button>
            </>
          ) : null}
          {edited === null ? (
            <>
              <a className={frame.file} href={`/api/v1/briefings/${briefing.id}/document`} download>
                <Icon name="file" /> {words.word}
              </a>
              <Button onClick={() => window.print()}>{words.print}</Button>
            </>
          ) : (
            <>
              {dirty ? <span className={styles.unsaved}>{words.unsaved}</span> : null}
              <Button onClick={() => (dirty ? setAsked('discard') : setEdited(null))}>{words.discard}</Button>
              <Button look="primary" busy={busy} onClick={() => void save(edited)}>
                {words.save}
              </Button>
            </>
          )}
        </div>
      </header>
      <BriefingWay briefing={briefing} />
      {edited === null ? (
        <>
          <div className={styles.standing}>
            <Blocks briefing={briefing} />
            {mayFill(session) ? (
              <StepActs briefing={briefing} session={session} onDone={onChange} onCorrect={() => setAsked('correct')} />
            ) : null}
          </div>
          <Paper briefing={briefing} onConfirm={open ? (content) => void save(content) : null} />
          <BriefingHistory briefing={briefing} />
        </>
      ) : (
        <BriefingEditor template={briefing.template} content={edited} onChange={setEdited} />
      )}
      <Dialog
        open={asked === 'refill'}
        title={words.refillTitle}
        act={words.refill}
        busy={busy}
        look="ending"
        onAct={() => void refill()}
        onClose={() => setAsked(null)}
      >
        <p>{words.refillHint}</p>
      </Dialog>
      <Dialog
        open={asked === 'discard'}
        title={words.discardTitle}
        act={words.discard}
        onAct={() => {
          setAsked(null)
          setEdited(null)
        }}
        onClose={() => setAsked(null)}
      >
        <p>{words.discardHint}</p>
      </Dialog>
      <Correct id={briefing.id} open={asked === 'correct'} onClose={() => setAsked(null)} />
    </main>
  )
}

/** The browser asks before it leaves what was not saved. */
const useUnsaved = (dirty: boolean): void => {
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
}

/** What still stands before its signing, what corrects it, and that it is frozen. */
const Blocks = ({ briefing }: { briefing: Briefing }) => {
  const words = useText(briefingWords)
  const { issuedAt, openDrafts, openFaults, digest, replacedBy, replaces, date } = briefing
  return (
    <div className={styles.blocks}>
      {issuedAt === null ? (
        <p className={openDrafts > 0 ? styles.watch : styles.good}>
          {openDrafts > 0 ? words.drafts(number(openDrafts)) : words.noDrafts}
        </p>
      ) : null}
      {openFaults > 0 ? (
        <p className={styles.watch}>
          {words.faults(number(openFaults))}{' '}
          <ButtonLink href={`/command/reports/indicators?date=${date}`}>{words.toIndicators}</ButtonLink>
        </p>
      ) : null}
      {digest === null ? null : <p className={styles.hash}>{words.frozen(digest)}</p>}
      {replaces === null ? null : (
        <p>
          <Link href={`/command/briefing?id=${replaces}`} prefetch={false}>
            {words.corrects}
          </Link>
          {briefing.reason === null ? null : ` · ${briefing.reason}`}
        </p>
      )}
      {replacedBy === null ? null : (
        <p className={styles.watch}>
          <Link href={`/command/briefing?id=${replacedBy}`} prefetch={false}>
            {words.correctedBy}
          </Link>
        </p>
      )}
    </div>
  )
}
