'use client'

import { number } from '../../_text/format'
import { useText } from '../../_text/language'
import { staffingWords } from '../../_text/planner-staffing'
import styles from './staffing.module.css'

const WIDTH = 304
const LANES_HEIGHT = 34
const QUEUE_HEIGHT = 66
const GAP = 8
const LEFT = 26
const BOTTOM = 16
const HOURS = 24
const STEPS = 288
const BASE = LANES_HEIGHT + GAP + QUEUE_HEIGHT

/** A day of one checkpoint: lanes as steps above, the queue below, and with one lane less as a dashed line. */
export const DayChart = ({
  name,
  lanes,
  queue,
  oneLess,
}: {
  name: string
  lanes: readonly number[]
  queue: readonly number[]
  oneLess: readonly number[]
}) => {
  const words = useText(staffingWords)
  const mostLanes = Math.max(1, ...lanes)
  const mostQueue = Math.max(1, ...queue, ...oneLess)
  const x = (hour: number) => LEFT + (hour / HOURS) * (WIDTH - LEFT)
  const laneY = (count: number) => LANES_HEIGHT - (count / mostLanes) * (LANES_HEIGHT - 6)
  const queueY = (vehicles: number) => BASE - (vehicles / mostQueue) * (QUEUE_HEIGHT - 10)
  const steps = lanes
    .map((count, hour) => `${hour === 0 ? 'M' : 'L'}${x(hour)} ${laneY(count)}H${x(hour + 1)}`)
    .join('')
  const line = (values: readonly number[]) =>
    values
      .map((vehicles, step) => `${step === 0 ? 'M' : 'L'}${x(((step + 1) / STEPS) * HOURS)} ${queueY(vehicles)}`)
      .join('')
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${BASE + BOTTOM}`} role="img" aria-label={words.chart(name)}>
      <path d={`M${LEFT} ${LANES_HEIGHT}H${WIDTH}M${LEFT} ${BASE}H${WIDTH}`} className={styles.axis} />
      <path d={`${steps}V${LANES_HEIGHT}H${LEFT}Z`} className={styles.lanes} />
      <path d={line(oneLess)} className={styles.oneLess} />
      <path d={`${line(queue)}V${BASE}H${LEFT}Z`} className={styles.queue} />
      <text x={LEFT - 5} y={laneY(mostLanes) + 8} textAnchor="end">
        {mostLanes}
      </text>
      <text x={LEFT - 5} y={queueY(mostQueue) + 8} textAnchor="end">
        {number(Math.round(mostQueue))}
      </text>
      {[0, 6, 12, 18, 24].map((hour) => (
        <text
          key={hour}
          x={x(hour)}
          y={BASE + 12}
          textAnchor={hour === 0 ? 'start' : hour === HOURS ? 'end' : 'middle'}
        >
          {words.hour(hour)}
        </text>
      ))}
    </svg>
  )
}
