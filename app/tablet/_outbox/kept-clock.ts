import { FACTS } from './facts'
import type { Outbox } from './store'
import { type ClockState, clockStart, learn, look, reopen } from './tablet-clock'

/** The tablet's clock as the courier knows it; what was learned is kept with the outbox and outlives the page. */
interface KeptClock {
  /** Server minus tablet, milliseconds; null where it is not known. */
  offsetMs(): number | null
  /** Sees whether the clock jumped since the last look. */
  look(): void
  /** Asks the server what time it is. */
  ask(serverTime: () => Promise<unknown>): Promise<void>
  keep(): Promise<void>
  /** Takes up what the page before this one kept, unless something was learned meanwhile. */
  reopen(): Promise<void>
}

export function createKeptClock(outbox: Outbox): KeptClock {
  let clock: ClockState = clockStart
  const keep = (): Promise<void> => outbox.setFact(FACTS.clock, { offset: clock.offset, wall: clock.wall })
  return {
    offsetMs: () => clock.offset,
    look() {
      clock = look(clock, Date.now(), performance.now())
      if (document.visibilityState === 'hidden') clock = { ...clock, slept: true }
    },
    async ask(serverTime) {
      const sent = performance.now()
      const answer = await serverTime()
      if (typeof answer !== 'object' || answer === null || !('now' in answer) || typeof answer.now !== 'string') return
      const serverNow = Date.parse(answer.now)
      if (!Number.isFinite(serverNow)) return
      clock = learn(serverNow, sent, Date.now(), performance.now())
      await keep()
    },
    keep,
    async reopen() {
      const kept = await outbox.fact<{ offset: number | null; wall: number }>(FACTS.clock)
      if (kept && clock.offset === null) clock = reopen(kept, Date.now(), performance.now())
    },
  }
}
