import type { Clock } from '../clock'

export type FakeClock = Clock & {
  /** Both times go on by this many milliseconds. */
  advance(ms: number): void
  /** The machine's clock is set: `now` jumps, durations don't notice. */
  setTo(at: string | number): void
}

/** @param start ISO 8601 with zone, or milliseconds since 1970-01-01 UTC. */
export function fakeClock(start: string | number): FakeClock {
  let now = instant(start)
  let elapsed = 0
  return {
    now: () => now,
    elapsed: () => elapsed,
    advance(ms) {
      now += ms
      elapsed += ms
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
