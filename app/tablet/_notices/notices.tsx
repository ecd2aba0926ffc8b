'use client'

import { useMemo } from 'react'
import type { Entry } from '#domain/entries/entry'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import { tabletDevice } from '../../_text/tablet-device'
import { useFormat } from '../../_text/use-format'
import { type EntryForm, type FormAct, isUntouched, othersOf } from '../_entry/form-shape'
import { celsiusOf, isOdd } from '../_entry/person-draft'
import type { Screening } from '../_entry/screening-of'
import keyStyles from '../_keys/keys.module.css'
import { coldRun } from '../_room/passages'
import { postDues } from '../_room/post-dues'
import type { HeldPassage, Room, RoomView } from '../_room/room-shape'
import { isNearlyFull } from '../_room/storage-facts'
import { TabletIcon } from '../icons'
import { useNow } from '../use-now'
import { FoldedNotices, type Notice } from './folded-notices'
import { HeldStrip } from './held-strip'
import styles from './notice-bar.module.css'
import { isUrgent, PostNotice } from './post-notice'
import { SeenStrip, seenBefore } from './seen-strip'

interface NoticesProps {
  form: EntryForm
  act: (act: FormAct) => void
  room: Room
  view: RoomView
  /** What went wrong with the last save. */
  trouble: string | null
  screening: Screening
  watchFails: boolean
  /** A phone. */
  narrow: boolean
  onRecheck: (held: HeldPassage) => void
  onPairAgain: () => void
  onAgain: (before: Entry) => void
  onPost: () => void
}

const LOOK_MS = 10_000
/** So many have room over the keys. */
const MOST = 2
const MOST_NARROW = 1

const warning = `${styles.bar} ${styles.watch} ${styles.trouble}`

/** What must be said, in the free place over the keys; nothing of it covers anything. */
export const Notices = (props: NoticesProps) => {
  const { form, act, room, view, trouble, screening, watchFails, narrow } = props
  const words = useText(tablet)
  const { device } = useText(tabletDevice)
  const format = useFormat()
  const now = useNow(LOOK_MS)
  const nowMs = now + (view.clockOffsetMs ?? 0)
  const cold = useMemo(() => coldRun(view.passages), [view.passages])
  const dues = useMemo(() => postDues(view.post, view.policy, nowMs), [view.post, view.policy, nowMs])
  const others = othersOf(form)
  const answered = screening.findings[0]
  const seen = seenBefore(room, form, format.date)
  const [held] = view.held
  const [due] = form.task.kind === 'new' && isUntouched(form) ? dues : []
  const oddAt = form.people.findIndex((person) => isOdd(person) !== null)
  const odd = form.people[oddAt]

  const notices: Notice[] = []
  const say = (name: string, bar: Notice['bar'], urgent = true) => notices.push({ name, bar, urgent })
  if (trouble) {
    const bar = (
      <p className={warning} role="alert">
        <TabletIcon name="warning" size={26} />
        <span>{trouble}</span>
      </p>
    )
    say('trouble', bar)
  }
  if (odd) {
    const value = (celsiusOf(odd) ?? 0).toFixed(1)
    const stands = () => {
      act({ type: 'focus', focus: { at: 'person', index: oddAt } })
      act({ type: 'confirm-odd' })
    }
    const bar = (
      <p className={`${styles.bar} ${styles.watch}`} role="alert">
        <span>{isOdd(odd) === 'low' ? words.odd.low(value) : words.odd.over(value)}</span>
        <button type="button" className={keyStyles.plain} onClick={stands}>
          {words.odd.stands}
        </button>
      </p>
    )
    say('odd', bar)
  }
  if (others > 0 && form.task.kind === 'new') {
    const bar = (
      <button
        type="button"
        className={`${styles.bar} ${styles.others}`}
        aria-pressed={form.othersNormal}
        onClick={() => act({ type: 'others-normal' })}
      >
        <TabletIcon name={form.othersNormal ? 'check' : 'box'} size={30} />
        <span>{words.othersNormal(others)}</span>
      </button>
    )
    say('others', bar, false)
  }
  if (seen) say('seen', <SeenStrip seen={seen} act={act} onAgain={props.onAgain} />, false)
  if (held) say('held', <HeldStrip held={view.held} onRecheck={props.onRecheck} />, held.hold.dueAt <= now)
  if (answered) {
    const again = () => act({ type: 'reopen', keys: screening.findings.map(({ key }) => key) })
    const bar = (
      <p className={`${styles.bar} ${styles.watch}`} data-role="hit">
        <TabletIcon name="warning" size={26} />
        <span>{words.hit.strip(words.hit.title[answered.kind], answered.rule.name)}</span>
        <button type="button" className={keyStyles.plain} onClick={again}>
          {words.hit.again}
        </button>
      </p>
    )
    say('hit', bar)
  }
  if (due) {
    const bar = <PostNotice due={due} others={dues.length - 1} nowMs={nowMs} onOpen={props.onPost} />
    say('post', bar, isUrgent(due))
  }
  if (view.link.kind === 'barred') {
    const { reason } = view.link
    const bar = (
      <p className={styles.bar}>
        <span>{words.barred[reason]}</span>
        {reason === 'unauthorized' ? (
          <button type="button" className={keyStyles.plain} onClick={props.onPairAgain}>
            {words.barred.pairAgain}
          </button>
        ) : null}
      </p>
    )
    say('barred', bar, false)
  }
  const warn = (name: string, text: string) =>
    say(
      name,
      <p className={warning}>
        <span>{text}</span>
      </p>,
    )
  if (cold) warn('cold', words.coldRun)
  if (watchFails) warn('watch-fails', words.hit.fails)
  if (isNearlyFull(view.storage)) warn('nearly-full', device.nearlyFull)
  if (!view.durable) {
    const bar = (
      <p className={warning}>
        <span>
          {words.plainHttp}
          <br />
          {words.plainHttpHint}
        </span>
      </p>
    )
    say('plain-http', bar)
  }
  return <FoldedNotices notices={notices} most={narrow ? MOST_NARROW : MOST} />
}
