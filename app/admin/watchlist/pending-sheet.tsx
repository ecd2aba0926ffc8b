'use client'

import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { TextField } from '../../_ui/field'
import list from '../_list/list.module.css'
import { isNothing, type Pending, type Subject } from './pending'
import styles from './watchlist.module.css'

/** What is added and taken off and not in force yet, before it goes out. */
export const PendingSheet = ({
  pending,
  subjects,
  note,
  busy,
  error,
  onNote,
  onDropNew,
  onPublish,
}: {
  pending: Pending
  subjects: readonly Subject[]
  note: string
  busy: boolean
  error: string | null
  onNote: (note: string) => void
  onDropNew: (index: number) => void
  onPublish: () => void
}) => {
  const words = useText(policy).watch
  const format = useFormat()
  if (isNothing(pending)) return null
  return (
    <section className={styles.pending} aria-label={words.waiting}>
      <h2>{words.waitingCount(pending.add.length, pending.end.length)}</h2>
      <ul>
        {pending.add.map((subject, index) => (
          <li key={`${subject.kind} ${subject.subject}`}>
            <strong>+ {subject.subject}</strong>
            <span>
              {subject.reason} · {words.head.expires} {format.date(subject.expires)} {format.time(subject.expires)}
            </span>
            <Button look="quiet" onClick={() => onDropNew(index)}>
              {words.undo}
            </Button>
          </li>
        ))}
        {pending.end.map(({ id, reason }) => (
          <li key={id}>
            <strong>− {subjects.find((one) => one.id === id)?.label ?? id}</strong>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      <div className={styles.publish}>
        <TextField
          label={words.noteFor}
          value={note}
          maxLength={500}
          onChange={(event) => onNote(event.target.value)}
        />
        <Button look="primary" busy={busy} onClick={onPublish}>
          {busy ? words.publishing(pending.add.length) : words.publish}
        </Button>
      </div>
      {error ? (
        <p className={list.error} role="alert">
          {error}
        </p>
      ) : null}
    </section>
  )
}
