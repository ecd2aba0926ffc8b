'use client'

import { useState } from 'react'
import type { FleetAnswer, StaffingAnswer } from '#protocol/staffing'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { staffingWords } from '../../_text/planner-staffing'
import { useFailureWords } from '../../_text/use-failure'
import { ErrorNote, Loading } from '../../_ui/blank'
import { minuteOfDay } from './minute-of-day'
import styles from './staffing.module.css'

/** By keyboard a region scrolls only where it can be focused (WCAG 2.1.1). */
const SCROLLED_BY_KEYS = { tabIndex: 0 }

const MOST_LANES = 10_000
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** So many lanes in all: who has how many in each hour, and who moves where. */
export const Fleet = ({
  points,
  days,
  nameOf,
}: {
  points: StaffingAnswer['points']
  days: number
  nameOf: (code: string) => string
}) => {
  const words = useText(staffingWords)
  const failureWords = useFailureWords()
  // What the waits ask for at the busiest hour is a fleet that is enough.
  const enough = Math.max(
    ...HOURS.map((hour) => points.reduce((sum, point) => sum + (point.lanesByHour[hour] ?? 0), 0)),
  )
  const [open, setOpen] = useState(false)
  const [lanes, setLanes] = useState(enough)
  return (
    <section className={styles.section}>
      <h2 className={styles.fold}>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.fleet}
        </button>
      </h2>
      {open ? (
        <>
          <p className={styles.note}>{words.fleetNote}</p>
          <label className={styles.choice}>
            <span>{words.fleetLanes}</span>
            <input
              className={styles.input}
              type="number"
              min={0}
              max={MOST_LANES}
              value={lanes}
              onChange={(event) => setLanes(Math.min(MOST_LANES, Math.max(0, Math.round(Number(event.target.value)))))}
            />
          </label>
          <Shared lanes={lanes} days={days} nameOf={nameOf} failureWords={failureWords} />
        </>
      ) : null}
    </section>
  )
}

const Shared = ({
  lanes,
  days,
  nameOf,
  failureWords,
}: {
  lanes: number
  days: number
  nameOf: (code: string) => string
  failureWords: ReturnType<typeof useFailureWords>
}) => {
  const words = useText(staffingWords)
  const { value, failure, reload } = useResource<FleetAnswer>(`/staffing/fleet?days=${days}&lanes=${lanes}`)
  if (value === null)
    return failure ? (
      <ErrorNote what={words.failed} hint={failureWords(failure)} onRetry={() => void reload()} />
    ) : (
      <Loading rows={3} />
    )
  const { codes, hours, moves, fewest } = value
  return (
    <>
      <p className={styles.note}>{words.fewest(number(fewest))}</p>
      <section className={styles.scroll} aria-label={words.table} {...SCROLLED_BY_KEYS}>
        <table className={styles.hours}>
          <thead>
            <tr>
              <th scope="col">{words.checkpoint}</th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {codes.map((code, at) => (
              <tr key={code}>
                <th scope="row">{nameOf(code)}</th>
                {HOURS.map((hour) => {
                  const shared = hours[hour]
                  return <td key={hour}>{shared?.kind === 'shared' ? (shared.lanes[at] ?? 0) : '—'}</td>
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{words.queueAxis}</th>
              {HOURS.map((hour) => {
                const shared = hours[hour]
                return (
                  <td key={hour} data-short={shared?.kind === 'too-few' || undefined}>
                    {shared?.kind === 'shared'
                      ? number(Math.round(shared.meanQueue * 10) / 10)
                      : words.tooFew(number(shared?.missing ?? 0))}
                  </td>
                )
              })}
            </tr>
          </tbody>
        </table>
      </section>
      <h3 className={styles.subtitle}>{moves.length === 0 ? words.noMoves : words.moves(moves.length)}</h3>
      <ul className={styles.moves}>
        {moves.map(({ hour, from, to, lanes: moved }) => (
          <li key={`${hour} ${from} ${to}`}>{words.move(minuteOfDay(hour * 60), nameOf(from), nameOf(to), moved)}</li>
        ))}
      </ul>
    </>
  )
}
