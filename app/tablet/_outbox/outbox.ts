import type { Item } from '#domain/checkpoints/item'
import type { Entry } from '#domain/entries/entry'
import { openDatabase, STRICT, stateRange } from './database'
import { keptAside } from './kept-aside'
import { makeSealingKey, makeSigningKey, type Sealed, seal, unseal } from './seal'
import { givenUpMarks, oneKind, settled } from './settled'
import type { Kept, KeptItem, Mark, Outbox, QueueState, SaveOptions } from './store'

/**
 * The outbox in IndexedDB. An entry or item (sealed) and its mark in the queue (bare) are written in one transaction with
 * strict durability: there is never one without the other, and `save` resolves when the disk has both. Sealing is
 * done before the transaction opens: nothing but the store is awaited inside one.
 */

const SEQ = 'seq'
const LAST_SENT = 'lastSentAt'

const isWaiting = (mark: Mark): boolean => mark.state === 'waiting' || mark.state === 'deferred'

/** Opened: with its seq, which lies in the mark. */
interface Opened {
  mark: Mark
  made: Entry | Item
}

// A mark and what was sealed beside it are written in one transaction: its kind says what that is.
const entriesOf = (opened: readonly Opened[]): Kept[] =>
  opened.flatMap(({ mark, made }) => (mark.kind === 'entry' ? [{ mark, entry: made as Entry }] : []))
const itemsOf = (opened: readonly Opened[]): KeptItem[] =>
  opened.flatMap(({ mark, made }) => (mark.kind === 'item' ? [{ mark, item: made as Item }] : []))

interface Renewed {
  old: string
  mark: Mark
  box: Sealed
}

/** `newId` makes a UUIDv7 for an entry whose id another entry has. Rejects where IndexedDB or cryptography is absent. */
export async function openOutbox(name: string, newId: () => string): Promise<Outbox> {
  const listeners = new Set<() => void>()
  const { use, close } = openDatabase(name)

  const changed = (): void => {
    for (const listener of listeners) listener()
  }

  const fetchKey = (): Promise<CryptoKey> =>
    use(async (db) => {
      const kept = await db.get('keys', 'seal')
      if (kept instanceof CryptoKey) return kept
      const made = await makeSealingKey()
      const tx = db.transaction('keys', 'readwrite', STRICT)
      // Another tab may have made one in the meantime: the first stays.
      const first = await tx.store.get('seal')
      if (!first) await tx.store.put(made, 'seal')
      await tx.done
      return first instanceof CryptoKey ? first : made
    })
  let key = await fetchKey()

  /** What lies on the screen is opened once: each save shows it again. A box that was sealed anew has another `iv`. */
  const lastOpened = new Map<string, { iv: Uint8Array; made: Entry | Item }>()
  const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.every((byte, index) => byte === b[index])
  const openBox = async (id: string, box: Sealed): Promise<Entry | Item> => {
    const known = lastOpened.get(id)
    return known && isSame(known.iv, box.iv) ? known.made : await unseal<Entry | Item>(key, box)
  }

  const open = async (marks: readonly Mark[], remember = false): Promise<Opened[]> => {
    const boxes = await use(async (db) => {
      const tx = db.transaction('sealed')
      return await Promise.all(marks.map((mark) => tx.store.get(mark.id)))
    })
    const unreadable: Mark[] = []
    const opened = new Map<string, { iv: Uint8Array; made: Entry | Item }>()
    const kept = await Promise.all(
      marks.map(async (mark, index): Promise<Opened | undefined> => {
        const box = boxes[index]
        try {
          // The seq lies in the mark: it is given inside the transaction that saves.
          if (box) {
            const made = await openBox(mark.id, box)
            if (remember) opened.set(mark.id, { iv: box.iv, made })
            return { mark, made: { ...made, seq: mark.seq } }
          }
        } catch {
          // Damaged on the disk: said below, and not in the way of the others.
        }
        unreadable.push(mark)
        return undefined
      }),
    )
    if (remember) {
      lastOpened.clear()
      for (const [id, one] of opened) lastOpened.set(id, one)
    }
    const stuck = unreadable.filter((mark) => mark.state !== 'to-correct')
    if (stuck.length > 0) {
      const errors = [{ path: '', code: 'value' as const, message: 'unreadable on this tablet' }]
      await put(stuck.map((mark) => ({ ...mark, state: 'to-correct', errors })))
    }
    return kept.filter((one) => one !== undefined)
  }

  const put = (marks: readonly Mark[]): Promise<void> =>
    use(async (db) => {
      const tx = db.transaction('queue', 'readwrite', STRICT)
      await Promise.all([...marks.map((mark) => tx.store.put(mark)), tx.done])
      changed()
    })

  const marksIn = (state: QueueState, limit?: number): Promise<Mark[]> =>
    use((db) => db.getAllFromIndex('queue', 'by-state', stateRange(state), limit))

  /** New ids for entries whose id is another's, and the same new root for what corrects them. */
  const renew = async (ids: readonly string[]): Promise<Renewed[]> => {
    if (ids.length === 0) return []
    const fresh = new Map(ids.map((id) => [id, newId()]))
    const marks = [...(await marksIn('waiting')), ...(await marksIn('deferred'))]
    const opened = await open(marks.filter((mark) => fresh.has(mark.id) || fresh.has(mark.root)))
    return await Promise.all(
      opened.map(async ({ mark, made }): Promise<Renewed> => {
        const id = fresh.get(mark.id) ?? mark.id
        const root = fresh.get(mark.root) ?? mark.root
        const { seq: _inTheMark, ...said } = made
        const box = await seal(key, { ...said, id, ...('amends' in made && made.amends ? { amends: root } : {}) })
        return { old: mark.id, mark: { ...mark, id, root, state: 'waiting', stateAt: Date.now() }, box }
      }),
    )
  }

  /** One transaction for all that belongs together; the seq is given in it. */
  const store = async (made: Entry | Item, kind: Mark['kind'], root: string, options: SaveOptions): Promise<Mark> => {
    const box = await seal(key, made)
    const now = Date.now()
    const mark = await use(async (db) => {
      const tx = db.transaction(['facts', 'sealed', 'queue', 'holds', 'drafts'], 'readwrite', STRICT)
      const facts = tx.objectStore('facts')
      const queue = tx.objectStore('queue')
      const [known, last] = await Promise.all([queue.get(made.id), facts.get(SEQ)])
      if (known) return known
      const seq = (typeof last === 'number' ? last : 0) + 1
      const fresh: Mark = { id: made.id, kind, seq, state: 'waiting', root, savedAt: now, stateAt: now }
      const writes: Promise<unknown>[] = [
        facts.put(seq, SEQ),
        tx.objectStore('sealed').put({ id: made.id, ...box }),
        queue.put(fresh),
      ]
      if (options.draft !== undefined) writes.push(tx.objectStore('drafts').delete(options.draft))
      if (options.hold) writes.push(tx.objectStore('holds').put({ root, dueAt: options.hold.dueAt }))
      if (options.hold === null) writes.push(tx.objectStore('holds').delete(root))
      await Promise.all([...writes, tx.done])
      return fresh
    })
    changed()
    return mark
  }

  return {
    durable: true,

    ...keptAside(use, () => key),

    save: (entry, options = {}) => store(entry, 'entry', entry.amends ?? entry.id, options),

    saveItem: (item) => store(item, 'item', item.id, {}),

    async retryItem(id) {
      const mark = await use((db) => db.get('queue', id))
      if (mark?.state !== 'to-correct') return
      const { errors: _refused, deferredAt: _first, ...rest } = mark
      await put([{ ...rest, state: 'waiting', stateAt: Date.now() }])
    },

    async mend(entry) {
      const box = await seal(key, entry)
      const now = Date.now()
      const mark = await use(async (db) => {
        const tx = db.transaction(['sealed', 'queue'], 'readwrite', STRICT)
        const known = await tx.objectStore('queue').get(entry.id)
        if (known?.state !== 'to-correct') throw new Error(`entry ${entry.id} is not one to correct`)
        const { errors: _mended, deferredAt: _first, ...rest } = known
        const made: Mark = { ...rest, state: 'waiting', stateAt: now }
        await Promise.all([
          tx.objectStore('sealed').put({ id: entry.id, ...box }),
          tx.objectStore('queue').put(made),
          tx.done,
        ])
        return made
      })
      changed()
      return mark
    },

    async giveUp(left, voiding, hold) {
      const boxes = await Promise.all([left, voiding].map((made) => seal(key, made)))
      const now = Date.now()
      const mark = await use(async (db) => {
        const tx = db.transaction(['facts', 'sealed', 'queue', 'holds'], 'readwrite', STRICT)
        const [facts, queue, sealed] = [tx.objectStore('facts'), tx.objectStore('queue'), tx.objectStore('sealed')]
        const [known, last] = await Promise.all([queue.get(left.id), facts.get(SEQ)])
        const made = known && givenUpMarks(known, voiding.id, typeof last === 'number' ? last : 0, now)
        if (!made) throw new Error(`entry ${left.id} is not one to correct`)
        await Promise.all([
          facts.put(made.voiding.seq, SEQ),
          ...[made.left, made.voiding].flatMap((mark, at) => [
            queue.put(mark),
            // As many boxes as marks, in the same order.
            sealed.put({ id: mark.id, ...boxes[at]! }),
          ]),
          tx.objectStore('holds').delete(left.id),
          ...(hold ? [tx.objectStore('holds').put(hold)] : []),
          tx.done,
        ])
        return made.voiding
      })
      changed()
      return mark
    },

    async next(limit, deferredBefore) {
      let marks = await marksIn('waiting', limit)
      if (marks.length === 0) {
        const now = Date.now()
        // A clock that was set back must not park them for ever.
        const due = (mark: Mark) => mark.stateAt <= deferredBefore || mark.stateAt > now
        marks = (await marksIn('deferred')).filter(due).slice(0, limit)
      }
      const opened = await open(oneKind(marks))
      return marks[0]?.kind === 'item'
        ? { kind: 'item', made: itemsOf(opened).map(({ item }) => item) }
        : { kind: 'entry', made: entriesOf(opened).map(({ entry }) => entry) }
    },

    async settle(verdicts, epoch, now) {
      const renewed = await renew(verdicts.filter((verdict) => verdict.kind === 'renewed').map(({ id }) => id))
      await use(async (db) => {
        const tx = db.transaction(['facts', 'sealed', 'queue', 'holds'], 'readwrite', STRICT)
        const queue = tx.objectStore('queue')
        const marks = await Promise.all(verdicts.map((verdict) => queue.get(verdict.id)))
        const writes: Promise<unknown>[] = []
        for (const [index, verdict] of verdicts.entries()) {
          const mark = marks[index]
          // Mended, sent by another tab, or already settled: nothing to say about it any more.
          if (!mark || !isWaiting(mark) || verdict.kind === 'renewed') continue
          writes.push(queue.put(settled(mark, verdict, epoch, now)))
        }
        for (const { old, mark, box } of renewed) {
          const still = await queue.get(old)
          if (!still || !isWaiting(still)) continue
          const hold = await tx.objectStore('holds').get(old)
          writes.push(
            queue.delete(old),
            tx.objectStore('sealed').delete(old),
            queue.put(mark),
            tx.objectStore('sealed').put({ id: mark.id, ...box }),
          )
          if (hold) {
            const holds = tx.objectStore('holds')
            writes.push(holds.delete(old), holds.put({ ...hold, root: mark.root }))
          }
        }
        if (verdicts.some((verdict) => verdict.kind === 'acknowledged')) {
          writes.push(tx.objectStore('facts').put(now, LAST_SENT))
        }
        await Promise.all([...writes, tx.done])
      })
      changed()
    },

    async offerAgain(epoch, all) {
      const marks = await marksIn('acknowledged')
      const again = marks.filter((mark) => all || mark.epoch !== epoch)
      const now = Date.now()
      if (again.length > 0) await put(again.map((mark) => ({ ...mark, state: 'waiting', stateAt: now })))
      return again.length
    },

    async forget(before) {
      const held = new Set((await use((db) => db.getAll('holds'))).map((hold) => hold.root))
      const old = (await marksIn('acknowledged')).filter((mark) => mark.stateAt < before && !held.has(mark.root))
      if (old.length === 0) return
      await use(async (db) => {
        const tx = db.transaction(['sealed', 'queue'], 'readwrite')
        const deletes = old.flatMap((mark) => [
          tx.objectStore('queue').delete(mark.id),
          tx.objectStore('sealed').delete(mark.id),
        ])
        await Promise.all([...deletes, tx.done])
      })
      changed()
    },

    tally: () =>
      use(async (db) => {
        const tx = db.transaction(['queue', 'facts'])
        const index = tx.objectStore('queue').index('by-state')
        const [waiting, deferred, toCorrect, last] = await Promise.all([
          index.count(stateRange('waiting')),
          index.count(stateRange('deferred')),
          index.count(stateRange('to-correct')),
          tx.objectStore('facts').get(LAST_SENT),
        ])
        return { waiting: waiting + deferred, toCorrect, lastSentAt: typeof last === 'number' ? last : null }
      }),

    async recent(limit, before) {
      const marks = await use(async (db) => {
        const newest: Mark[] = []
        const index = db.transaction('queue').store.index('by-seq')
        let under = before ?? Number.MAX_SAFE_INTEGER
        while (newest.length < limit) {
          // By stretches of seq, which has few gaps: a cursor would ask the browser once for each.
          const top = await index.openKeyCursor(IDBKeyRange.upperBound(under, true), 'prev')
          if (!top) break
          under = top.key - limit + 1
          const some = await index.getAll(IDBKeyRange.bound(under, top.key))
          newest.push(...some.reverse().filter(({ kind }) => kind === 'entry'))
        }
        return newest.slice(0, limit)
      })
      return entriesOf(await open(marks, before === undefined))
    },

    toCorrect: async () => entriesOf(await open(await marksIn('to-correct'))),
    itemsToCorrect: async () => itemsOf(await open(await marksIn('to-correct'))),

    async unsent(only) {
      const states = ['waiting', 'deferred', 'to-correct'] as const
      const marks = (await Promise.all(states.map((state) => marksIn(state)))).flat()
      const wanted = marks.filter(({ kind }) => only === undefined || kind === only)
      const opened = await open(wanted.sort((a, b) => a.seq - b.seq))
      return {
        entries: entriesOf(opened).map(({ entry }) => entry),
        items: itemsOf(opened).map(({ item }) => item),
      }
    },

    async find(id) {
      const mark = await use((db) => db.get('queue', id))
      return mark ? entriesOf(await open([mark]))[0] : undefined
    },

    holds: () => use((db) => db.getAll('holds')),

    acknowledgedSeq: () =>
      use(async (db) => {
        const index = db.transaction('queue').store.index('by-state')
        return (await index.openKeyCursor(stateRange('acknowledged'), 'prev'))?.key[1] ?? 0
      }),

    signingKey: () =>
      use(async (db) => {
        const kept = await db.get('keys', 'sign')
        if (kept && !(kept instanceof CryptoKey)) return kept
        const made = await makeSigningKey()
        const tx = db.transaction('keys', 'readwrite', STRICT)
        const first = await tx.store.get('sign')
        if (!first) await tx.store.put(made, 'sign')
        await tx.done
        return first && !(first instanceof CryptoKey) ? first : made
      }),

    async wipe() {
      const fresh = await makeSealingKey()
      await use(async (db) => {
        const stores = ['facts', 'sealed', 'queue', 'holds', 'drafts', 'keys'] as const
        const tx = db.transaction(stores, 'readwrite', STRICT)
        const clears = stores.map((store) => tx.objectStore(store).clear())
        await Promise.all([...clears, tx.objectStore('keys').put(fresh, 'seal'), tx.done])
      })
      key = fresh
      lastOpened.clear()
      changed()
    },

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    close,
  }
}
