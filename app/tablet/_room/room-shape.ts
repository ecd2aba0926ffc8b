import type { CrewMember, Item } from '#domain/checkpoints/item'
import type { Counts } from '#domain/entries/counts'
import type { Entry, FieldError } from '#domain/entries/entry'
import type { SubjectKind } from '#domain/policy/watch-subject'
import type { RelayFile } from '#protocol/relay'
import type { Policy, Post } from '#protocol/tablet'
import type { Link } from '../_outbox/courier'
import type { Hold, Kept, SaveOptions, Tally } from '../_outbox/store'
import type { WatchHit } from '../_watch/watch-keeper'
import type { ImportedRescue } from './import-rescue'
import type { PairFailure, Pairing } from './pairing'
import type { Passage } from './passages'
import { type ItemResult, NO_POST, type PostView } from './post-desk'
import type { PostDraft } from './post-draft'
import type { SeenPlate } from './seen-plates'
import type { StorageFacts } from './storage-facts'
import type { Held } from './storage-witness'

/** What the screen sees of the tablet, and what it may ask of it. */

type Phase = 'opening' | 'storage-fails' | 'unpaired' | 'paired' | 'lost'

export interface HeldPassage {
  hold: Hold
  kept: Kept
}

export interface RoomView {
  phase: Phase
  /** False on plain HTTP: nothing outlives the page. */
  durable: boolean
  pairing: Pairing | null
  policy: Policy | null
  link: Link
  retired: boolean
  tally: Tally
  passages: readonly Passage[]
  toCorrect: readonly Kept[]
  held: readonly HeldPassage[]
  post: PostView
  province: string
  clockOffsetMs: number | null
  storage: StorageFacts
  /** The browser cleared the store: what lay in it. */
  cleared: Held | null
  /** The version of the watch list on the tablet; null: none. */
  watchlist: string | null
  /** What a tab that is gone had typed; taken once. */
  draft: unknown
}

export type SaveResult =
  | { ok: true; kept: Kept }
  | { ok: false; why: 'full' | 'failed' }
  | { ok: false; why: 'wrong'; errors: readonly FieldError[] }

export const START: RoomView = {
  phase: 'opening',
  durable: true,
  pairing: null,
  policy: null,
  link: { kind: 'offline' },
  retired: false,
  tally: { waiting: 0, toCorrect: 0, lastSentAt: null },
  passages: [],
  toCorrect: [],
  held: [],
  post: NO_POST,
  province: '',
  clockOffsetMs: null,
  storage: { persistent: null, usedPercent: null },
  cleared: null,
  watchlist: null,
  draft: undefined,
}

export interface Room {
  view(): RoomView
  subscribe(listener: () => void): () => void
  pair(code: string): Promise<PairFailure | null>
  /** Durable when it resolves well; the screen clears only then. `keepsDraft`: it is not what was typed. */
  save(entry: Entry, options?: Pick<SaveOptions, 'hold'> & { keepsDraft?: boolean }): Promise<SaveResult>
  mend(entry: Entry): Promise<SaveResult>
  /** Nobody can mend it: what is left of it goes out, and with it `voiding`, which voids that. */
  giveUp(left: Entry, voiding: Entry): Promise<SaveResult>
  /** As `save`, for what the crew makes beside entries. */
  saveItem(item: Item): Promise<ItemResult>
  /** `item`: the one that tells the server. */
  markRead(instruction: string, item: Item): Promise<ItemResult>
  /** Sends a refused item once more. */
  retryItem(id: string): Promise<void>
  /** What this tablet counted since a moment of its own clock. */
  countsSince(sinceMs: number): Promise<Counts>
  /** What no server has, sealed for one: a file to carry; null where the tablet knows no server to seal to. */
  rescue(): Promise<RelayFile | null>
  /** Hands in what was rescued from another tablet. */
  importRescue(text: string): Promise<ImportedRescue>
  keepDraft(value: unknown): void
  /** What was typed into the post's own forms and neither saved nor left. */
  postDraft(): PostDraft | null
  keepPostDraft(draft: PostDraft | null): void
  /** Where the next entry belongs. */
  post(): Post | null
  pairingId(): string | null
  clockOffsetMs(): number | null
  /** What the watch list says; rejects where this browser cannot look it up. */
  watch(kind: SubjectKind, canonical: string): Promise<readonly WatchHit[]>
  /** The newest passage of a plate at this tablet; null: not among those that it keeps. */
  seen(plate: string): SeenPlate | null
  /** Whether these digits are that one's, by the roster; rejects where this browser makes no digest. */
  isPinOf(member: CrewMember, digits: string): Promise<boolean>
  /** After `lost`: begins anew. */
  startOver(): void
}
