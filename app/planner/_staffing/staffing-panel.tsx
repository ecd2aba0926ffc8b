'use client'

import { useState } from 'react'
import type { StaffingAnswer } from '#protocol/staffing'
import { useResource } from '../../_live/use-resource'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { staffingWords } from '../../_text/planner-staffing'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { PICK_NOTHING, select } from '../selection'
import { DayChart } from './day-chart'
import { Fleet } from './fleet'
import { minuteOfDay } from './minute-of-day'
import styles from './staffing.module.css'

type Point = StaffingAnswer['points'][number]

const DAYS = 7
const WAITS = [1, 2, 5, 10, 15] as const
/** A queue of less than one vehicle is none. */
const LEAST_QUEUE = 1

/** Lanes and people for every checkpoint and hour, the queue that they leave, and a fleet shared out. */
export const StaffingPanel = ({
  nameOf,
  selected,
}: {
  nameOf: (code: string) => string
  /** Code of the checkpoint that is picked. */
  selected: string | null
}) => {
  const words = useText(staffingWords)
  const failureWords = useFailureWords()
  const [wait, setWait] = useState<number>(5)
  const { value, failure, reload } = useResource<StaffingAnswer>(`/staffing?days=${DAYS}&wait=${wait * 60}`)
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.title}>{words.title}</h2>
        <p className={styles.note}>{words.note(DAYS)}</p>
        <label className={styles.choice}>
          <span>{words.wait}</span>
          <select className={styles.input} value={wait} onChange={(event) => setWait(Number(event.target.value))}>
            {WAITS.map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes} {words.minutes}
              </option>
            ))}
          </select>
        </label>
        {value ? <p className={styles.total}>{words.total(number(value.staff))}</p> : null}
      </section>
      {value === null && failure ? (
        <ErrorNote what={words.failed} hint={failureWords(failure)} onRetry={() => void reload()} />
      ) : value === null ? (
        <Loading rows={6} />
      ) : value.points.length === 0 ? (
        <Empty why={words.none} />
      ) : (
        <>
          <Fleet points={value.points} days={DAYS} nameOf={nameOf} />
          <ul className={styles.list}>
            {[...value.points]
              .sort((a, b) => b.staff - a.staff || (a.code < b.code ? -1 : 1))
              .map((point) => (
                <PointRow key={point.code} point={point} name={nameOf(point.code)} picked={point.code === selected} />
              ))}
          </ul>
        </>
      )}
    </>
  )
}

const PointRow = ({ point, name, picked }: { point: Point; name: string; picked: boolean }) => {
  const words = useText(staffingWords)
  const { code, lanesByHour, staff, queue, oneLaneLess, reported, serviceSeconds } = point
  const { vehicles, minute } = queue.peak
  const facts =
    vehicles < LEAST_QUEUE
      ? [words.noQueue]
      : [
          words.peak(number(Math.round(vehicles)), minuteOfDay(minute)),
          words.longest(number(Math.round(queue.longestWaitSeconds / 6) / 10)),
          queue.clearsAtMinute === null ? words.notCleared : words.clears(minuteOfDay(queue.clearsAtMinute)),
        ]
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-expanded={picked}
        onClick={() => select({ ...PICK_NOTHING, list: 'points', point: picked ? null : code })}
      >
        <span className={styles.who}>
          <b>{name}</b>
          <span className={styles.note}>
            {words.lanes(Math.max(...lanesByHour))} · {facts[0]}
          </span>
        </span>
        <span className={styles.figure}>{words.staff(number(staff))}</span>
      </button>
      {picked ? (
        <div className={styles.detail}>
          <DayChart name={name} lanes={lanesByHour} queue={queue.queue} oneLess={oneLaneLess.queue} />
          <p className={styles.keys}>
            <span>{words.lanesAxis}</span>
            <span className={styles.keyQueue}>{words.queueAxis}</span>
            <span className={styles.keyLess}>{words.oneLess}</span>
          </p>
          <p>{facts.join(' · ')}</p>
          <p>
            {words.oneLessToo(
              number(Math.round(oneLaneLess.peak.vehicles)),
              number(Math.round(oneLaneLess.longestWaitSeconds / 6) / 10),
            )}
          </p>
          <p className={styles.note}>
            {reported === null ? words.notReported : words.reported(number(reported))} ·{' '}
            {words.service(number(Math.round(serviceSeconds)))}
          </p>
        </div>
      ) : null}
    </li>
  )
}
