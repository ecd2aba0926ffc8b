import { setTimeout as sleep } from 'node:timers/promises'

type WaitOptions = {
  /** Milliseconds, default 60,000: a condition is waited for, and a busy machine is no failure. */
  timeoutMs?: number
  /** Milliseconds between two probes, default 20. */
  everyMs?: number
}

/**
 * Probes until it gets something other than false, null or undefined, and returns that. A probe that throws is tried again.
 * @throws Error that names what was waited for, and the last answer, once the time is up.
 */
export async function waitFor<Value>(
  what: string,
  probe: () => Value | Promise<Value>,
  { timeoutMs = 60_000, everyMs = 20 }: WaitOptions = {},
): Promise<Exclude<Value, false | null | undefined>> {
  const endAt = performance.now() + timeoutMs
  let last = 'it was never asked'
  do {
    try {
      const value = await within(Promise.resolve(probe()), endAt - performance.now())
      if (value !== false && value !== null && value !== undefined) {
        return value as Exclude<Value, false | null | undefined>
      }
      last = `it was ${String(value)}`
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await sleep(everyMs)
  } while (performance.now() < endAt)
  throw new Error(`waited ${timeoutMs} ms for ${what}; at the end: ${last}`)
}

/** A probe that hangs must not make the wait hang. */
async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  const clock = new AbortController()
  const late = sleep(Math.max(1, ms), undefined, { signal: clock.signal }).then(() => {
    throw new Error('the probe did not answer')
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    // The loser of the race is ended, and its rejection heard.
    late.catch(() => {})
    clock.abort()
  }
}
