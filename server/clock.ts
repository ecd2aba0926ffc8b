/** The time, as everything but this file receives it: tests hand in a clock of their own. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. Jumps when the machine's clock is set. */
  now(): number
  /** Milliseconds since an unnamed start; never goes back. For durations. */
  elapsed(): number
  /** Runs `act` once after `ms`; the answer cancels it. */
  after(ms: number, act: () => void): () => void
  /** Runs `act` every `ms`; the answer ends it. Keeps no process alive. */
  every(ms: number, act: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
  every: (ms, act) => {
    const timer = setInterval(act, ms)
    timer.unref()
    return () => clearInterval(timer)
  },
}
