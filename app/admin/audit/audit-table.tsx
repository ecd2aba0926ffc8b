'use client'

import { audit } from '../../_text/audit'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { Sheet } from '../../_ui/work'
import { actWords, shortIds, whoWords } from './act-words'
import styles from './audit.module.css'
import type { AuditLine } from './audit-panel'

interface Props {
  lines: readonly AuditLine[]
  now: number
  /** Id of the line that is open. */
  opened: string
  onOpen: (id: string) => void
}

export const AuditTable = ({ lines, now, opened, onOpen }: Props) => {
  const words = useText(audit)
  const format = useFormat()
  return (
    <Sheet>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{words.head.at}</th>
            <th>{words.head.who}</th>
            <th>{words.head.what}</th>
            <th data-spare>{words.head.target}</th>
            <th data-spare>{words.head.address}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} aria-selected={line.id === opened || undefined} className={styles.line}>
              <td className={styles.at}>
                <time dateTime={line.at} title={`${format.date(line.at)} ${format.seconds(line.at)}`}>
                  {format.dayAndTime(line.at, now)}
                </time>
              </td>
              <td title={line.actor}>{whoWords(words, line)}</td>
              <td>
                <button
                  type="button"
                  className={styles.act}
                  aria-expanded={line.id === opened}
                  aria-label={words.open(actWords(words, line.verb))}
                  onClick={() => onOpen(line.id === opened ? '' : line.id)}
                >
                  {actWords(words, line.verb)}
                </button>
              </td>
              <td data-spare className={styles.target} title={line.target ?? undefined}>
                {line.target === null ? null : shortIds(line.target)}
              </td>
              <td data-spare className={styles.address}>
                {line.address}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
