'use client'

import { useMemo } from 'react'
import type { Entry } from '#domain/entry'
import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { tabletDevice } from '../_text/tablet-device'
import type { EntryForm, FormAct } from './_entry/form-shape'
import { othersOf } from './_entry/form-shape'
import { celsiusOf, isOdd } from './_entry/person-draft'
import type { Screening } from './_entry/screening-of'
import { coldRun } from './_room/passages'
import type { HeldPassage, Room, RoomView } from './_room/room-shape'
import { isNearlyFull } from './_room/storage-facts'
import { HeldStrip } from './held-strip'
import { TabletIcon } from './icons'
import keyStyles from './keys.module.css'
import styles from './notice-bar.module.css'
import { SeenStrip } from './seen-strip'

interface NoticesProps {
  form: EntryForm
  act: (act: FormAct) => void
  room: Room
  view: RoomView
  /** What went wrong with the last save. */
  trouble: string | null
  screening: Screening
  watchFails: boolean
  onRecheck: (held: HeldPassage) => void
  onPairAgain: () => void
  onAgain: (before: Entry) => void
}

/** What must be said, in the free place over the keys; nothing of it covers anything. */
export const Notices = ({
  form,
  act,
  room,
  view,
  trouble,
  screening,
  watchFails,
  onRecheck,
  onPairAgain,
  onAgain,
}: NoticesProps) => {
  const words = useText(tablet)
  const { device } = useText(tabletDevice)
  const oddAt = form.people.findIndex((person) => isOdd(person) !== null)
  const odd = form.people[oddAt]
  const value = odd ? (celsiusOf(odd) ?? 0).toFixed(1) : ''
  const others = othersOf(form)
  const { hit } = words
  const cold = useMemo(() => coldRun(view.passages), [view.passages])
  const answered = screening.findings[0]
  return (
    <>
      {view.durable ? null : (
        <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`}>
          <span>
            {words.plainHttp}
            <br />
            {words.plainHttpHint}
          </span>
        </p>
      )}
      {isNearlyFull(view.storage) ? (
        <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`}>
          <span>{device.nearlyFull}</span>
        </p>
      ) : null}
      {view.link.kind === 'barred' ? (
        <p className={styles.bar}>
          <span>{words.barred[view.link.reason]}</span>
          {view.link.reason === 'unauthorized' ? (
            <button type="button" className={keyStyles.plain} onClick={onPairAgain}>
              {words.barred.pairAgain}
            </button>
          ) : null}
        </p>
      ) : null}
      {trouble ? (
        <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`} role="alert">
          <TabletIcon name="warning" size={26} />
          <span>{trouble}</span>
        </p>
      ) : null}
      {cold ? (
        <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`}>
          <span>{words.coldRun}</span>
        </p>
      ) : null}
      {others > 0 && form.task.kind === 'new' ? (
        <button
          type="button"
          className={`${styles.bar} ${styles.others}`}
          aria-pressed={form.othersNormal}
          onClick={() => act({ type: 'others-normal' })}
        >
          <TabletIcon name={form.othersNormal ? 'check' : 'box'} size={30} />
          <span>{words.othersNormal(others)}</span>
        </button>
      ) : null}
      {watchFails ? (
        <p className={`${styles.bar} ${styles.watch} ${styles.trouble}`}>
          <span>{hit.fails}</span>
        </p>
      ) : null}
      {answered ? (
        <p className={`${styles.bar} ${styles.watch}`} data-role="hit">
          <TabletIcon name="warning" size={26} />
          <span>{hit.strip(hit.title[answered.kind], answered.rule.name)}</span>
          <button
            type="button"
            className={keyStyles.plain}
            onClick={() => act({ type: 'reopen', keys: screening.findings.map(({ key }) => key) })}
          >
            {hit.again}
          </button>
        </p>
      ) : null}
      <SeenStrip room={room} form={form} act={act} onAgain={onAgain} />
      {odd ? (
        <p className={`${styles.bar} ${styles.watch}`} role="alert">
          <span>{isOdd(odd) === 'low' ? words.odd.low(value) : words.odd.over(value)}</span>
          <button
            type="button"
            className={keyStyles.plain}
            onClick={() => {
              act({ type: 'focus', focus: { at: 'person', index: oddAt } })
              act({ type: 'confirm-odd' })
            }}
          >
            {words.odd.stands}
          </button>
        </p>
      ) : (
        <HeldStrip held={view.held} onRecheck={onRecheck} />
      )}
    </>
  )
}
