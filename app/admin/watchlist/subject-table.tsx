'use client'

import type { Rule } from '#domain/policy/policy'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFormat } from '../../_text/use-format'
import { RowMenu } from '../../_ui/row-menu'
import { Sheet } from '../../_ui/work'
import list from '../_list/list.module.css'
import { TableRows } from '../_list/table-rows'
import type { Subject } from './pending'
import styles from './watchlist.module.css'

export const SubjectTable = ({
  subjects,
  rules,
  ending,
  found,
  now,
  onEnd,
  onKeep,
}: {
  subjects: readonly Subject[]
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
  const ruleNames = new Map(rules.map(({ id, name }) => [id, name]))
  const orders = new Map(rules.map(({ id, order }) => [id, order]))
  const leaving = new Set(ending)
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
        <TableRows rows={subjects} keyOf={({ id }) => id}>
          {(subject, placed) => {
            const leaves = leaving.has(subject.id)
            const over = now > 0 && Date.parse(subject.expires) <= now
            return (
              <tr
                key={subject.id}
                {...placed}
                className={`${leaves || over ? list.over : ''} ${subject.id === found ? styles.found : ''}`}
              >
                <td className={styles.label}>
                  {subject.label}
                  {leaves ? <span className={styles.mark}>{words.ending}</span> : null}
                </td>
                <td data-spare>{ruleNames.get(subject.rule) ?? subject.rule}</td>
                <td data-spare className={styles.text}>
                  {subject.reason}
                </td>
                <td data-spare className={styles.text}>
                  {subject.order ?? orders.get(subject.rule) ?? ''}
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
          }}
        </TableRows>
      </table>
    </Sheet>
  )
}
