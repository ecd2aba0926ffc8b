import { COUNT_NAMES, type CountVector } from '#domain/entries/counts'
import { HOUR_MS, MINUTE_MS } from '#domain/instant'

const SIZE = COUNT_NAMES.length
/** The current minute and the 59 before it. */
const HOUR_MINUTES = 60
/** A local day, and the clock's two minutes ahead. */
const KEPT_HOURS_MS = 26 * HOUR_MS

/** Counts of one checkpoint by hour and by minute, as far back as `today` and `hour` need them. */
export class CountsWindow {
  readonly #hours = new Map<number, number[]>()
  readonly #minutes = new Map<number, number[]>()

  add(countedAtMs: number, vector: CountVector): void {
    addTo(this.#hours, Math.floor(countedAtMs / HOUR_MS) * HOUR_MS, vector)
    addTo(this.#minutes, Math.floor(countedAtMs / MINUTE_MS) * MINUTE_MS, vector)
  }

  setHour(hourMs: number, vector: CountVector): void {
    this.#hours.set(hourMs, [...vector])
  }

  setMinute(minuteMs: number, vector: CountVector): void {
    this.#minutes.set(minuteMs, [...vector])
  }

  clear(): void {
    this.#hours.clear()
    this.#minutes.clear()
  }

  /** Sum of the hours of [fromMs, toMs); both start an hour. */
  day(fromMs: number, toMs: number): number[] {
    return sum(this.#hours, fromMs, toMs)
  }

  /** Sum of the current minute and the 59 before it. */
  lastHour(nowMs: number): number[] {
    const minute = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS
    return sum(this.#minutes, minute - (HOUR_MINUTES - 1) * MINUTE_MS, minute + MINUTE_MS)
  }

  /** Forgets what no sum will need again. */
  prune(nowMs: number): void {
    for (const hour of this.#hours.keys()) if (hour < nowMs - KEPT_HOURS_MS) this.#hours.delete(hour)
    for (const minute of this.#minutes.keys()) {
      if (minute < nowMs - (HOUR_MINUTES + 1) * MINUTE_MS) this.#minutes.delete(minute)
    }
  }
}

const addTo = (sums: Map<number, number[]>, key: number, vector: CountVector): void => {
  const sumOfKey = sums.get(key)
  if (sumOfKey === undefined) sums.set(key, [...vector])
  else for (let index = 0; index < SIZE; index++) sumOfKey[index] = (sumOfKey[index] ?? 0) + (vector[index] ?? 0)
}

const sum = (sums: ReadonlyMap<number, number[]>, fromMs: number, toMs: number): number[] => {
  const total: number[] = new Array(SIZE).fill(0)
  for (const [key, vector] of sums) {
    if (key < fromMs || key >= toMs) continue
    for (let index = 0; index < SIZE; index++) total[index] = (total[index] ?? 0) + (vector[index] ?? 0)
  }
  return total
}
