/**
 * A shard on paper: one server (one thread) and its Postgres, entries arriving by chance. Its costs are those that
 * `npm run bench -- ingest` measured, so the model can be held against that bench before it is believed.
 */
export interface Costs {
  /** Processor time of the server a message, for each entry in it, and for each statement, ms. */
  messageMs: number
  entryMs: number
  statementMs: number
  /** A statement with its commit and flush to disk, and for each row in it, ms. */
  flushMs: number
  rowMs: number
  /** Statements under way at once, and rows in one at most. */
  inFlight: number
  maxRows: number
}

interface Run {
  /** Entries a second that arrive. */
  rate: number
  /** Entries a message. */
  batch: number
  /** Simulated time, ms. */
  ms: number
}

interface Outcome {
  /** Of the time, how much the server's thread was busy. */
  busy: number
  rowsAFlush: number
  /** From arrival to acknowledgement, ms. */
  p50: number
  p99: number
  /** Acknowledged entries a second. */
  stored: number
}

/** Arrivals by Poisson; `random` gives 0 to 1. */
export const simulate = (costs: Costs, { rate, batch, ms }: Run, random: () => number): Outcome => {
  const prepareMs = costs.messageMs + costs.entryMs * batch
  const gapMs = (1000 * batch) / rate
  /** When each message that is prepared and waits came. */
  let waiting: { cameAt: number; readyAt: number }[] = []
  const flushes: number[] = Array.from({ length: costs.inFlight }, () => 0)
  const delays: number[] = []
  let threadFreeAt = 0
  let threadMs = 0
  let flushed = 0
  let stored = 0

  /** Starts flushes that can begin before `now`. */
  const pump = (now: number): void => {
    while (waiting.length > 0) {
      const slot = flushes.indexOf(Math.min(...flushes))
      // In bounds: there is at least one slot, and something waits.
      const startAt = Math.max(flushes[slot]!, waiting[0]!.readyAt)
      if (startAt > now) return
      const ready = waiting.filter(({ readyAt }) => readyAt <= startAt)
      const taken = ready.slice(0, Math.max(1, Math.floor(costs.maxRows / batch)))
      waiting = waiting.slice(taken.length)
      threadFreeAt = Math.max(threadFreeAt, startAt) + costs.statementMs
      threadMs += costs.statementMs
      const endAt = threadFreeAt + costs.flushMs + costs.rowMs * taken.length * batch
      flushes[slot] = endAt
      flushed++
      for (const { cameAt } of taken) delays.push(endAt - cameAt)
      if (endAt <= ms) stored += taken.length * batch
    }
  }

  for (let now = -Math.log(1 - random()) * gapMs; now < ms; now += -Math.log(1 - random()) * gapMs) {
    pump(now)
    threadFreeAt = Math.max(threadFreeAt, now) + prepareMs
    threadMs += prepareMs
    waiting.push({ cameAt: now, readyAt: threadFreeAt })
  }
  pump(Number.POSITIVE_INFINITY)
  delays.sort((a, b) => a - b)
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN
  return {
    busy: threadMs / ms,
    rowsAFlush: (delays.length * batch) / flushed,
    p50: at(0.5),
    p99: at(0.99),
    stored: stored / (ms / 1000),
  }
}

/** The rate at which the server's thread or the statements are always busy, entries a second. */
export const capacityOf = (costs: Costs, batch: number): number => {
  const rows = Math.floor(costs.maxRows / batch) * batch
  const thread = 1000 / (costs.messageMs / batch + costs.entryMs + costs.statementMs / rows)
  const database = (1000 * rows * costs.inFlight) / (costs.flushMs + costs.rowMs * rows)
  return Math.min(thread, database)
}
