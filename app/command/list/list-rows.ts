import type { CheckpointLive } from '#protocol/live'
import { nameOf } from '../../_live/alert-order'

/** The list of checkpoints as a value: what is filtered, and in which order. Pure. */

/** What of a checkpoint the live picture does not tell. */
export interface CheckpointFacts {
  kind: string
  /** Code of its jurisdiction. */
  jurisdiction: string
}

export interface Jurisdiction {
  code: string
  name: string
  parent: string | null
}

export const SORTS = ['trouble', 'name', 'vehicles', 'queue', 'waiting'] as const
export type Sort = (typeof SORTS)[number]

export interface Filter {
  text: string
  /** Code: it and all below it. */
  jurisdiction: string | null
  kind: string | null
  /** Empty: every state. */
  states: readonly CheckpointLive['state'][]
}

export const TROUBLE_ORDER = ['alarm', 'offline', 'unstaffed', 'quiet', 'reporting', 'planned', 'closed'] as const

const rankOf = new Map<string, number>(TROUBLE_ORDER.map((state, rank) => [state, rank]))
const names = new Intl.Collator('zh')

const FIGURES: Record<Exclude<Sort, 'name' | 'trouble'>, (one: CheckpointLive) => number> = {
  vehicles: ({ today }) => today.vehiclesIn + today.vehiclesOut,
  queue: ({ queue }) => queue ?? 0,
  waiting: ({ pendingOnTablets }) => pendingOnTablets,
}

/** The codes of a jurisdiction and of all below it. */
const withBelow = (jurisdictions: readonly Jurisdiction[], code: string): ReadonlySet<string> => {
  const within = new Set([code])
  // Each comes after the one above it.
  for (const one of jurisdictions) if (one.parent !== null && within.has(one.parent)) within.add(one.code)
  return within
}

export const filtered = (
  checkpoints: readonly CheckpointLive[],
  facts: ReadonlyMap<string, CheckpointFacts>,
  jurisdictions: readonly Jurisdiction[],
  { text, jurisdiction, kind, states }: Filter,
): CheckpointLive[] => {
  const sought = text.trim().toLowerCase()
  const within = jurisdiction === null ? null : withBelow(jurisdictions, jurisdiction)
  return checkpoints.filter((one) => {
    const known = facts.get(one.code)
    return (
      (states.length === 0 || states.includes(one.state)) &&
      (kind === null || known?.kind === kind) &&
      (within === null || within.has(known?.jurisdiction ?? '')) &&
      (sought === '' || nameOf(one).toLowerCase().includes(sought) || one.code.toLowerCase().includes(sought))
    )
  })
}

/** A tie is broken by name, so that rows keep their places while figures move. */
export const sorted = (checkpoints: readonly CheckpointLive[], sort: Sort): CheckpointLive[] => {
  const byName = (a: CheckpointLive, b: CheckpointLive) =>
    names.compare(nameOf(a), nameOf(b)) || (a.code < b.code ? -1 : 1)
  if (sort === 'name') return [...checkpoints].sort(byName)
  const figure = sort === 'trouble' ? (one: CheckpointLive) => -(rankOf.get(one.state) ?? 0) : FIGURES[sort]
  return [...checkpoints].sort((a, b) => figure(b) - figure(a) || byName(a, b))
}
