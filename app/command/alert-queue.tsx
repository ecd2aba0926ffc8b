'use client'

import Link from 'next/link'
import { useState } from 'react'
import { toHandle } from '../_live/alert-order'
import type { Session } from '../_live/session'
import { useAlerts, useCheckpoints, useConnection, useServerNow } from '../_live/use-live'
import { alertWords } from '../_text/alerts'
import { command } from '../_text/command'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { Empty, Loading } from '../_ui/blank'
import { Button } from '../_ui/button'
import { Icon } from '../_ui/icons'
import { Kbd } from '../_ui/kbd'
import { useMayOpen } from '../_ui/use-may-open'
import { AlertRow } from './alert-row'
import { AlarmSwitches } from './alerts/alarm-switches'
import type { Ask } from './alerts/alert-acts'
import { FilterBar } from './alerts/filter-bar'
import { PausesStrip } from './alerts/pauses-strip'
import { countParts, filterAlerts } from './alerts/queue-filter'
import { PART, partOf } from './alerts/queue-part'
import { useAlarm } from './alerts/use-alarm'
import { useAlertTitle } from './alerts/use-alert-title'
import { usePush } from './alerts/use-push'
import { setQueueFilter, useQueueFilter } from './alerts/use-queue-filter'
import styles from './queue.module.css'
import { select } from './selection'

/** What waits for a person, by due time. In a narrow window it is a drawer. */
export const AlertQueue = ({
  session,
  selected,
  asked,
  onAsked,
  onClose,
}: {
  session: Session
  selected: string | null
  asked: Ask | null
  onAsked: () => void
  /** Only as a drawer. */
  onClose: () => void
}) => {
  const mayOpen = useMayOpen()
  const words = useText(command)
  const more = useText(alertWords)
  const { user } = session
  const alerts = useAlerts()
  const checkpoints = useCheckpoints()
  const open = toHandle(alerts)
  const connection = useConnection()
  const now = useServerNow(1000)
  const filter = useQueueFilter()
  const [upTo, setUpTo] = useState(PART)
  const title = useAlertTitle()
  const home = user.jurisdiction.code
  const looker = { names: [user.displayName, user.name], jurisdiction: home, now }
  const shown = filterAlerts(open, filter, looker)
  const at = shown.findIndex(({ id }) => id === selected)
  const { from, to } = partOf(shown.length, at, upTo)
  usePush()
  const alarm = useAlarm(alerts, home, (alert) => {
    const checkpoint = checkpoints.find(({ code }) => code === alert.checkpoint)
    return [title(alert, checkpoint, now), checkpoint?.name ?? ''].filter((part) => part !== '').join(' · ')
  })
  return (
    <section className={styles.queue} aria-label={words.queue.title}>
      <header className={styles.head}>
        <h2 className={styles.heading}>{words.queue.open(number(open.length))}</h2>
        <span className={styles.keys}>
          <span>{words.queue.byDue}</span>
          <Kbd>J</Kbd>
          <Kbd>K</Kbd>
        </span>
        <button type="button" className={styles.closeDrawer} aria-label={words.queue.closeDrawer} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {mayOpen('records') ? <PausesStrip now={now} /> : null}
      <FilterBar filter={filter} counts={countParts(open, looker)} />
      {shown.length > 0 ? (
        <ul className={styles.list}>
          {from > 0 ? (
            <li className={styles.beyond}>
              <Button look="quiet" onClick={() => select({ checkpoint: null, alert: null })}>
                {more.earlier(number(from))}
              </Button>
            </li>
          ) : null}
          {shown.slice(from, to).map((alert) => (
            <AlertRow
              key={alert.id}
              alert={alert}
              now={now}
              selected={alert.id === selected}
              asked={alert.id === selected ? asked : null}
              mayAct={user.role === 'admin' || user.role === 'command'}
              home={home}
              onAsked={onAsked}
              onSelect={() => select({ checkpoint: alert.checkpoint ?? null, alert: alert.id })}
            />
          ))}
          {to < shown.length ? (
            <li className={styles.beyond}>
              <Button look="quiet" onClick={() => setUpTo(to + PART)}>
                {more.later(number(shown.length - to))}
              </Button>
            </li>
          ) : null}
        </ul>
      ) : connection.phase === 'connecting' ? (
        <div className={styles.list}>
          <Loading rows={6} />
        </div>
      ) : (
        <div className={styles.list}>
          {open.length === 0 ? (
            <Empty why={words.queue.none}>
              <p className={styles.hint}>{words.queue.noneHint}</p>
            </Empty>
          ) : (
            <Empty why={more.noneHere}>
              <Button onClick={() => setQueueFilter({ part: 'all', kind: null, severity: null })}>
                {more.showAll}
              </Button>
            </Empty>
          )}
        </div>
      )}
      <footer className={styles.foot}>
        <AlarmSwitches {...alarm} />
        <span className={styles.links}>
          {mayOpen('records') ? (
            <Link href="/command/alerts" prefetch={false}>
              {more.records}
            </Link>
          ) : null}
          {mayOpen('instructions') ? (
            <Link href="/command/instructions" prefetch={false}>
              {more.instructions}
            </Link>
          ) : null}
        </span>
      </footer>
    </section>
  )
}
