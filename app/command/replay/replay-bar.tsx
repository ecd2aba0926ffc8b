'use client'

import { DAY_MS, MINUTE_MS } from '#domain/instant'
import { useText } from '../../_text/language'
import { replay } from '../../_text/replay'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { changeAddress } from '../address'
import styles from './replay.module.css'
import { SPEEDS, timeOfMs, type usePlayer } from './use-player'

const HOURS = [0, 6, 12, 18, 24] as const

/** The day, the instant and how fast it goes. */
export const ReplayBar = ({
  date,
  today,
  lengthMs,
  player,
  onDay,
}: {
  date: string
  today: string
  /** Null until the day is there. */
  lengthMs: number | null
  player: ReturnType<typeof usePlayer>
  onDay: (days: number) => void
}) => {
  const words = useText(replay)
  const { atMs, playing, speed, seek, toggle, setSpeed } = player
  return (
    <div className={styles.bar}>
      <Button onClick={() => onDay(-1)} aria-label={words.previousDay}>
        <Icon name="back" />
      </Button>
      <input
        className={styles.date}
        type="date"
        aria-label={words.day}
        value={date}
        max={today}
        onChange={(event) => {
          if (event.target.value !== '') changeAddress({ date: event.target.value }, 'push')
        }}
      />
      <Button onClick={() => onDay(1)} disabled={date >= today} aria-label={words.nextDay}>
        <Icon name="next" />
      </Button>
      <Button look="primary" disabled={lengthMs === null} onClick={toggle}>
        {playing ? words.pause : words.play}
      </Button>
      <select
        className={styles.speed}
        aria-label={words.speed}
        value={speed}
        onChange={(event) => setSpeed(SPEEDS.find((one) => one === event.target.value) ?? '10')}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {words.speeds[one]}
          </option>
        ))}
      </select>
      <output className={styles.time}>{timeOfMs(atMs)}</output>
      <div className={styles.track}>
        <input
          className={styles.slider}
          type="range"
          aria-label={words.at}
          aria-valuetext={timeOfMs(atMs)}
          min={0}
          max={DAY_MS}
          step={MINUTE_MS}
          value={atMs}
          disabled={lengthMs === null}
          onChange={(event) => seek(Number(event.target.value))}
        />
        <div className={styles.ticks} aria-hidden="true">
          {HOURS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </div>
      </div>
    </div>
  )
}
