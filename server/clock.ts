/** The time, as everything but this file receives it: tests hand in a clock of their own. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. Jumps when the machine's clock is set. */
  now(): number
  /** Milliseconds since an unnamed start; never goes back. For durations. */
  elapsed(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
}
