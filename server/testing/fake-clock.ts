import type { Clock } from '../clock'

type FakeClock = Clock & {
  /** Both times go on by this many milliseconds; what falls due runs on the way, in order. */
  advance(ms: number): void
  /** The machine's clock is set: `now` jumps, durations and timers don't notice. */
  setTo(at: string | number): void
}

interface Timer {
  due: number
  every: number | null
  act(): void
}

/** @param start ISO 8601 with zone, or milliseconds since 1970-01-01 UTC. */
export function fakeClock(start: string | number): FakeClock {
  let now = instant(start)
  let elapsed = 0
  const timers = new Set<Timer>()

  const schedule = (ms: number, every: number | null, act: () => void) => {
    const timer: Timer = { due: elapsed + ms, every, act }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const nextDue = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0]

  return {
    now: () => now,
    elapsed: () => elapsed,
    after: (ms, act) => schedule(ms, null, act),
    every: (ms, act) => schedule(ms, ms, act),
    advance(ms) {
      const until = elapsed + ms
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        now += timer.due - elapsed
        elapsed = timer.due
        if (timer.every === null) timers.delete(timer)
        else timer.due += timer.every
        timer.act()
      }
      now += until - elapsed
      elapsed = until
    },
    setTo(at) {
      now = instant(at)
    },
  }
}

function instant(at: string | number): number {
  const ms = typeof at === 'number' ? at : Date.parse(at)
  if (!Number.isFinite(ms)) throw new Error(`not a time: ${at}`)
  return ms
}
