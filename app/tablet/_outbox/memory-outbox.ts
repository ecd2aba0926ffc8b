import type { Entry } from '#domain/entry'
import { type Facts, memoryFacts } from './plain-facts'
import { settled } from './settled'
import type { Draft, Hold, Kept, Mark, Outbox, QueueState } from './store'

const SEQ = 'seq'

/**
 * The outbox of a page without cryptography (plain HTTP): nothing personal is written to the tablet, so nothing
 * outlives the page, and the form waits for the server's word before it clears.
 */
export function memoryOutbox(newId: () => string, clock: () => number, facts: Facts = memoryFacts()): Outbox {
  const listeners = new Set<() => void>()
  const kept = new Map<string, Kept>()
  const holds = new Map<string, Hold>()
  const drafts = new Map<string, Draft>()
  const lastSeq = facts.get(SEQ)
  let seq = typeof lastSeq === 'number' ? lastSeq : 0
  let lastSentAt: number | null = null

  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const inOrder = (): Kept[] => [...kept.values()].sort((a, b) => a.mark.seq - b.mark.seq)
  const inState = (state: QueueState): Kept[] => inOrder().filter(({ mark }) => mark.state === state)
  const isWaiting = (mark: Mark): boolean => mark.state === 'waiting' || mark.state === 'deferred'

  const renew = (old: string): void => {
    const id = newId()
    for (const { mark, entry } of inOrder()) {
      if (!isWaiting(mark) || (mark.id !== old && mark.root !== old)) continue
      kept.delete(mark.id)
      const own = mark.id === old ? id : mark.id
      const root = mark.root === old ? id : mark.root
      const said: Entry = { ...entry, id: own, ...(entry.amends ? { amends: root } : {}) }
      kept.set(own, { mark: { ...mark, id: own, root, state: 'waiting', stateAt: clock() }, entry: said })
    }
    const hold = holds.get(old)
    if (hold) {
      holds.delete(old)
      holds.set(id, { ...hold, root: id })
    }
  }

  return {
    durable: false,

    async save(entry, options = {}) {
      const known = kept.get(entry.id)
      if (known) return known.mark
      seq += 1
      facts.set(SEQ, seq)
      const now = clock()
      const root = entry.amends ?? entry.id
      const mark: Mark = { id: entry.id, kind: 'entry', seq, state: 'waiting', root, savedAt: now, stateAt: now }
      kept.set(entry.id, { mark, entry: { ...entry, seq } })
      if (options.draft !== undefined) drafts.delete(options.draft)
      if (options.hold) holds.set(root, { root, dueAt: options.hold.dueAt })
      if (options.hold === null) holds.delete(root)
      changed()
      return mark
    },

    async mend(entry) {
      const known = kept.get(entry.id)
      if (known?.mark.state !== 'to-correct') throw new Error(`entry ${entry.id} is not one to correct`)
      const { errors: _mended, deferredAt: _first, ...rest } = known.mark
      const mark: Mark = { ...rest, state: 'waiting', stateAt: clock() }
      kept.set(entry.id, { mark, entry: { ...entry, seq: mark.seq } })
      changed()
      return mark
    },

    async next(limit, deferredBefore) {
      const waiting = inState('waiting').slice(0, limit)
      const now = clock()
      const due = ({ mark }: Kept) => mark.stateAt <= deferredBefore || mark.stateAt > now
      const chosen = waiting.length > 0 ? waiting : inState('deferred').filter(due).slice(0, limit)
      return chosen.map(({ entry }) => entry)
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
      for (const { mark, entry } of again) {
        kept.set(mark.id, { mark: { ...mark, state: 'waiting', stateAt: clock() }, entry })
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
      inOrder()
        .reverse()
        .filter(({ mark }) => mark.seq < before)
        .slice(0, limit),
    toCorrect: async () => inState('to-correct'),
    find: async (id) => kept.get(id),
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

    async wipe() {
      for (const map of [kept, holds, drafts]) map.clear()
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
