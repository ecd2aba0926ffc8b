import type { Item } from '#domain/checkpoints/item'
import type { Entry, FieldError } from '#domain/entries/entry'
import type { Verdict } from './verdict'

/** `deferred` counts as waiting for people: it is sent again after the others. */
export type QueueState = 'waiting' | 'deferred' | 'to-correct' | 'acknowledged'

/** The bare mark of one entry or item in the queue: no plate, no person. Times are the tablet's, milliseconds. */
export interface Mark {
  id: string
  kind: 'entry' | 'item'
  seq: number
  state: QueueState
  /** The entry that this one corrects, or its own id. */
  root: string
  savedAt: number
  /** Since when it is in this state. */
  stateAt: number
  /** When it was first put off; it stays through retries. */
  deferredAt?: number
  /** The server's epoch that acknowledged it. */
  epoch?: string
  errors?: FieldError[]
}

export interface Kept {
  mark: Mark
  entry: Entry
}

export interface KeptItem {
  mark: Mark
  item: Item
}

/** What goes into one message: entries or items, never both. */
export type Batch = { kind: 'entry'; made: Entry[] } | { kind: 'item'; made: Item[] }

/** A person beside the lane who waits for the second reading; `dueAt` in milliseconds of the tablet's clock. */
export interface Hold {
  root: string
  dueAt: number
}

export interface SaveOptions {
  /** Which draft this entry ends. */
  draft?: string
  /** With `hold`, the wait begins in the same transaction; `null` ends the wait of this entry's root. */
  hold?: { dueAt: number } | null
}

export interface Tally {
  waiting: number
  toCorrect: number
  /** The last acknowledgement, milliseconds; null: none yet. */
  lastSentAt: number | null
}

export interface Draft {
  tab: string
  at: number
  value: unknown
}

/**
 * Where a tablet keeps what it makes until it is stored elsewhere. One shape, two keepers: IndexedDB (`openOutbox`),
 * and plain memory where the browser gives no cryptography (`memoryOutbox`).
 */
export interface Outbox {
  /** False: nothing outlives this page, and the form must wait for the server's word. */
  readonly durable: boolean
  /** Durable when it resolves. Saving the same id again changes nothing. Throws OutboxFull. */
  save(entry: Entry, options?: SaveOptions): Promise<Mark>
  /** As `save`, for what a crew makes beside entries. */
  saveItem(item: Item): Promise<Mark>
  /** Puts a mended entry in the place of the one that was refused. */
  mend(entry: Entry): Promise<Mark>
  /**
   * Nobody can mend it: what is left of it in its place, and `voiding`, which voids that, in one transaction. The wait
   * for its recheck ends; `hold`: the one that it had ended begins again. Returns the mark of `voiding`.
   */
  giveUp(left: Entry, voiding: Entry, hold?: Hold): Promise<Mark>
  /** Sends a refused item once more: what refused it may have passed. */
  retryItem(id: string): Promise<void>
  /** Oldest first, of one kind; `deferredBefore`: also those put off before this moment, once no other waits. */
  next(limit: number, deferredBefore: number): Promise<Batch>
  settle(verdicts: readonly Verdict[], epoch: string | null, now: number): Promise<void>
  /** What another epoch acknowledged waits again; `all`: whatever the epoch. Returns how many. */
  offerAgain(epoch: string, all: boolean): Promise<number>
  /** Forgets what was acknowledged before this moment, holds excepted. */
  forget(before: number): Promise<void>
  tally(): Promise<Tally>
  /** Newest first; with `before` only those of a lower seq. */
  recent(limit: number, before?: number): Promise<Kept[]>
  toCorrect(): Promise<Kept[]>
  itemsToCorrect(): Promise<KeptItem[]>
  /** All that no server has acknowledged, oldest first: what a rescue must carry. */
  unsent(only?: Mark['kind']): Promise<{ entries: Entry[]; items: Item[] }>
  find(id: string): Promise<Kept | undefined>
  holds(): Promise<Hold[]>
  /** Highest `seq` that was acknowledged, 0 for none. */
  acknowledgedSeq(): Promise<number>
  putDraft(tab: string, value: unknown): Promise<void>
  drafts(): Promise<Draft[]>
  dropDraft(tab: string): Promise<void>
  fact<T>(name: string): Promise<T | undefined>
  setFact(name: string, value: unknown): Promise<void>
  /** Facts that name people. */
  sealedFact<T>(name: string): Promise<T | undefined>
  setSealedFact(name: string, value: unknown): Promise<void>
  /** The pair by which this tablet proves itself, made once; null where nothing is kept. */
  signingKey(): Promise<CryptoKeyPair | null>
  /** Everything goes: a lost tablet, or a retired one that has handed in all. */
  wipe(): Promise<void>
  /** Called after every change made through this object. */
  onChange(listener: () => void): () => void
  close(): void
}

/** The tablet's storage is full: nothing was saved, the form keeps what was typed. */
export class OutboxFull extends Error {
  override name = 'OutboxFull'
}

export const DEFER_RETRY_MS = 60_000
/** How long a refusal that may pass is tried, and what was acknowledged is kept for a new epoch. */
export const KEEP_MS = 72 * 3_600_000
