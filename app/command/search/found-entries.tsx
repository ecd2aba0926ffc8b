'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useResource } from '../../_live/use-resource'
import { command } from '../../_text/command'
import { degrees, number, plate } from '../../_text/format'
import { useText } from '../../_text/language'
import { searchWords } from '../../_text/search'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { magnification } from '../../_ui/magnification'
import { Sheet } from '../../_ui/work'
import { PersonCell } from './person-cell'
import styles from './search.module.css'
import type { FoundEntry } from './search-state'

const ROW_PX = 45
const COLUMNS = 7

/**
 * Newest first, as the server found them; persons masked, each value opened by itself. Of thousands only the rows in sight
 * are there, each measured, since a coach is higher than a car; what was opened stays open when its row comes back.
 */
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
  const { value: places } = useResource<{ checkpoints: { code: string; name: string }[] }>('/checkpoints')
  const names = useMemo(() => new Map(places?.checkpoints.map(({ code, name }) => [code, name])), [places])
  const [opened, setOpened] = useState<ReadonlyMap<string, string>>(new Map())
  const body = useRef<HTMLTableSectionElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  const by = magnification()
  useLayoutEffect(() => {
    const measure = () => setScrollMargin((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [])
  const virtual = useWindowVirtualizer({
    count: entries.length,
    // The window scrolls in dots of the screen.
    estimateSize: () => ROW_PX * by,
    measureElement: (row) => row.getBoundingClientRect().height,
    overscan: 12,
    scrollMargin,
    getItemKey: (index) => entries[index]?.id ?? index,
  })
  const rows = virtual.getVirtualItems()
  const above = (rows[0]?.start ?? scrollMargin) - scrollMargin
  const below = virtual.getTotalSize() - ((rows.at(-1)?.end ?? scrollMargin) - scrollMargin)
  return (
    <Sheet>
      <table className={styles.table} aria-rowcount={entries.length + 1}>
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
        <tbody ref={body}>
          <Space height={above / by} />
          {rows.map(({ index }) => {
            const entry = entries[index]
            return entry ? (
              <Row
                key={entry.id}
                index={index}
                measured={virtual.measureElement}
                entry={entry}
                place={names.get(entry.checkpoint ?? '') ?? entry.checkpoint ?? ''}
                reason={reason}
                opened={opened}
                onOpened={(what, value) => setOpened((before) => new Map(before).set(what, value))}
                onFollow={onFollow}
              />
            ) : null
          })}
          <Space height={below / by} />
        </tbody>
      </table>
    </Sheet>
  )
}

/** In the place of rows that are out of sight. */
const Space = ({ height }: { height: number }) =>
  height <= 0 ? null : (
    <tr>
      <td className={styles.space} colSpan={COLUMNS} style={{ height }} />
    </tr>
  )

const Row = ({
  index,
  measured,
  entry,
  place,
  reason,
  opened,
  onOpened,
  onFollow,
}: {
  index: number
  /** Takes the row's height. */
  measured: (row: HTMLTableRowElement | null) => void
  entry: FoundEntry
  place: string
  reason: string
  opened: ReadonlyMap<string, string>
  onOpened: (what: string, value: string) => void
  onFollow: (plate: string) => void
}) => {
  const words = useText(searchWords)
  const { panel, disposition } = useText(command)
  const format = useFormat()
  const { vehicle, people = [], direction, headcount } = entry
  const known = vehicle?.plate ?? null
  const done = entry.disposition ? disposition[entry.disposition] : ''
  const highest = Math.max(...people.map(({ readings }) => readings?.at(-1)?.celsius ?? Number.NEGATIVE_INFINITY))
  return (
    <tr
      ref={measured}
      data-index={index}
      aria-rowindex={index + 2}
      data-corrected={entry.standing === false || undefined}
    >
      <td>
        <time dateTime={entry.countedAt}>
          {format.date(entry.countedAt)} {format.time(entry.countedAt)}
        </time>
      </td>
      <td>{place}</td>
      <td className={styles.plateCell}>
        {vehicle === undefined ? words.gone : vehicle === null ? words.onFoot : known ? plate(known) : words.noPlate}
        {entry.standing === false ? <span className={styles.note}>{words.corrected}</span> : null}
      </td>
      <td className={styles.peopleCell}>
        {people.map((person, at) => (
          // The order of people in an entry never changes.
          <PersonCell
            key={`${entry.id} ${at}`}
            entry={entry.id}
            index={at}
            person={person}
            reason={reason}
            opened={opened}
            onOpened={onOpened}
          />
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
