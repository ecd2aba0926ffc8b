'use client'

import type { LogKind } from '#domain/checkpoints/item'
import { logDueMs } from '#domain/checkpoints/routine'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletPost } from '../../_text/tablet-post'
import { useFormat } from '../../_text/use-format'
import keyStyles from '../_keys/keys.module.css'
import { reportPeriod } from '../_room/post-dues'
import type { Room, RoomView } from '../_room/room-shape'
import listStyles from '../list-sheet.module.css'
import { InstructionsPart } from './instructions-part'
import { PaperPart } from './paper-part'
import styles from './post.module.css'
import type { PostPlace } from './post-place'
import { RescuePart } from './rescue-part'
import { useMaker } from './use-maker'

const LOGS: readonly LogKind[] = ['disinfection', 'waste', 'fault']

interface PostHomeProps {
  room: Room
  view: RoomView
  /** By the server's clock. */
  nowMs: number
  go: (place: PostPlace) => void
  onPaper: (() => void) | null
}

/** All that a crew does beside passages, each with how it stands and its next act. */
export const PostHome = ({ room, view, nowMs, go, onPaper }: PostHomeProps) => (
  <>
    <InstructionsPart room={room} view={view} nowMs={nowMs} />
    <RefusedPart room={room} view={view} />
    <DutyPart view={view} go={go} nowMs={nowMs} />
    <ReportPart view={view} go={go} nowMs={nowMs} />
    <SuppliesPart view={view} go={go} nowMs={nowMs} />
    <LogsPart room={room} view={view} go={go} nowMs={nowMs} />
    <RescuePart room={room} view={view} />
    <PaperPart post={room.post()?.name ?? ''} onEnter={onPaper} />
  </>
)

type PartProps = Omit<PostHomeProps, 'room' | 'onPaper'>

const DutyPart = ({ view, go, nowMs }: PartProps) => {
  const words = useText(tabletPost)
  const format = useFormat()
  const { shifts } = view.post.duty
  return (
    <section className={listStyles.card} data-watch={shifts.length === 0} aria-label={words.duty.title}>
      <header>
        <h2>{words.duty.title}</h2>
        <span>{shifts.length === 0 ? words.duty.none : null}</span>
      </header>
      <div className={styles.part}>
        {shifts.length === 0 ? <p>{words.duty.noneHint}</p> : null}
        {shifts.map(({ id, since, people }) => (
          <p key={id}>
            <b>{people.map(({ name }) => name).join(words.and)}</b> {words.since(format.dayAndTime(since, nowMs))}
          </p>
        ))}
        <div className={styles.keys}>
          {shifts.length === 0 ? (
            <button
              type="button"
              className={`${keyStyles.plain} ${keyStyles.strong}`}
              onClick={() => go({ at: 'shift', act: 'start' })}
            >
              {words.duty.start}
            </button>
          ) : (
            <>
              <button
                type="button"
                className={`${keyStyles.plain} ${keyStyles.strong}`}
                onClick={() => go({ at: 'shift', act: 'handover' })}
              >
                {words.duty.handover}
              </button>
              <button type="button" className={keyStyles.plain} onClick={() => go({ at: 'shift', act: 'end' })}>
                {words.duty.end}
              </button>
            </>
          )}
        </div>
      </div>
    </section>
  )
}

const ReportPart = ({ view, go, nowMs }: PartProps) => {
  const words = useText(tabletPost).report
  const format = useFormat()
  const { policy, post } = view
  if (policy === null) return null
  const { period, ended } = reportPeriod(post, policy, nowMs)
  const { report } = post.duty
  const isClosed = report !== null && Date.parse(report.to) >= period.toMs
  return (
    <section className={listStyles.card} data-watch={ended} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <span>
          {isClosed
            ? words.done(format.dayAndTime(report.at, nowMs))
            : ended
              ? words.late(format.time(period.toMs))
              : words.due(format.time(period.toMs))}
        </span>
      </header>
      <div className={styles.part}>
        <p>{words.period(format.dayAndTime(period.fromMs, nowMs), format.dayAndTime(period.toMs, nowMs))}</p>
        <div className={styles.keys}>
          <button
            type="button"
            className={`${keyStyles.plain} ${isClosed ? '' : keyStyles.strong}`}
            onClick={() => go({ at: 'report' })}
          >
            {isClosed ? words.again : words.submit}
          </button>
        </div>
      </div>
    </section>
  )
}

const SuppliesPart = ({ view, go, nowMs }: PartProps) => {
  const words = useText(tabletPost).supplies
  const format = useFormat()
  const { queue, stock } = view.post.duty
  const named = (name: string): string =>
    name in words.supply ? words.supply[name as keyof typeof words.supply] : name
  return (
    <section className={listStyles.card} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <span>{stock === null ? words.stockNone : words.stockAt(format.dayAndTime(stock.at, nowMs))}</span>
      </header>
      <div className={styles.part}>
        <p>
          <b>{queue === null ? words.queueNone : words.queueNow(queue.vehicles)}</b>
        </p>
        {stock === null ? null : (
          <p className={styles.quiet}>
            {Object.entries(stock.amounts)
              .map(([name, many]) => `${named(name)} ${many}`)
              .join(' · ')}
          </p>
        )}
        <div className={styles.keys}>
          <button type="button" className={keyStyles.plain} onClick={() => go({ at: 'supplies' })}>
            {words.count}
          </button>
        </div>
      </div>
    </section>
  )
}

const LogsPart = ({ room, view, go, nowMs }: PartProps & Pick<PostHomeProps, 'room'>) => {
  const words = useText(tabletPost).logs
  const format = useFormat()
  const maker = useMaker(room, view)
  const { logs, faults, shifts } = view.post.duty
  const since = shifts[0]?.since
  const standing = (log: LogKind): { text: string; overdue: boolean } => {
    const last = logs[log]
    const lastMs = last === undefined ? null : Date.parse(last)
    const due = since === undefined ? null : logDueMs(log, lastMs, Date.parse(since))
    const said = last === undefined ? words.never : words.last(format.dayAndTime(last, nowMs))
    if (due === null) return { text: said, overdue: false }
    const overdue = nowMs > due
    const when = overdue ? words.overdue(format.duration(nowMs - due)) : words.next(format.dayAndTime(due, nowMs))
    return { text: `${said} · ${when}`, overdue }
  }
  const lines = LOGS.map((log) => ({ log, ...standing(log) }))
  return (
    <section className={listStyles.card} data-watch={lines.some(({ overdue }) => overdue)} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
      </header>
      {lines.map(({ log, text, overdue }) => (
        <div key={log} className={styles.line} data-overdue={overdue}>
          <span>
            <b>{words.kind[log]}</b>
            <small>{text}</small>
          </span>
          <button type="button" className={keyStyles.plain} onClick={() => go({ at: 'log', log })}>
            {words.done[log]}
          </button>
        </div>
      ))}
      {faults.map(({ id, what, at }) => (
        <div key={id} className={styles.line} data-overdue="true">
          <span>
            <b>{words.standing(what ?? words.unnamed, format.dayAndTime(at, nowMs))}</b>
          </span>
          <button
            type="button"
            className={keyStyles.plain}
            onClick={() => void maker.save({ kind: 'log', ...maker.frame(), log: 'fault', mends: id })}
          >
            {words.mended}
          </button>
        </div>
      ))}
    </section>
  )
}

const RefusedPart = ({ room, view }: { room: Room; view: RoomView }) => {
  const words = useText(tabletPost).refused
  const entry = useText(tablet)
  const format = useFormat()
  const { refused } = view.post
  if (refused.length === 0) return null
  return (
    <section className={listStyles.card} data-watch="true" aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
      </header>
      <p className={styles.part}>{words.hint}</p>
      {refused.map(({ mark, item }) => (
        <div key={mark.id} className={styles.line}>
          <span>
            <b>
              {words.kind[item.kind]} {format.time(item.occurredAt)}
            </b>
            <small>
              {(mark.errors ?? []).map(({ code, message }) => entry.error[code] ?? message).join(entry.join)}
            </small>
          </span>
          <button type="button" className={keyStyles.plain} onClick={() => void room.retryItem(mark.id)}>
            {words.again}
          </button>
        </div>
      ))}
    </section>
  )
}
