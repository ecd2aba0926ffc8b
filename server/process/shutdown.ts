import { systemClock } from '../clock'
import type { Log } from '../log'
import { say } from '../log'

/** Longest clean end; after it whatever still hangs is left behind. The database is safe at any moment. */
export const LONGEST_END_MS = 20_000
/** npm and the terminal both pass on one Ctrl+C: what follows this soon is the same key press. */
const SAME_PRESS_MS = 400

export interface Shutdown {
  /** Adds a step; steps run in the order reverse to that in which they were added. */
  add(name: string, step: () => Promise<unknown>): void
  /** Ends only once the start is over, one way or the other: what it is just making must be taken down as well. */
  after(starting: Promise<void>): void
  /** Adds what a forced end still does, at once and without waiting. */
  addForced(step: () => void): void
  /** True once it ends. */
  begun(): boolean
  /** Ends the process and says why (null: it has been said). Safe to call more than once. */
  begin(reason: string | null, exitCode: number): void
}

/** Ctrl+C, SIGTERM, a closed terminal: everything is finished and closed in order. A second Ctrl+C ends at once. */
export function createShutdown(log: Log): Shutdown {
  const steps: { name: string; step: () => Promise<unknown> }[] = []
  const forced: (() => void)[] = []
  let begunAt: number | null = null
  let started: Promise<void> = Promise.resolve()

  function force(code: number): never {
    for (const step of forced) step()
    process.exit(code)
  }

  async function run(exitCode: number): Promise<void> {
    let under = 'start'
    const limit = setTimeout(() => {
      log.error({ step: under }, 'the end took too long and was forced')
      force(1)
    }, LONGEST_END_MS)
    await started
    for (const { name, step } of steps.toReversed()) {
      under = name
      try {
        await step()
      } catch (error) {
        log.error({ step: name, err: error }, 'a step of the end failed')
      }
    }
    clearTimeout(limit)
    process.exit(exitCode)
  }

  const shutdown: Shutdown = {
    add: (name, step) => steps.push({ name, step }),
    after: (starting) => {
      started = starting.catch(() => {})
    },
    addForced: (step) => forced.push(step),
    begun: () => begunAt !== null,
    begin(reason, exitCode) {
      if (begunAt !== null) return
      begunAt = systemClock.elapsed()
      if (reason !== null) say(`Kakou ends (${reason}) …`)
      void run(exitCode)
    },
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (begunAt === null) shutdown.begin(signal === 'SIGINT' ? 'Ctrl+C' : signal, 0)
      else if (signal === 'SIGINT' && systemClock.elapsed() - begunAt > SAME_PRESS_MS) force(130)
    })
  }
  return shutdown
}
