import type { Sql } from 'postgres'
import type { Item } from '#domain/checkpoints/item'
import type { Busy, EntriesAnswer, Result } from '#protocol/results'
import { isContentFault } from '../../db/sql-state'
import { type NewSign, putSigns } from '../../db/stores/condition-store'
import { insertReads } from '../../db/stores/instruction-store'
import { findItemDigests, insertItems } from '../../db/stores/item-store'
import type { Core } from '../core'
import type { EntrySource } from '../entries/entry-source'
import { findForeignPairings } from '../entries/foreign-pairings'
import { Turns } from '../entries/turns'
import { Patience } from '../patience'
import { sealItem } from '../persons/seal-item'
import { type ItemDraft, type PreparedItem, prepareItem } from './prepare-item'

/** Items are few: a crew makes some dozens a day. What comes beyond this is answered `busy` at once. */
const MAX_WAITING = 5_000
/** Read between turns of the event loop. */
const ITEMS_A_TURN = 20
/** What takes longer is answered `busy`; the resend finds out what became of it. */
const STORE_MS = 10_000
const BUSY: Busy = { busy: true, retryAfterMs: 1_000 }

interface ItemDeskParts {
  core: Core
  epoch(): string
}

/** The one way in for items: the same promises as for entries, without the shared commits that only traffic needs. */
export class ItemDesk {
  readonly #parts: ItemDeskParts
  readonly #patience: Patience
  readonly #turns = new Turns()
  #waiting = 0

  constructor(parts: ItemDeskParts) {
    this.#parts = parts
    this.#patience = new Patience(parts.core.clock)
  }

  /** `items` is one message of 1 to 500. The answer comes after the commit; `busy` promises nothing. */
  async submit(source: EntrySource, items: readonly unknown[]): Promise<EntriesAnswer | Busy> {
    const { core, epoch } = this.#parts
    if (this.#waiting > 0 && this.#waiting + items.length > MAX_WAITING) return BUSY
    this.#waiting += items.length
    try {
      const results = await this.#patience.wait(STORE_MS, () => this.#store(source, items))
      return { results, epoch: epoch() }
    } catch (error) {
      core.log.warn({ err: error }, 'items could not be stored')
      return BUSY
    } finally {
      this.#waiting -= items.length
    }
  }

  async #store(source: EntrySource, items: readonly unknown[]): Promise<Result[]> {
    const { core } = this.#parts
    const { results, fresh } = await storeItems(core.database.sql, await this.#prepare(source, items))
    await this.#tell(fresh)
    return results
  }

  async #prepare(source: EntrySource, items: readonly unknown[]): Promise<PreparedItem[]> {
    const { core } = this.#parts
    const foreignPairings = await findForeignPairings(core.database.sql, source, items)
    const seal = (item: Item) => sealItem(core.keys, item)
    const context = { nowMs: core.clock.now(), digestSecret: core.secret, foreignPairings, seal }
    const prepared: PreparedItem[] = []
    for (const [index, raw] of items.entries()) {
      if (index > 0 && index % ITEMS_A_TURN === 0) await this.#turns.next()
      prepared.push(prepareItem(raw, source, context))
    }
    return prepared
  }

  /** They are stored already: what fails here is made good by the next read. */
  async #tell(fresh: readonly ItemDraft[]): Promise<void> {
    const { core } = this.#parts
    const checkpoints = new Set(fresh.flatMap(({ row }) => (row.kind === 'read' ? [] : [String(row.checkpoint_id)])))
    if (checkpoints.size === 0) return
    await core.bus.publish('items', [...checkpoints]).catch((error: unknown) => {
      core.log.warn({ err: error }, 'other servers could not be told of items')
    })
  }
}

interface Stored {
  /** One verdict for each prepared item, in order. */
  results: Result[]
  fresh: ItemDraft[]
}

const storeItems = async (sql: Sql, prepared: readonly PreparedItem[]): Promise<Stored> => {
  const firsts = new Map<string, ItemDraft>()
  for (const one of prepared) {
    if (one.verdict === null && one.refusal === null && !firsts.has(one.row.id)) firsts.set(one.row.id, one)
  }
  const { ids, faulty } = await insertGood(sql, [...firsts.values()])
  const unsettled = prepared.flatMap((one) => (one.verdict === null && !ids.has(one.row.id) ? [one.row.id] : []))
  const digests = await findItemDigests(sql, unsettled)
  const results = prepared.map((one): Result => {
    if (one.verdict !== null) return one.verdict
    const { id, digest } = one.row
    const first = firsts.get(id)
    if (ids.has(id) && first === one) return { id, status: 'stored' }
    const standing = digests.get(id) ?? (ids.has(id) ? first?.row.digest : undefined)
    if (standing === digest) return { id, status: 'duplicate' }
    if (standing !== undefined) {
      const message = 'another item has this id: send it under a new one'
      return { id, status: 'rejected', errors: [{ path: '/id', code: 'id-conflict', message }] }
    }
    if (one.refusal !== null) return { id, status: 'rejected', errors: [one.refusal] }
    if (!faulty.has(id)) throw new Error('an item was neither stored nor found')
    const message = 'the database can not hold this item'
    return { id, status: 'rejected', errors: [{ path: '', code: 'value', message }] }
  })
  return { results, fresh: [...firsts.values()].filter(({ row }) => ids.has(row.id)) }
}

/** All at once; where the database refuses one of them, one by one, so that the others do not fall with it. */
const insertGood = async (
  sql: Sql,
  drafts: readonly ItemDraft[],
): Promise<{ ids: Set<string>; faulty: Set<string> }> => {
  const faulty = new Set<string>()
  try {
    return { ids: await insertAll(sql, drafts), faulty }
  } catch (error) {
    if (!isContentFault(error)) throw error
  }
  const ids = new Set<string>()
  for (const draft of drafts) {
    try {
      for (const id of await insertAll(sql, [draft])) ids.add(id)
    } catch (error) {
      if (!isContentFault(error)) throw error
      faulty.add(draft.row.id)
    }
  }
  return { ids, faulty }
}

/** What was read is marked, and what waits or lies there noted, in the transaction of the item that says so. */
const insertAll = (sql: Sql, drafts: readonly ItemDraft[]): Promise<Set<string>> =>
  sql.begin(async (tx) => {
    const ids = await insertItems(
      tx,
      drafts.map(({ row }) => row),
    )
    await insertReads(
      tx,
      drafts.flatMap(({ item, row, source }) =>
        item.kind === 'read' && source.kind === 'device' && ids.has(row.id)
          ? [{ instruction: item.instruction, device: row.source, checkpoint: row.checkpoint_id, at: row.counted_at }]
          : [],
      ),
    )
    await putSigns(tx, newestSigns(drafts.filter(({ row }) => ids.has(row.id))))
    return ids
  }) as Promise<Set<string>>

/** What a crew said of its queue and its supplies, the last of each checkpoint; practice left out. */
const newestSigns = (drafts: readonly ItemDraft[]): NewSign[] => {
  const signs = new Map<number, NewSign>()
  for (const { item, row } of [...drafts].sort((a, b) => (a.row.counted_at < b.row.counted_at ? -1 : 1))) {
    if (item.drill === true || (item.kind !== 'queue' && item.kind !== 'stock')) continue
    const at = row.counted_at
    const none = { queue: null, queueAt: null, stock: null, stockAt: null }
    const sign = signs.get(row.checkpoint_id) ?? { checkpointId: row.checkpoint_id, ...none, seenAt: at }
    const said = item.kind === 'queue' ? { queue: item.vehicles, queueAt: at } : { stock: item.stock, stockAt: at }
    signs.set(row.checkpoint_id, { ...sign, ...said, seenAt: at })
  }
  return [...signs.values()]
}
