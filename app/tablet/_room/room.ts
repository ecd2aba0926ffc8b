import { checkEntry } from '#domain/entries/check-entry'
import type { Entry } from '#domain/entries/entry'
import type { Policy } from '#protocol/tablet'
import { setZone } from '../../_text/zone'
import type { Courier, TabletCalls, TabletEvents } from '../_outbox/courier'
import { FACTS } from '../_outbox/facts'
import { joinTabs, type Tabs } from '../_outbox/leader'
import { newId } from '../_outbox/new-id'
import { openOutbox } from '../_outbox/outbox'
import { type Kept, type Mark, type Outbox, OutboxFull } from '../_outbox/store'
import { startDigester } from '../_watch/digester'
import { afterPaint } from '../after-paint'
import { type BarrierMemory, barrierMemory } from './barrier-memory'
import { type DraftKeeper, openDraftKeeper } from './draft-keeper'
import { PAIRING_FACT, type Pairing, pair } from './pairing'
import { localProvince, passagesOf } from './passages'
import { openPostDesk, type PostDesk } from './post-desk'
import { openPostDraft, type PostDraftKeeper } from './post-draft'
import { type HeldPassage, type Room, type RoomView, type SaveResult, START } from './room-shape'
import { settledAtServer } from './settled-at-server'
import { countsSince } from './shift-counts'
import { isPinOf, listedAs } from './sign-on'
import { readWitness, writeWitness } from './storage-witness'

/**
 * The tablet's one state: it opens the store, joins the other tabs, lets the leading one send, and shows all of it to
 * the screen as plain data. Made once a page, on first use; React only looks at it.
 */

const DATABASE = 'kakou-tablet'
const CHANNEL = 'kakou-tablet-courier'
const RETIRED_FACT = 'retired'
const PROVINCE_FACT = 'province'
const SHOWN_PASSAGES = 60
const LINE_RETRY_MS = 5_000

/** On plain HTTP there is neither cryptography nor a worker: nothing outlives the page. */
async function openPlain(): Promise<Outbox> {
  const [{ memoryOutbox }, { plainFacts }] = await Promise.all([
    import('../_outbox/memory-outbox'),
    import('../_outbox/plain-facts'),
  ])
  return memoryOutbox(newId, Date.now, plainFacts())
}

export function makeRoom(): Room {
  const listeners = new Set<() => void>()
  let view = START
  let outbox: Outbox | undefined
  let tabs: Tabs | undefined
  let courier: Courier | undefined
  /** The token that the courier speaks by. */
  let spokenFor: string | undefined
  let leading = false
  let drafts: DraftKeeper | undefined
  let postDraft: PostDraftKeeper | undefined
  let desk: PostDesk | undefined
  let stopListening: (() => void) | undefined
  let memory: BarrierMemory | undefined
  const digester = startDigester()
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
        bearWitness()
      }
    } finally {
      refreshing = false
    }
    if (view.retired && view.tally.waiting + view.tally.toCorrect === 0 && view.phase === 'paired')
      await end('unpaired')
  }

  const bearWitness = (): void => {
    const { pairing, tally } = view
    if (pairing && store().durable) {
      writeWitness({ post: view.policy?.post.name ?? pairing.post.name, waiting: tally.waiting + tally.toCorrect })
    }
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

  const startSending = (): void => {
    // Not here and no network: the worker may have it in a moment.
    openLine().catch(() => setTimeout(startSending, LINE_RETRY_MS))
  }

  /** Only the leading tab, and only once paired. What speaks with the server is not in the first load. */
  const openLine = async (): Promise<void> => {
    const { pairing } = view
    if (!leading || !pairing || courier) return
    const [{ startCourier }, { tabletSocket }] = await Promise.all([
      import('../_outbox/courier'),
      import('../../_live/socket'),
    ])
    // Who leads, and where it is paired, may have changed meanwhile.
    if (!leading || view.pairing !== pairing || courier) return
    const socket = tabletSocket<TabletEvents, TabletCalls>(pairing.token)
    // Before the courier connects: the server's first words come at once.
    stopListening = postDesk().listen(socket)
    spokenFor = pairing.token
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
    writeWitness(null)
    memory?.forget()
    tabs?.say({ kind: 'wiped' })
    show({ ...START, durable: view.durable, phase, storage: view.storage })
  }

  const open = async (): Promise<void> => {
    const secure = typeof crypto.subtle !== 'undefined' && typeof indexedDB !== 'undefined'
    outbox = secure ? await openOutbox(DATABASE, newId) : await openPlain()
    memory = barrierMemory(outbox, digester)
    outbox.onChange(() => afterPaint(() => quietly(refresh())))
    await readFacts()
    desk = openPostDesk(outbox, {
      show: (post) => show({ post }),
      saved,
      heard: () => tabs?.say({ kind: 'post' }),
    })
    await desk.read()
    drafts = await openDraftKeeper(outbox)
    postDraft = await openPostDraft(outbox)
    await refresh()
    const cleared = view.pairing || !outbox.durable ? null : readWitness()
    show({ phase: view.pairing ? 'paired' : 'unpaired', durable: outbox.durable, draft: drafts.found, cleared })
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
              // Another tab has paired the tablet anew: its old token is worth nothing.
              if (courier && view.pairing?.token !== spokenFor) stopSending()
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
      if (kept) memory?.add(kept)
      return kept ? { ok: true, kept } : { ok: false, why: 'failed' }
    }
    // Nothing is read back and nothing else is drawn: the form waits for this. The store is looked at when it is clear.
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
      postDraft?.keep(null)
      await store().setFact(RETIRED_FACT, false)
      await readFacts()
      show({ phase: 'paired', retired: false, cleared: null })
      bearWitness()
      tabs?.say({ kind: 'facts' })
      startSending()
      return null
    },
    save: (entry, { keepsDraft = false, ...options } = {}) =>
      stored(entry, () => store().save(entry, { ...options, draft: keepsDraft ? undefined : drafts?.tab })),
    mend: (entry) => stored(entry, () => store().mend(entry)),
    giveUp: (left, voiding) =>
      stored(voiding, async () => {
        const known = await store().find(left.id)
        const root = known && known.mark.root !== left.id ? await store().find(known.mark.root) : undefined
        // Whoever waits beside the lane waits on where the recheck that ended it is given up.
        const waits = root?.entry.disposition === 'hold' && !known?.entry.void
        return await store().giveUp(left, voiding, waits ? { root: root.mark.id, dueAt: Date.now() } : undefined)
      }),
    saveItem: (item) => postDesk().save(item),
    markRead: (instruction, item) => postDesk().markRead(instruction, item),
    retryItem: (id) => postDesk().retry(id),
    countsSince: (sinceMs) => countsSince(store(), sinceMs, view.policy?.thresholds ?? null),
    async rescue() {
      const { rescueFile } = await import('./rescue-file')
      return await rescueFile(store(), view.pairing, view.policy?.sealTo ?? view.pairing?.sealTo ?? null)
    },
    async importRescue(text) {
      const { importRescue } = await import('./import-rescue')
      return await importRescue(text, view.pairing?.token ?? '')
    },
    keepDraft: (value) => drafts?.keep(value),
    postDraft: () => postDraft?.read() ?? null,
    keepPostDraft: (draft) => postDraft?.keep(draft),
    post: () => view.policy?.post ?? view.pairing?.post ?? null,
    pairingId: () => view.policy?.pairing ?? view.pairing?.pairing ?? null,
    clockOffsetMs: () => courier?.clockOffsetMs() ?? view.clockOffsetMs,
    watch: async (kind, canonical) => (await memory?.watch(kind, canonical)) ?? [],
    seen: (plate) => memory?.seen(plate) ?? null,
    async isPinOf(member, digits) {
      const { roster } = view.post
      const listed = listedAs(roster, member)
      return roster !== null && listed !== null && (await isPinOf(roster, listed, digits, digester))
    },
    startOver: () => show({ phase: 'unpaired' }),
  }
}
