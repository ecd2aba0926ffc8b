import { PROVINCES } from '#domain/identifiers/plate'
import type { Kept, QueueState } from '../_outbox/store'

/** A passage as this tablet knows it: the entry that stands, whatever was corrected. */
export interface Passage {
  root: string
  /** The last that was saved of it. */
  kept: Kept
  voided: boolean
  state: QueueState
}

const RANK: Record<QueueState, number> = { 'to-correct': 3, waiting: 2, deferred: 1, acknowledged: 0 }

/** Newest passage first, from entries newest first; a passage waits while any of its entries does. */
export function passagesOf(newestFirst: readonly Kept[]): Passage[] {
  const byRoot = new Map<string, Passage>()
  const order = new Map<string, number>()
  for (const kept of newestFirst) {
    const { root, state, seq } = kept.mark
    const known = byRoot.get(root)
    order.set(root, Math.min(order.get(root) ?? seq, seq))
    if (!known) byRoot.set(root, { root, kept, voided: Boolean(kept.entry.void), state })
    else byRoot.set(root, { ...known, state: RANK[state] > RANK[known.state] ? state : known.state })
  }
  return [...byRoot.values()].sort((a, b) => (order.get(b.root) ?? 0) - (order.get(a.root) ?? 0))
}

/** The province that most plates here bear: the local one, preset for the next plate. */
export function localProvince(passages: readonly Passage[]): string | null {
  const seen = new Map<string, number>()
  for (const { kept } of passages) {
    const first = kept.entry.vehicle?.plate?.charAt(0)
    if (first && PROVINCES.includes(first)) seen.set(first, (seen.get(first) ?? 0) + 1)
  }
  return [...seen].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** So many in a row below 35 is a cold thermometer, not cold people. */
const COLD_RUN = 3
const COLD_UNDER = 35

/** Whether the newest first readings say that the thermometer is wrong. */
export function coldRun(newestFirst: readonly Passage[]): boolean {
  const firsts = newestFirst
    .filter(({ voided }) => !voided)
    .flatMap(({ kept }) => [...kept.entry.people].reverse().flatMap((person) => person.readings.slice(0, 1)))
    .slice(0, COLD_RUN)
  return firsts.length === COLD_RUN && firsts.every(({ celsius }) => celsius < COLD_UNDER)
}
