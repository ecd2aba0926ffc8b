import { checkItem, type Item } from '#domain/checkpoints/item'
import { HOUR_MS } from '#domain/instant'
import type { Duty } from '#protocol/duty'
import type { Roster } from '#protocol/roster'
import type { Instruction, Status } from '#protocol/tablet'
import type { TabletSocket } from '../../_live/socket'
import type { TabletCalls, TabletEvents } from '../_outbox/courier'
import { type KeptItem, type Outbox, OutboxFull } from '../_outbox/store'
import { dutyAfter, NO_DUTY } from './duty-after'

/**
 * What this tablet knows of its post beside passages: who is on duty, what is in stock, what it was told. The server's
 * word is kept for the hours without network; what was made here since is laid over it.
 */

export interface HeardInstruction extends Instruction {
  /** When it was read here, ISO 8601; null: not yet. */
  readAt: string | null
  /** It was taken back: nothing is to be done for it. */
  withdrawn?: boolean
}

export interface PostView {
  duty: Duty
  roster: Roster | null
  /** Newest first. */
  instructions: readonly HeardInstruction[]
  /** Items that the server refused. */
  refused: readonly KeptItem[]
}

export type ItemResult = { ok: true } | { ok: false; why: 'full' | 'failed' | 'wrong' }

const FACTS = { duty: 'duty', roster: 'roster', instructions: 'instructions' } as const
/** Read ones are kept to look up; older ones the command centre has. */
const INSTRUCTIONS_KEPT = 50
/** A queue that was told so long ago is another one by now. */
const QUEUE_KEPT_MS = 2 * HOUR_MS

export const NO_POST: PostView = { duty: NO_DUTY, roster: null, instructions: [], refused: [] }

interface PostHooks {
  show(view: PostView): void
  /** Something was saved: the courier and the other tabs must know. */
  saved(): void
  /** Something was heard: the other tabs must know. */
  heard(): void
}

export interface PostDesk {
  /** Reads again what is kept; another tab may have heard or saved. */
  read(): Promise<void>
  /** Listens on the leading tab's socket. Returns what ends it. */
  listen(socket: TabletSocket<TabletEvents, TabletCalls>): () => void
  save(item: Item): Promise<ItemResult>
  markRead(instruction: string, item: Item): Promise<ItemResult>
  retry(id: string): Promise<void>
  /** For the status that is sent every 20 s; `nowMs` by the server's clock. */
  status(nowMs: number): Pick<Status, 'queue' | 'stock'>
  /** The tablet was paired elsewhere: that is another post's. */
  leave(): Promise<void>
}

export function openPostDesk(outbox: Outbox, hooks: PostHooks): PostDesk {
  let view = NO_POST
  /** One at a time: what is heard is read, changed and written. */
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act, act)
    turn = next
    return next
  }

  const readAll = async (): Promise<void> => {
    const [duty, roster, instructions, refused, { items }] = await Promise.all([
      outbox.sealedFact<Duty>(FACTS.duty),
      outbox.sealedFact<Roster>(FACTS.roster),
      outbox.sealedFact<HeardInstruction[]>(FACTS.instructions),
      outbox.itemsToCorrect(),
      outbox.unsent('item'),
    ])
    view = {
      duty: items.reduce(dutyAfter, duty ?? NO_DUTY),
      roster: roster ?? null,
      instructions: instructions ?? [],
      refused,
    }
    hooks.show(view)
  }

  const hear = (name: string, value: unknown): void => {
    inTurn(async () => {
      await outbox.setSealedFact(name, value)
      await readAll()
      hooks.heard()
      // A store that the browser closed: the next word of the server says it again.
    }).catch(() => undefined)
  }

  const hearInstruction = (instruction: Instruction): void => {
    inTurn(async () => {
      const known = (await outbox.sealedFact<HeardInstruction[]>(FACTS.instructions)) ?? []
      if (known.some(({ id }) => id === instruction.id)) return
      const all = [{ ...instruction, readAt: null }, ...known].sort((a, b) => (a.at < b.at ? 1 : -1))
      await outbox.setSealedFact(FACTS.instructions, all.slice(0, INSTRUCTIONS_KEPT))
      await readAll()
      hooks.heard()
    }).catch(() => undefined)
  }

  const hearWithdrawn = ({ ids }: { ids: readonly string[] }): void => {
    inTurn(async () => {
      const known = (await outbox.sealedFact<HeardInstruction[]>(FACTS.instructions)) ?? []
      if (!known.some(({ id, withdrawn }) => ids.includes(id) && withdrawn !== true)) return
      const marked = known.map((one) => (ids.includes(one.id) ? { ...one, withdrawn: true } : one))
      await outbox.setSealedFact(FACTS.instructions, marked)
      await readAll()
      hooks.heard()
    }).catch(() => undefined)
  }

  const store = async (item: Item): Promise<ItemResult> => {
    if (checkItem(item).length > 0) return { ok: false, why: 'wrong' }
    try {
      await outbox.saveItem(item)
      await inTurn(async () => {
        // So that it stays shown once it was sent, until the server says the same.
        const duty = (await outbox.sealedFact<Duty>(FACTS.duty)) ?? NO_DUTY
        await outbox.setSealedFact(FACTS.duty, dutyAfter(duty, item))
        await readAll()
      })
    } catch (error) {
      return { ok: false, why: error instanceof OutboxFull ? 'full' : 'failed' }
    }
    hooks.saved()
    return { ok: true }
  }

  return {
    read: () => inTurn(readAll),

    listen(socket) {
      const onDuty = (duty: Duty): void => hear(FACTS.duty, duty)
      const onRoster = (roster: Roster): void => hear(FACTS.roster, roster)
      socket.on('duty', onDuty)
      socket.on('roster', onRoster)
      socket.on('instruction', hearInstruction)
      socket.on('withdrawn', hearWithdrawn)
      return () => {
        socket.off('duty', onDuty)
        socket.off('roster', onRoster)
        socket.off('instruction', hearInstruction)
        socket.off('withdrawn', hearWithdrawn)
      }
    },

    save: store,

    async markRead(instruction, item) {
      const saved = await store(item)
      if (!saved.ok) return saved
      await inTurn(async () => {
        const known = (await outbox.sealedFact<HeardInstruction[]>(FACTS.instructions)) ?? []
        const marked = known.map((one) => (one.id === instruction ? { ...one, readAt: item.occurredAt } : one))
        await outbox.setSealedFact(FACTS.instructions, marked)
        await readAll()
      })
      hooks.heard()
      return saved
    },

    async retry(id) {
      await outbox.retryItem(id)
      await inTurn(readAll)
      hooks.saved()
    },

    status: (nowMs) => ({
      ...(view.duty.queue && nowMs - Date.parse(view.duty.queue.at) < QUEUE_KEPT_MS
        ? { queue: view.duty.queue.vehicles }
        : {}),
      ...(view.duty.stock ? { stock: view.duty.stock.amounts } : {}),
    }),

    leave: () =>
      inTurn(async () => {
        for (const name of Object.values(FACTS)) await outbox.setSealedFact(name, null)
        await readAll()
      }),
  }
}
