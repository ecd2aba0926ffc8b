'use client'

import { command } from '../../_text/command'
import { degrees, number, plate } from '../../_text/format'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { Sheet } from '../../_ui/work'
import { PersonCell } from './person-cell'
import styles from './search.module.css'
import type { FoundEntry } from './search-state'

/** Newest first, as the server found them; persons masked, each value opened by itself. */
export const FoundEntries = ({
  entries,
  reason,
  onFollow,
}: {
  entries: readonly FoundEntry[]
  reason: string
  onFollow: (plate: string) => void
}) => {
  const words = useText(searchWords)
  return (
    <Sheet>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{words.columns.time}</th>
            <th>{words.columns.checkpoint}</th>
            <th>{words.columns.plate}</th>
            <th>{words.columns.people}</th>
            <th data-spare>{words.columns.passage}</th>
            <th data-figure data-spare>
              {words.columns.reading}
            </th>
            <th>
              <span className="unseen">{words.follow}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} reason={reason} onFollow={onFollow} />
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

const Row = ({ entry, reason, onFollow }: { entry: FoundEntry; reason: string; onFollow: (plate: string) => void }) => {
  const words = useText(searchWords)
  const { panel, disposition } = useText(command)
  const format = useFormat()
  const { vehicle, people = [], direction, headcount } = entry
  const known = vehicle?.plate ?? null
  const done = entry.disposition ? disposition[entry.disposition] : ''
  const highest = Math.max(...people.map(({ readings }) => readings?.at(-1)?.celsius ?? Number.NEGATIVE_INFINITY))
  return (
    <tr data-corrected={entry.standing === false || undefined}>
      <td>
        <time dateTime={entry.countedAt}>
          {format.date(entry.countedAt)} {format.time(entry.countedAt)}
        </time>
      </td>
      <td>{entry.checkpoint}</td>
      <td className={styles.plateCell}>
        {vehicle === undefined ? words.gone : vehicle === null ? words.onFoot : known ? plate(known) : words.noPlate}
        {entry.standing === false ? <span className={styles.note}>{words.corrected}</span> : null}
      </td>
      <td className={styles.peopleCell}>
        {people.map((person, index) => (
          // The order of people in an entry never changes.
          <PersonCell key={`${entry.id} ${index}`} entry={entry.id} index={index} person={person} reason={reason} />
        ))}
      </td>
      <td data-spare>
        {direction === undefined || headcount === undefined
          ? ''
          : panel.passage(panel.directions[direction], number(headcount))}
        {done === '' ? '' : ` · ${done}`}
      </td>
      <td data-figure data-spare>
        {Number.isFinite(highest) ? degrees(highest) : ''}
      </td>
      <td>
        {known === null ? null : (
          <Button look="quiet" onClick={() => onFollow(known)}>
            {words.follow}
          </Button>
        )}
      </td>
    </tr>
  )
}
