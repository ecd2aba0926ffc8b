'use client'

import { useEffect, useRef } from 'react'
import type { Alert } from '#protocol/live'
import { nameOf } from '../_live/alert-order'
import { dueOf } from '../_live/due'
import { useCheckpoint } from '../_live/use-live'
import { alertWords } from '../_text/alerts'
import { command } from '../_text/command'
import { number } from '../_text/format'
import { useText } from '../_text/language'
import { useFormat } from '../_text/use-format'
import { AlertMark } from '../_ui/alert-mark'
import { alertOwner } from './alert-words'
import { AlertActs, type Ask } from './alerts/alert-acts'
import { useAlertTitle } from './alerts/use-alert-title'
import styles from './queue.module.css'

/**
 * One alert: glyph, what, where, due, raised; the selected one has its acts. What an act did comes back by the live
 * picture; here only a failure is said.
 */
export const AlertRow = ({
  alert,
  now,
  selected,
  asked,
  mayAct,
  home,
  onAsked,
  onSelect,
}: {
  alert: Alert
  /** The server's time, ms; null until the page runs. */
  now: number | null
  selected: boolean
  asked: Ask | null
  mayAct: boolean
  /** Code of the reader's jurisdiction. */
  home: string
  onAsked: () => void
  onSelect: () => void
}) => {
  const words = useText(command)
  const more = useText(alertWords)
  const format = useFormat()
  const title = useAlertTitle()
  const checkpoint = useCheckpoint(alert.checkpoint ?? '')
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const due = now === null ? null : dueOf(alert.dueAt, now)
  const climbed = alert.level === 0 ? '' : alert.jurisdiction === home ? more.climbedHere : more.climbedTo
  const urgent = alert.severity === 'critical' ? more.severity.critical : ''
  const facts = [urgent, useWhere(alert), climbed, alertOwner(alert, words)].filter((fact) => fact !== '')
  return (
    <li ref={row} className={styles.row} data-selected={selected || undefined}>
      <button type="button" className={styles.what} aria-pressed={selected} onClick={onSelect}>
        <span className={styles.mark}>
          <AlertMark alert={alert} />
        </span>
        <span className={styles.title}>{title(alert, checkpoint, now)}</span>
        <span className={styles.due} data-over={due?.over || undefined}>
          {due === null
            ? ''
            : due.over
              ? words.alert.over(format.duration(due.milliseconds))
              : words.alert.left(format.duration(due.milliseconds))}
        </span>
        <span className={styles.where}>{facts.join(' · ')}</span>
        <time className={styles.raised}>{now === null ? '' : format.dayAndTime(alert.raisedAt, now)}</time>
      </button>
      {selected ? <AlertActs alert={alert} asked={asked} mayAct={mayAct} onAsked={onAsked} /> : null}
    </li>
  )
}

/** The checkpoint's name; of several how many still wait. */
const useWhere = ({ checkpoint: code, checkpoints }: Alert): string => {
  const words = useText(command)
  const more = useText(alertWords)
  const checkpoint = useCheckpoint(code ?? '')
  if (checkpoints !== undefined) return more.still(number(checkpoints.filter(({ over }) => !over).length))
  return checkpoint ? nameOf(checkpoint) : (code ?? words.alert.countyWide)
}
