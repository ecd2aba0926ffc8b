import type { Sql } from 'postgres'
import { LIMITS } from '#domain/entries/entry'
import type { Thresholds } from '#domain/entries/thresholds'
import type { AlertMinutes } from '#domain/policy/policy'
import type { Busy, EntriesAnswer, Result } from '#protocol/results'
import { isContentFault, sqlState } from '../../db/sql-state'
import type { Clock } from '../clock'
import type { Log } from '../log'
import type { SealEntry } from '../persons/seal-entry'
import { type Digest, keyedDigest } from './content-digest'
import type { EntrySource } from './entry-source'
import { findFaulty } from './find-faulty'
import { flushEntries, type StoredChanges } from './flush-entries'
import { findForeignPairings, namesUnknownPairing } from './foreign-pairings'
import { GroupCommit } from './group-commit'
import { type PrepareContext, type PreparedEntry, prepareEntry } from './prepare-entry'
import { RetryWait } from './retry-wait'
import { Turns } from './turns'

/** What is measured of the way of an entry. */
export interface IngestMeter {
  /** A message was answered: after so long, with these results; null for `busy`. */
  answered(ms: number, results: readonly Result[] | null): void
  /** So many rows shared a statement that took so long. */
  flushed(rows: number, ms: number): void
}

interface IngestOptions {
  sql: Sql
  clock: Clock
  log: Log
  /** Fixed once the database is open. */
  digestSecret(): Buffer
  /** What the answers carry; changes when the database went back in time. */
  epoch(): string
  thresholds(version: string | null): Thresholds
  /** How long an alert may wait, by the policy in force; by default where it is not given. */
  alertMinutes?(): AlertMinutes
  /** Seals what is personal of an entry. */
  seal: SealEntry
  meter?: IngestMeter
  /** Called after each commit, before the answers go out. */
  onStored(changes: StoredChanges): void
}

const MAX_ROWS = 500
const MAX_IN_FLIGHT = 2
const MIN_ROWS_BESIDE = 32
const MAX_WAITING_ROWS = 10_000
const MAX_REPEATS = 3
/** A flush that takes longer than this is answered `busy`; the resend finds out what became of it. */
const FLUSH_TIMEOUT_MS = 5_000
/** So many that take longer hold every connection: what would be sent on top of them would only be done after them, in vain. */
const MAX_LATE = 4
/** Entries that a line of the log names at most. */
const MAX_NAMED = 20
/** A message of so few, from somebody of whom nothing else waits, is of cars at a barrier: it passes the outboxes that drain. */
const MAX_FIRST = 2
/** So few take no turns: the largest entry that may be sent is looked at well within one. */
const MAX_AT_ONCE = 2
const NO_PAIRINGS: ReadonlySet<string> = new Set()
/** A small message is looked at at once; of a large one the rest takes turns with the others. */
const FIRST_TURN_MS = 2
const LONGEST_TURN_MS = 10

/** The one way in for entries: checks, shares commits, counts, and answers only what is flushed to disk. */
export class Ingest {
  readonly #options: IngestOptions
  readonly #commit: GroupCommit<PreparedEntry[], Result[]>
  readonly #turns = new Turns()
  #digest: Digest | null = null
  /** Rows that are being looked at and do not wait yet. */
  #preparing = 0
  /** Rows without their verdict, by who sent them. */
  readonly #held = new Map<string, number>()
  /** Senders that were told to wait for their own, until they hold nothing: each is a line of the log once. */
  readonly #pushing = new Set<string>()
  #closed = false
  /** Flushes that took too long and have not ended: they may still commit. */
  #late = 0
  readonly #retryWait: RetryWait
  /** Told when nobody holds anything. */
  readonly #idle: (() => void)[] = []

  constructor(options: IngestOptions) {
    this.#options = options
    this.#retryWait = new RetryWait(options.clock)
    this.#commit = new GroupCommit({
      flush: (jobs) => this.#flush(jobs),
      weight: (job) => job.length,
      maxRows: MAX_ROWS,
      maxInFlight: MAX_IN_FLIGHT,
      minRowsBeside: MIN_ROWS_BESIDE,
      maxWaitingRows: MAX_WAITING_ROWS,
    })
  }

  /** Rows that wait for a flush, for the metrics. */
  get waitingRows(): number {
    return this.#commit.waitingRows
  }

  /** `entries` is one message of 1 to 500. The answer comes after the commit; `busy` promises nothing. */
  submit(source: EntrySource, entries: readonly unknown[]): Promise<EntriesAnswer | Busy> {
    const { clock, log } = this.#options
    const began = clock.elapsed()
    const rows = entries.length
    const isFirst = rows <= MAX_FIRST && !this.#held.has(source.id)
    if (!this.#hasRoom(source, rows, isFirst)) return Promise.resolve(this.#answer(began, rows, null))
    this.#hold(source, rows)
    return this.#begin(source, entries, isFirst).then(
      (results) => {
        this.#hold(source, -rows)
        return this.#answer(began, rows, results)
      },
      (error: unknown) => {
        this.#hold(source, -rows)
        log.warn({ [source.kind]: source.id, err: error }, 'entries could not be stored')
        return this.#answer(began, rows, null)
      },
    )
  }

  /**
   * Nobody may hold more than what he leaves free to all others: one that sends without waiting, by however many
   * sockets and calls, fills half of what may wait and is told to come again, and the others still have the other half.
   * Looked at first of all, so that whoever is turned away hears of it at once and costs nothing.
   */
  #hasRoom({ kind, id }: EntrySource, rows: number, isFirst: boolean): boolean {
    if (this.#closed || this.#late >= MAX_LATE) return false
    const ahead = this.#commit.waitingRows + this.#preparing
    if (ahead === 0) return true
    if (isFirst) return ahead + rows <= MAX_WAITING_ROWS + MAX_ROWS
    if (ahead + rows > MAX_WAITING_ROWS) return false
    const held = this.#held.get(id) ?? 0
    if (held + rows <= Math.max(MAX_ROWS, MAX_WAITING_ROWS - ahead)) return true
    if (!this.#pushing.has(id)) {
      this.#pushing.add(id)
      this.#options.log.warn({ [kind]: id, held }, 'one sender would fill the queue, and is told to come again')
    }
    return false
  }

  #hold({ id }: EntrySource, rows: number): void {
    const held = (this.#held.get(id) ?? 0) + rows
    if (held > 0) this.#held.set(id, held)
    else {
      this.#held.delete(id)
      this.#pushing.delete(id)
      if (this.#held.size === 0) for (const idle of this.#idle.splice(0)) idle()
    }
  }

  #answer(began: number, rows: number, results: Result[] | null): EntriesAnswer | Busy {
    const { clock, meter, epoch } = this.#options
    meter?.answered(clock.elapsed() - began, results)
    if (results === null) return { busy: true, retryAfterMs: this.#retryWait.refused(rows) }
    this.#retryWait.stored(rows)
    return { results, epoch: epoch() }
  }

  /** Returns before the verdicts are there, so that nothing holds what was sent until then: thousands may wait. */
  async #begin(source: EntrySource, entries: readonly unknown[], isFirst: boolean): Promise<Result[] | null> {
    const ready = this.#prepareAtOnce(entries, source) ?? (await this.#prepare(entries, source))
    return this.#commit.submit(ready, isFirst)
  }

  /** Takes nothing more; resolves when all that was taken is answered, also what is still being looked at. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#held.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
    await this.#commit.close()
  }

  #context(foreignPairings: ReadonlySet<string>): PrepareContext {
    const { clock, thresholds, digestSecret, seal } = this.#options
    this.#digest ??= keyedDigest(digestSecret())
    return { nowMs: clock.now(), digest: this.#digest, thresholds, foreignPairings, seal }
  }

  /** Null where the database has to be asked, or it may take long. */
  #prepareAtOnce(entries: readonly unknown[], source: EntrySource): PreparedEntry[] | null {
    if (entries.length > MAX_AT_ONCE || namesUnknownPairing(source, entries)) return null
    const context = this.#context(NO_PAIRINGS)
    return entries.map((raw) => prepareEntry(raw, source, context))
  }

  async #prepare(entries: readonly unknown[], source: EntrySource): Promise<PreparedEntry[]> {
    this.#preparing += entries.length
    try {
      const foreignPairings = await findForeignPairings(this.#options.sql, source, entries)
      return await this.#prepareInTurns(entries, source, this.#context(foreignPairings))
    } finally {
      this.#preparing -= entries.length
    }
  }

  /** Lets others in between: a message that is made to be slow must not hold the event loop. */
  async #prepareInTurns(
    entries: readonly unknown[],
    source: EntrySource,
    context: PrepareContext,
  ): Promise<PreparedEntry[]> {
    const { clock } = this.#options
    const prepared: PreparedEntry[] = []
    let began = clock.elapsed()
    let turnMs = FIRST_TURN_MS
    for (const raw of entries) {
      if (clock.elapsed() - began >= turnMs) {
        await this.#turns.next()
        began = clock.elapsed()
        turnMs = LONGEST_TURN_MS
      }
      prepared.push(prepareEntry(raw, source, context))
    }
    return prepared
  }

  async #flush(jobs: readonly PreparedEntry[][]): Promise<Result[][]> {
    try {
      return await this.#store(jobs)
    } catch (error) {
      if (!isContentFault(error)) {
        const entries = jobs.flat().slice(0, MAX_NAMED).map(idOf)
        this.#options.log.warn(
          { err: error, rows: jobs.flat().length, entries },
          'a flush failed; its senders come again',
        )
        throw error
      }
      if (jobs.length > 1) {
        const half = Math.ceil(jobs.length / 2)
        return [...(await this.#flush(jobs.slice(0, half))), ...(await this.#flush(jobs.slice(half)))]
      }
      return [await this.#storeWithoutFaulty(jobs[0] ?? [])]
    }
  }

  /** Takes the rows that the database refuses out of a message, and stores the rest together. */
  async #storeWithoutFaulty(job: PreparedEntry[]): Promise<Result[]> {
    const { sql, log } = this.#options
    const rest = [...job]
    for (const index of await findFaulty(sql, job)) {
      const draft = job[index]
      if (draft === undefined || draft.verdict !== null) throw new Error('what has its verdict was tried again')
      log.warn({ entry: draft.row.id }, 'the database refused an entry')
      const message = 'the database can not hold this entry'
      rest[index] = {
        verdict: { id: draft.row.id, status: 'rejected', errors: [{ path: '', code: 'value', message }] },
      }
    }
    const [results] = await this.#store([rest])
    return results ?? []
  }

  async #store(jobs: readonly PreparedEntry[][]): Promise<Result[][]> {
    const { sql, clock, meter, onStored } = this.#options
    if (this.#late >= MAX_LATE) throw new FlushTimeout()
    const entries = jobs.flat()
    const began = clock.elapsed()
    const results = await this.#repeat(async () => {
      const outcome = await flushEntries(sql, entries, clock.now(), this.#options.alertMinutes?.())
      // Here and not after the time-out's race: a commit that comes late counts on the board all the same.
      onStored(outcome.changes)
      return outcome.results
    })
    meter?.flushed(entries.length, clock.elapsed() - began)
    const answers: Result[][] = []
    let start = 0
    for (const job of jobs) {
      answers.push(results.slice(start, start + job.length))
      start += job.length
    }
    return answers
  }

  async #repeat<T>(attempt: () => Promise<T>): Promise<T> {
    for (let repeats = 0; ; repeats++) {
      try {
        return await this.#withTimeout(attempt())
      } catch (error) {
        if (repeats >= MAX_REPEATS || !REPEATABLE.has(sqlState(error) ?? '')) throw error
      }
    }
  }

  /** The statement may still commit after the time is up: then the resend is a duplicate. */
  async #withTimeout<T>(work: Promise<T>): Promise<T> {
    let cancel = () => {}
    const timeout = new Promise<never>((_, reject) => {
      cancel = this.#options.clock.after(FLUSH_TIMEOUT_MS, () => {
        this.#late++
        const ended = () => {
          this.#late--
        }
        work.then(ended, ended)
        reject(new FlushTimeout())
      })
    })
    try {
      return await Promise.race([work, timeout])
    } finally {
      cancel()
    }
  }
}

const idOf = (entry: PreparedEntry): string | null => (entry.verdict === null ? entry.row.id : entry.verdict.id)

class FlushTimeout extends Error {
  constructor() {
    super(`a flush took over ${FLUSH_TIMEOUT_MS} ms`)
  }
}

/** Deadlock and serialisation failure. */
const REPEATABLE: ReadonlySet<string> = new Set(['40P01', '40001'])

/** Whether a message is a list of 1 to 500 entries; the reason where it is not. */
export const entriesFault = (entries: unknown): string | null => {
  if (!Array.isArray(entries)) return 'must be a list of entries'
  if (entries.length === 0) return 'must hold at least one entry'
  if (entries.length > LIMITS.entriesPerMessage) return `must hold at most ${LIMITS.entriesPerMessage} entries`
  return null
}
