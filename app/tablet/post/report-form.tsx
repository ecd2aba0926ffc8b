'use client'

import { useState } from 'react'
import type { CrewMember } from '#domain/checkpoints/item'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import { useFormat } from '../../_text/use-format'
import detailStyles from '../_details/details-sheet.module.css'
import keyStyles from '../_keys/keys.module.css'
import { reportPeriod } from '../_room/post-dues'
import type { Room, RoomView } from '../_room/room-shape'
import { Line, Question } from '../chips'
import { Amount } from './amount'
import { CountsLine, shownCounts } from './counts-line'
import { CrewPicker, Signer } from './crew-picker'
import { FormPage, type Need } from './form-page'
import styles from './post.module.css'
import { useCounts } from './use-counts'
import { useKept } from './use-kept'
import { useMaker } from './use-maker'
import { usePins } from './use-pins'

const LONGEST_WHAT = 2_000

interface ReportFormProps {
  room: Room
  view: RoomView
  nowMs: number
  onDone: () => void
  onBack: () => void
}

/** Closes a period: nothing abnormal (零报告) or so many; no traffic is another fact. Signed. */
export const ReportForm = ({ room, view, nowMs, onDone, onBack }: ReportFormProps) => {
  const words = useText(tabletPost)
  const format = useFormat()
  const maker = useMaker(room, view)
  const pins = usePins(room, view)
  const [answer, setAnswer] = useKept<'zero' | 'abnormal' | null>('report answer', null)
  const [many, setMany] = useKept<number | null>('report many', 1)
  const [what, setWhat] = useKept('report what', '')
  const [noTraffic, setNoTraffic] = useKept('report no traffic', false)
  const [stand, setStand] = useKept<CrewMember[]>('report crew', [])
  const [signer, setSigner] = useKept<string | null>('report signer', null)
  const { policy, post } = view
  // The period as it was when the form opened: one that ends meanwhile does not change under the thumb.
  const [due] = useState(() => (policy === null ? null : reportPeriod(post, policy, nowMs)))
  const offset = view.clockOffsetMs ?? 0
  const counts = useCounts(room, due === null ? null : due.period.fromMs - offset)
  if (policy === null || due === null) return null
  const { period, ended } = due
  const onDuty = post.duty.shifts.flatMap(({ people }) => people)
  const crew = onDuty.length > 0 ? onDuty : stand

  const missing: Need[] = [
    ...(answer === null ? [{ words: words.need.answer, at: words.report.zero }] : []),
    ...(answer === 'abnormal' && what.trim() === '' ? [{ words: words.need.what, at: words.report.what }] : []),
    ...(signer === null ? [{ words: words.need.signer, at: words.signer }] : []),
  ]
  const submit = async (): Promise<void> => {
    if (signer === null || answer === null) return
    const saved = await maker.save({
      kind: 'zero-report',
      ...maker.frame(),
      period: { from: new Date(period.fromMs).toISOString(), to: new Date(period.toMs).toISOString() },
      abnormal: answer === 'zero' ? 0 : Math.max(1, many ?? 1),
      ...(answer === 'abnormal' ? { what: what.trim() } : {}),
      noTraffic,
      ...(counts === null ? {} : { counts: shownCounts(counts) }),
      signedBy: signer,
    })
    if (saved) onDone()
  }
  const choice = (value: 'zero' | 'abnormal', label: string) => (
    <button
      type="button"
      className={`${keyStyles.plain} ${styles.answer} ${answer === value ? keyStyles.chosen : ''}`}
      aria-pressed={answer === value}
      onClick={() => setAnswer(value)}
    >
      {label}
    </button>
  )
  return (
    <FormPage
      title={words.report.title}
      submit={words.report.submit}
      missing={missing}
      saving={maker.saving}
      trouble={maker.trouble}
      onSubmit={() => void submit()}
      onBack={onBack}
    >
      <p className={styles.period} data-late={ended}>
        <b>{words.report.period(format.dayAndTime(period.fromMs, nowMs), format.dayAndTime(period.toMs, nowMs))}</b>
        <span>{ended ? words.report.late(format.time(period.toMs)) : words.report.due(format.time(period.toMs))}</span>
      </p>
      <CountsLine label={words.report.counted} counts={counts} />
      <div className={styles.answers} data-question={words.report.zero}>
        {choice('zero', words.report.zero)}
        {choice('abnormal', words.report.abnormal)}
      </div>
      {answer === 'abnormal' ? (
        <>
          <Amount label={words.report.many} value={many} onChange={setMany} />
          <Line label={words.report.what} value={what} most={LONGEST_WHAT} onChange={setWhat} />
        </>
      ) : null}
      <Question label={words.report.traffic}>
        <div className={detailStyles.chips}>
          <button
            type="button"
            className={`${keyStyles.plain} ${noTraffic ? keyStyles.chosen : ''}`}
            aria-pressed={noTraffic}
            onClick={() => setNoTraffic(!noTraffic)}
          >
            {words.report.noTraffic}
          </button>
        </div>
      </Question>
      {onDuty.length === 0 ? (
        <CrewPicker label={words.duty.who} roster={post.roster} crew={stand} pins={pins} onChange={setStand} />
      ) : null}
      <Signer label={words.signer} crew={crew} signer={signer} pins={pins} onSign={setSigner} />
    </FormPage>
  )
}
