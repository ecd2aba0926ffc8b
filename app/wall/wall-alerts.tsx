'use client'

import type { Alert } from '#protocol/live'
import { nameOf, toHandle } from '../_live/alert-order'
import { dueOf } from '../_live/due'
import { useCheckpoint, useServerNow } from '../_live/use-live'
import { alertWords } from '../_text/alerts'
import { command } from '../_text/command'
import { degrees, number } from '../_text/format'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import { wall } from '../_text/wall'
import { AlertMark } from '../_ui/alert-mark'
import styles from './wall.module.css'
import type { WallData } from './wall-data'

/** So many rows are read from five metres; the rest are counted. */
const ROWS = 5

/** What waits, by due time. No names: who has it is nobody's business before a wall. */
export const WallAlerts = ({
  alerts,
  subjects,
}: {
  alerts: readonly Alert[]
  subjects: WallData['subjects'] | null
}) => {
  const words = useText(wall)
  const kinds = useText(command).alert
  const open = toHandle(alerts)
  const rest = new Map<Alert['kind'], number>()
  for (const { kind } of open.slice(ROWS)) rest.set(kind, (rest.get(kind) ?? 0) + 1)
  return (
    <section className={styles.alerts} aria-label={words.alerts}>
      <header className={styles.alertsHead}>
        <h2 className={styles.alertsTitle}>{words.alerts}</h2>
        <span className={styles.alertsCount}>{number(open.length)}</span>
      </header>
      {open.length === 0 ? <p className={styles.none}>{words.none}</p> : null}
      <ul className={styles.rows}>
        {open.slice(0, ROWS).map((alert) => (
          <Row key={alert.id} alert={alert} subject={subjects?.[alert.id]} />
        ))}
      </ul>
      {rest.size > 0 ? (
        <p className={styles.rest}>
          <b>{words.rest(open.length - ROWS)}</b>
          <span>{[...rest].map(([kind, count]) => `${kinds[kind]} ${number(count)}`).join(' · ')}</span>
        </p>
      ) : null}
    </section>
  )
}

const Row = ({ alert, subject }: { alert: Alert; subject: WallData['subjects'][string] | undefined }) => {
  const words = useText(wall)
  const more = useText(alertWords)
  const kinds = useText(command).alert
  const format = useFormat()
  const checkpoint = useCheckpoint(alert.checkpoint ?? '')
  const now = useServerNow(1000)
  const due = now === null ? null : dueOf(alert.dueAt, now)
  const place = checkpoint ? nameOf(checkpoint).replace(/卡口$/, '') : (alert.checkpoint ?? words.unknownPlace)
  const together = alert.kind === 'zero-report' ? more.manyMissing : more.manyOffline
  const what = alert.points === undefined ? `${place} ${kinds[alert.kind]}` : together(number(alert.points))
  const facts = [
    subject?.celsius != null && alert.kind === 'fever' ? degrees(subject.celsius) : '',
    subject?.plate != null && alert.kind !== 'fever' ? subject.plate : '',
    alert.count > 1 ? kinds.several(alert.count) : '',
    alert.state === 'open' ? words.open : words.received,
  ].filter((fact) => fact !== '')
  return (
    <li className={styles.row}>
      <span className={styles.mark}>
        <AlertMark alert={alert} />
      </span>
      <span className={styles.what}>{what}</span>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      <span className={styles.due} data-over={due?.over || undefined}>
        {due === null
          ? ''
          : due.over
            ? words.over(format.duration(due.milliseconds))
            : words.left(format.duration(due.milliseconds))}
      </span>
    </li>
  )
}
