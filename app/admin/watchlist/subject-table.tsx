'use client'

import type { Rule } from '#domain/policy'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFormat } from '../../_text/use-format'
import { RowMenu } from '../../_ui/row-menu'
import { Sheet } from '../../_ui/work'
import { MoreRows } from '../_list/more-rows'
import { usePart } from '../_list/use-part'
import type { Subject } from './pending'
import styles from './watchlist.module.css'

export const SubjectTable = ({
  subjects,
  of,
  rules,
  ending,
  found,
  now,
  onEnd,
  onKeep,
}: {
  subjects: readonly Subject[]
  /** What they were narrowed by. */
  of: string
  rules: readonly Rule[]
  /** Ids that are to leave the list. */
  ending: readonly number[]
  found: number | null
  now: number
  onEnd: (subject: Subject) => void
  onKeep: (id: number) => void
}) => {
  const words = useText(policy).watch
  const common = useText(everyRoom)
  const format = useFormat()
  const { head } = words
  const part = usePart(subjects, of)
  return (
    <Sheet>
      <table>
        <thead>
          <tr>
            <th>{head.label}</th>
            <th data-spare>{head.rule}</th>
            <th data-spare>{head.reason}</th>
            <th data-spare>{head.order}</th>
            <th>{head.expires}</th>
            <th data-spare>{head.by}</th>
            <th>
              <span className="unseen">{common.acts}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {part.rows.map((subject) => {
            const leaves = ending.includes(subject.id)
            const over = now > 0 && Date.parse(subject.expires) <= now
            return (
              <tr
                key={subject.id}
                className={`${leaves || over ? styles.over : ''} ${subject.id === found ? styles.found : ''}`}
              >
                <td className={styles.label}>
                  {subject.label}
                  {leaves ? <span className={styles.mark}>{words.ending}</span> : null}
                </td>
                <td data-spare>{rules.find(({ id }) => id === subject.rule)?.name ?? subject.rule}</td>
                <td data-spare className={styles.text}>
                  {subject.reason}
                </td>
                <td data-spare className={styles.text}>
                  {subject.order ?? rules.find(({ id }) => id === subject.rule)?.order ?? ''}
                </td>
                <td>{over ? words.expired : `${format.date(subject.expires)} ${format.time(subject.expires)}`}</td>
                <td data-spare>{subject.by}</td>
                <td data-figure>
                  <RowMenu
                    label={words.acts(subject.label)}
                    acts={[
                      leaves
                        ? { name: words.takeBack, onSelect: () => onKeep(subject.id) }
                        : { name: words.end, hint: words.endHint, ending: true, onSelect: () => onEnd(subject) },
                    ]}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <MoreRows left={part.left} onMore={part.more} />
    </Sheet>
  )
}
