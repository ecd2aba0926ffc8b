import { checkEntry } from '#domain/check-entry'
import type { Counts } from '#domain/counts'
import type { Entry, FieldError } from '#domain/entry'
import type { Item } from '#domain/item'
import type { SubjectKind } from '#domain/watch-subject'
import type { RelayFile } from '#protocol/relay'
import type { Policy, Post } from '#protocol/tablet'
import { tabletSocket } from '../../_live/socket'
import { setZone } from '../../_text/zone'
import { type Courier, FACTS, type Link, startCourier, type TabletCalls, type TabletEvents } from '../_outbox/courier'
import { joinTabs, type Tabs } from '../_outbox/leader'
import { memoryOutbox } from '../_outbox/memory-outbox'
import { newId } from '../_outbox/new-id'
import { openOutbox } from '../_outbox/outbox'
import { plainFacts } from '../_outbox/plain-facts'
import {
  type Hold,
  type Kept,
  type Mark,
  type Outbox,
  OutboxFull,
  type SaveOptions,
  type Tally,
} from '../_outbox/store'
import type { WatchHit } from '../_watch/watch-keeper'
import { afterPaint } from '../after-paint'
import { type BarrierMemory, barrierMemory } from './barrier-memory'
import { type DraftKeeper, openDraftKeeper } from './draft-keeper'
import { type ImportedRescue, importRescue } from './import-rescue'
import { PAIRING_FACT, type PairFailure, type Pairing, pair } from './pairing'
import { localProvince, type Passage, passagesOf } from './passages'
import { type ItemResult, NO_POST, openPostDesk, type PostDesk, type PostView } from './post-desk'
import { rescueFile } from './rescue-file'
import type { SeenPlate } from './seen-plates'
import { settledAtServer } from './settled-at-server'
import { countsSince } from './shift-counts'
import type { StorageFacts } from './storage-facts'

/**
 * The tablet's one state: it opens the store, joins the other tabs, lets the leading one send, and shows all of it to
 * the screen as plain data. Made once a page, on first use; React only looks at it.
 */

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
  /** The version of the watch list on the tablet; null: none. */
  watchlist: string | null
  /** What a tab that is gone had typed; taken once. */
  draft: unknown
}

export type SaveResult =
  | { ok: true; kept: Kept }
  | { ok: false; why: 'full' | 'failed' }
  | { ok: false; why: 'wrong'; errors: readonly FieldError[] }

const DATABASE = 'kakou-tablet'
const CHANNEL = 'kakou-tablet-courier'
const RETIRED_FACT = 'retired'
const PROVINCE_FACT = 'province'
const SHOWN_PASSAGES = 60

const START: RoomView = {
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
  watchlist: null,
  draft: undefined,
}

export interface Room {
  view(): RoomView
  subscribe(listener: () => void): () => void
  pair(code: string): Promise<PairFailure | null>
  /** Durable when it resolves well; the screen clears only then. */
  save(entry: Entry, options?: Pick<SaveOptions, 'hold'>): Promise<SaveResult>
  mend(entry: Entry): Promise<SaveResult>
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
  /** Where the next entry belongs. */
  post(): Post | null
  pairingId(): string | null
  clockOffsetMs(): number | null
  /** What the watch list says; rejects where this browser cannot look it up. */
  watch(kind: SubjectKind, canonical: string): Promise<readonly WatchHit[]>
  /** The newest passage of a plate at this tablet; null: not among those that it keeps. */
  seen(plate: string): SeenPlate | null
  /** After `lost`: begins anew. */
  startOver(): void
}

export function makeRoom(): Room {
  const listeners = new Set<() => void>()
  let view = START
  let outbox: Outbox | undefined
  let tabs: Tabs | undefined
  let courier: Courier | undefined
  let leading = false
  let drafts: DraftKeeper | undefined
  let desk: PostDesk | undefined
  let stopListening: (() => void) | undefined
  let memory: BarrierMemory | undefined
  let refreshing = false
  let stale = false

  const show = (change: Partial<RoomView>): void => {
    view = { ...view, ...change }
    for (const listener of listeners) listener()
  }
  const store = (): Outbox => {
    if (!outbox) throw new Error('the room is not open yet')
    return outbox
  }
  const postDesk = (): PostDesk => {
    if (!desk) throw new Error('the room is not open yet')
    return desk
  }
  // What fails here (a store that the browser closed) shows at the next save, which says so.
  const quietly = (work: Promise<unknown>): void => {
    work.catch(() => undefined)
  }

  /** Reads what the screen shows; changes that come while it reads are read once more afterwards. */
  const refresh = async (): Promise<void> => {
    stale = true
    if (refreshing || !outbox) return
    refreshing = true
    try {
      while (stale) {
        stale = false
        const [tally, recent, toCorrect, holds] = await Promise.all([
          outbox.tally(),
          outbox.recent(SHOWN_PASSAGES),
          outbox.toCorrect(),
          outbox.holds(),
        ])
        const passages = passagesOf(recent)
        const held: HeldPassage[] = []
        for (const hold of holds.sort((a, b) => a.dueAt - b.dueAt)) {
          const kept = passages.find(({ root }) => root === hold.root)?.kept ?? (await outbox.find(hold.root))
          if (kept) held.push({ hold, kept })
        }
        const province = localProvince(passages)
        if (province !== null && province !== view.province) quietly(outbox.setFact(PROVINCE_FACT, province))
        show({ tally, passages, toCorrect, held, ...(province === null ? {} : { province }) })
      }
    } finally {
      refreshing = false
    }
    if (view.retired && view.tally.waiting + view.tally.toCorrect === 0 && view.phase === 'paired')
      await end('unpaired')
  }

  const lookAtStorage = async (persist: boolean): Promise<void> => {
    const storage: StorageManager | undefined = navigator.storage
    if (!storage) return
    const persistent = persist ? await storage.persist() : await storage.persisted()
    const { usage, quota } = await storage.estimate()
    const usedPercent = usage !== undefined && quota ? Math.round((usage / quota) * 100) : null
    if (persistent !== view.storage.persistent || usedPercent !== view.storage.usedPercent) {
      show({ storage: { persistent, usedPercent } })
    }
  }

  /** The list that the policy names. It comes when the server can be asked, and is tried again with every policy. */
  const takeWatchList = async (policy: Policy): Promise<void> => {
    const { pairing } = view
    if (!memory || !pairing || !(await memory.takeList(policy.watchlist.version, pairing.token))) return
    show({ watchlist: memory.listVersion() })
    tabs?.say({ kind: 'facts' })
  }

  const readFacts = async (): Promise<void> => {
    await memory?.loadList()
    const [pairing, policy, retired, province, clock] = await Promise.all([
      store().fact<Pairing>(PAIRING_FACT),
      store().fact<Policy>(FACTS.policy),
      store().fact<boolean>(RETIRED_FACT),
      store().fact<string>(PROVINCE_FACT),
      store().fact<{ offset: number | null }>(FACTS.clock),
    ])
    const post = policy?.post ?? pairing?.post
    if (post) setZone(post.zone)
    show({
      watchlist: memory?.listVersion() ?? null,
      pairing: pairing ?? null,
      policy: policy ?? null,
      retired: retired === true,
      clockOffsetMs: clock?.offset ?? null,
      ...(province ? { province } : {}),
    })
  }

  const saved = (): void => {
    tabs?.say({ kind: 'saved' })
    courier?.wake()
    quietly(lookAtStorage(true))
  }

  const stopSending = (): void => {
    courier?.stop()
    courier = undefined
    stopListening?.()
    stopListening = undefined
  }

  /** Only the leading tab, and only once paired. */
  const startSending = (): void => {
    const { pairing } = view
    if (!leading || !pairing || courier) return
    const socket = tabletSocket<TabletEvents, TabletCalls>(pairing.token)
    // Before the courier connects: the server's first words come at once.
    stopListening = postDesk().listen(socket)
    courier = startCourier(store(), socket, {
      link: (link) => {
        show({ link })
        tabs?.say({ kind: 'link', link })
      },
      policy: (policy) => {
        setZone(policy.post.zone)
        show({ policy })
        tabs?.say({ kind: 'facts' })
        // Retired, it hands in what it made; a retirement that was taken back is one no longer.
        if (policy.retired) quietly(retire())
        else if (view.retired)
          quietly(
            store()
              .setFact(RETIRED_FACT, false)
              .then(() => show({ retired: false })),
          )
        quietly(takeWatchList(policy))
      },
      status: () => postDesk().status(Date.now() + (courier?.clockOffsetMs() ?? 0)),
      revoked: (wipe) => {
        if (wipe) quietly(end('lost'))
        else quietly(retire())
      },
      settled: () => {
        tabs?.say({ kind: 'settled' })
        show({ clockOffsetMs: courier?.clockOffsetMs() ?? null })
      },
    })
  }

  const retire = async (): Promise<void> => {
    await store().setFact(RETIRED_FACT, true)
    show({ retired: true })
    tabs?.say({ kind: 'facts' })
    await refresh()
  }

  /** Everything on the tablet goes. */
  const end = async (phase: 'lost' | 'unpaired'): Promise<void> => {
    stopSending()
    await store().wipe()
    memory?.forget()
    tabs?.say({ kind: 'wiped' })
    show({ ...START, durable: view.durable, phase, storage: view.storage })
  }

  const open = async (): Promise<void> => {
    const secure = typeof crypto.subtle !== 'undefined' && typeof indexedDB !== 'undefined'
    outbox = secure ? await openOutbox(DATABASE, newId) : memoryOutbox(newId, Date.now, plainFacts())
    memory = barrierMemory(outbox)
    outbox.onChange(() => afterPaint(() => quietly(refresh())))
    await readFacts()
    desk = openPostDesk(outbox, {
      show: (post) => show({ post }),
      saved,
      heard: () => tabs?.say({ kind: 'post' }),
    })
    await desk.read()
    drafts = await openDraftKeeper(outbox)
    await refresh()
    show({ phase: view.pairing ? 'paired' : 'unpaired', durable: outbox.durable, draft: drafts.found })
    tabs = joinTabs({
      name: CHANNEL,
      onLead() {
        leading = true
        startSending()
      },
      onLose() {
        leading = false
        stopSending()
      },
      onMessage(message) {
        if (message.kind === 'wiped') return location.reload()
        if (message.kind === 'link') return courier ? undefined : show({ link: message.link })
        if (message.kind === 'hello') return courier ? tabs?.say({ kind: 'link', link: view.link }) : undefined
        if (message.kind === 'saved') courier?.wake()
        quietly(postDesk().read())
        if (message.kind === 'facts') {
          quietly(
            readFacts().then(() => {
              show({ phase: view.pairing ? 'paired' : 'unpaired' })
              startSending()
            }),
          )
        }
        quietly(refresh())
      },
    })
    quietly(lookAtStorage(false))
    quietly(memory.remember())
  }

  const stored = async (entry: Entry, put: () => Promise<Mark>): Promise<SaveResult> => {
    const errors = checkEntry(entry)
    if (errors.length > 0) return { ok: false, why: 'wrong', errors }
    let mark: Mark
    try {
      mark = await put()
    } catch (error) {
      return { ok: false, why: error instanceof OutboxFull ? 'full' : 'failed' }
    }
    afterPaint(saved)
    if (!store().durable) {
      await settledAtServer(store(), entry.id)
      const kept = await store().find(entry.id)
      return kept ? { ok: true, kept } : { ok: false, why: 'failed' }
    }
    // Nothing is read back: the form waits for this.
    const kept: Kept = { mark, entry: { ...entry, seq: mark.seq } }
    memory?.add(kept)
    return { ok: true, kept }
  }

  open().catch(() => show({ phase: 'storage-fails' }))

  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async pair(code) {
      const answer = await pair(store(), code, view.pairing)
      if (typeof answer === 'string') return answer
      stopSending()
      // The policy in hand is that of the post before.
      await store().setFact(FACTS.policy, undefined)
      await postDesk().leave()
      await store().setFact(RETIRED_FACT, false)
      await readFacts()
      show({ phase: 'paired', retired: false })
      tabs?.say({ kind: 'facts' })
      startSending()
      return null
    },
    save: (entry, options) => stored(entry, () => store().save(entry, { ...options, draft: drafts?.tab })),
    mend: (entry) => stored(entry, () => store().mend(entry)),
    saveItem: (item) => postDesk().save(item),
    markRead: (instruction, item) => postDesk().markRead(instruction, item),
    retryItem: (id) => postDesk().retry(id),
    countsSince: (sinceMs) => countsSince(store(), sinceMs, view.policy?.thresholds ?? null),
    rescue: () => rescueFile(store(), view.pairing, view.policy?.sealTo ?? view.pairing?.sealTo ?? null),
    importRescue: (text) => importRescue(text, view.pairing?.token ?? ''),
    keepDraft: (value) => drafts?.keep(value),
    post: () => view.policy?.post ?? view.pairing?.post ?? null,
    pairingId: () => view.policy?.pairing ?? view.pairing?.pairing ?? null,
    clockOffsetMs: () => courier?.clockOffsetMs() ?? view.clockOffsetMs,
    watch: async (kind, canonical) => (await memory?.watch(kind, canonical)) ?? [],
    seen: (plate) => memory?.seen(plate) ?? null,
    startOver: () => show({ phase: 'unpaired' }),
  }
}
