import type { Item } from '#domain/checkpoints/item'
import type { Entry } from '#domain/entries/entry'
import { type Facts, memoryFacts } from './plain-facts'
import { givenUpMarks, oneKind, settled } from './settled'
import type { Draft, Hold, Kept, KeptItem, Mark, Outbox, QueueState, SaveOptions } from './store'

const SEQ = 'seq'

interface Held {
  mark: Mark
  made: Entry | Item
}

// `save` and `saveItem` write the kind with what it is.
const entriesOf = (held: readonly Held[]): Kept[] =>
  held.flatMap(({ mark, made }) => (mark.kind === 'entry' ? [{ mark, entry: made as Entry }] : []))
const itemsOf = (held: readonly Held[]): KeptItem[] =>
  held.flatMap(({ mark, made }) => (mark.kind === 'item' ? [{ mark, item: made as Item }] : []))

/**
 * The outbox of a page without cryptography (plain HTTP): nothing personal is written to the tablet, so nothing
 * outlives the page, and the form waits for the server's word before it clears.
 */
export function memoryOutbox(newId: () => string, clock: () => number, facts: Facts = memoryFacts()): Outbox {
  const listeners = new Set<() => void>()
  const kept = new Map<string, Held>()
  const holds = new Map<string, Hold>()
  const drafts = new Map<string, Draft>()
  const people = new Map<string, unknown>()
  const lastSeq = facts.get(SEQ)
  let seq = typeof lastSeq === 'number' ? lastSeq : 0
  let lastSentAt: number | null = null

  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const inOrder = (): Held[] => [...kept.values()].sort((a, b) => a.mark.seq - b.mark.seq)
  const inState = (state: QueueState): Held[] => inOrder().filter(({ mark }) => mark.state === state)
  const isWaiting = (mark: Mark): boolean => mark.state === 'waiting' || mark.state === 'deferred'

  const renew = (old: string): void => {
    const id = newId()
    for (const { mark, made } of inOrder()) {
      if (!isWaiting(mark) || (mark.id !== old && mark.root !== old)) continue
      kept.delete(mark.id)
      const own = mark.id === old ? id : mark.id
      const root = mark.root === old ? id : mark.root
      const said = { ...made, id: own, ...('amends' in made && made.amends ? { amends: root } : {}) }
      kept.set(own, { mark: { ...mark, id: own, root, state: 'waiting', stateAt: clock() }, made: said })
    }
    const hold = holds.get(old)
    if (hold) {
      holds.delete(old)
      holds.set(id, { ...hold, root: id })
    }
  }

  const keep = (made: Entry | Item, kind: Mark['kind'], root: string, options: SaveOptions): Mark => {
    const known = kept.get(made.id)
    if (known) return known.mark
    seq += 1
    facts.set(SEQ, seq)
    const now = clock()
    const mark: Mark = { id: made.id, kind, seq, state: 'waiting', root, savedAt: now, stateAt: now }
    kept.set(made.id, { mark, made: { ...made, seq } })
    if (options.draft !== undefined) drafts.delete(options.draft)
    if (options.hold) holds.set(root, { root, dueAt: options.hold.dueAt })
    if (options.hold === null) holds.delete(root)
    changed()
    return mark
  }

  return {
    durable: false,

    save: async (entry, options = {}) => keep(entry, 'entry', entry.amends ?? entry.id, options),
    saveItem: async (item) => keep(item, 'item', item.id, {}),

    async retryItem(id) {
      const known = kept.get(id)
      if (known?.mark.state !== 'to-correct') return
      const { errors: _refused, deferredAt: _first, ...rest } = known.mark
      kept.set(id, { ...known, mark: { ...rest, state: 'waiting', stateAt: clock() } })
      changed()
    },

    async mend(entry) {
      const known = kept.get(entry.id)
      if (known?.mark.state !== 'to-correct') throw new Error(`entry ${entry.id} is not one to correct`)
      const { errors: _mended, deferredAt: _first, ...rest } = known.mark
      const mark: Mark = { ...rest, state: 'waiting', stateAt: clock() }
      kept.set(entry.id, { mark, made: { ...entry, seq: mark.seq } })
      changed()
      return mark
    },

    async giveUp(left, voiding, hold) {
      const known = kept.get(left.id)
      const made = known && givenUpMarks(known.mark, voiding.id, seq, clock())
      if (!made) throw new Error(`entry ${left.id} is not one to correct`)
      seq = made.voiding.seq
      facts.set(SEQ, seq)
      kept.set(left.id, { mark: made.left, made: { ...left, seq: made.left.seq } })
      kept.set(voiding.id, { mark: made.voiding, made: { ...voiding, seq } })
      holds.delete(left.id)
      if (hold) holds.set(hold.root, hold)
      changed()
      return made.voiding
    },

    async next(limit, deferredBefore) {
      const waiting = inState('waiting').slice(0, limit)
      const now = clock()
      const due = ({ mark }: Held) => mark.stateAt <= deferredBefore || mark.stateAt > now
      const chosen = waiting.length > 0 ? waiting : inState('deferred').filter(due).slice(0, limit)
      const ids = new Set(oneKind(chosen.map(({ mark }) => mark)).map(({ id }) => id))
      const batch = chosen.filter(({ mark }) => ids.has(mark.id))
      return batch[0]?.mark.kind === 'item'
        ? { kind: 'item', made: itemsOf(batch).map(({ item }) => item) }
        : { kind: 'entry', made: entriesOf(batch).map(({ entry }) => entry) }
    },

    async settle(verdicts, epoch, now) {
      for (const verdict of verdicts) {
        const one = kept.get(verdict.id)
        if (!one || !isWaiting(one.mark)) continue
        if (verdict.kind === 'renewed') renew(verdict.id)
        else kept.set(verdict.id, { ...one, mark: settled(one.mark, verdict, epoch, now) })
        if (verdict.kind === 'acknowledged') lastSentAt = now
      }
      changed()
    },

    async offerAgain(epoch, all) {
      const again = inState('acknowledged').filter(({ mark }) => all || mark.epoch !== epoch)
      for (const { mark, made } of again) {
        kept.set(mark.id, { mark: { ...mark, state: 'waiting', stateAt: clock() }, made })
      }
      if (again.length > 0) changed()
      return again.length
    },

    async forget(before) {
      for (const { mark } of inState('acknowledged')) {
        if (mark.stateAt < before && !holds.has(mark.root)) kept.delete(mark.id)
      }
      changed()
    },

    async tally() {
      const waiting = inOrder().filter(({ mark }) => isWaiting(mark)).length
      return { waiting, toCorrect: inState('to-correct').length, lastSentAt }
    },

    recent: async (limit, before = Number.POSITIVE_INFINITY) =>
      entriesOf(inOrder().reverse())
        .filter(({ mark }) => mark.seq < before)
        .slice(0, limit),
    toCorrect: async () => entriesOf(inState('to-correct')),
    itemsToCorrect: async () => itemsOf(inState('to-correct')),
    async unsent(only) {
      const unsent = inOrder().filter(
        ({ mark }) => mark.state !== 'acknowledged' && (only === undefined || mark.kind === only),
      )
      return {
        entries: entriesOf(unsent).map(({ entry }) => entry),
        items: itemsOf(unsent).map(({ item }) => item),
      }
    },
    async find(id) {
      const one = kept.get(id)
      return one && entriesOf([one])[0]
    },
    holds: async () => [...holds.values()],
    acknowledgedSeq: async () => inState('acknowledged').at(-1)?.mark.seq ?? 0,

    async putDraft(tab, value) {
      drafts.set(tab, { tab, at: clock(), value })
    },
    drafts: async () => [...drafts.values()],
    async dropDraft(tab) {
      drafts.delete(tab)
    },

    // The caller names the fact's type; only the caller writes it.
    fact: async <T>(name: string) => facts.get(name) as T | undefined,
    async setFact(name, value) {
      facts.set(name, value)
    },

    // Nothing that names people is written on plain HTTP.
    sealedFact: async <T>(name: string) => people.get(name) as T | undefined,
    async setSealedFact(name, value) {
      people.set(name, value)
    },
    signingKey: async () => null,

    async wipe() {
      for (const map of [kept, holds, drafts, people]) map.clear()
      facts.clear()
      changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      listeners.clear()
    },
  }
}
