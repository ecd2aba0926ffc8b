import { evaluatePlaced } from '../coverage/evaluate'
import { LiveCoverage, type LiveCoverageState } from '../coverage/live'
import { type PlacedNetwork, placePoints } from '../coverage/placed-network'
import type { CheckpointState } from '../coverage/points'
import type { CoverageResult, CoverageSummary } from '../coverage/result'
import { applyWhatIf, type WhatIf } from '../coverage/what-if'

/** What one of two plans comes to, in the numbering that both share. */
interface ComparedPlan {
  live: LiveCoverageState
  summary: CoverageSummary
}

export interface PlanComparison {
  placed: PlacedNetwork
  plans: [ComparedPlan, ComparedPlan]
  /** Crossings and places whose states differ: first that of the first plan. */
  crossings: { id: string; road: CoverageResult['crossings'][number]['road']; states: [string, string] }[]
  places: { name: string; population: number; states: [string, string] }[]
  /** Codes that name nothing, of both. */
  unknown: string[]
}

/** Two plans side by side. All points of both are laid, and those of the other withdrawn, so that segments have one number. */
export function comparePlans(
  placed: PlacedNetwork,
  states: readonly CheckpointState[],
  plans: readonly [WhatIf, WhatIf],
): PlanComparison {
  const [first, second] = plans
  const added = plans.map(({ add = [] }) => add.length)
  const closing = plans.map(({ close = [] }) => close.length)
  const { points } = placed
  const both = placePoints(placed.network, {
    places: points.places,
    checkpoints: [
      ...points.checkpoints,
      ...[...(first.add ?? []), ...(second.add ?? [])].map(({ lng, lat }, at) => ({
        code: `new-${at}`,
        state: 'open' as const,
        lng,
        lat,
      })),
    ],
    closures: [
      ...points.closures,
      ...[...(first.close ?? []), ...(second.close ?? [])].map(({ lng, lat }, at) => ({ code: `new-${at}`, lng, lat })),
    ],
  })
  const unknown = new Set<string>()
  const results = plans.map((plan, number) => {
    const { open = [], remove = [], off = [] } = plan
    const changed = applyWhatIf(placed, states, { open, remove, off })
    for (const code of changed.unknown) unknown.add(code)
    const isOwn = (at: number, counts: readonly number[]) =>
      number === 0 ? at < (counts[0] ?? 0) : at >= (counts[0] ?? 0)
    const own = (count: number, counts: readonly number[]) =>
      Array.from({ length: count }, (_, at) => isOwn(at, counts))
    const all = [
      ...changed.states,
      ...own((added[0] ?? 0) + (added[1] ?? 0), added).map((is): CheckpointState => (is ? 'open' : 'closed')),
    ]
    const standing = points.closures.length
    const isLifted = (at: number) => (at < standing ? changed.lifted(at) : !isOwn(at - standing, closing))
    const live = new LiveCoverage(both).update(all, isLifted)
    return { live, result: evaluatePlaced(both, all, {}, isLifted) }
  })
  const [a, b] = results
  if (!a || !b) throw new Error('two plans are compared')
  const stateInB = new Map(b.result.crossings.map(({ id, state }) => [id, state]))
  return {
    placed: both,
    plans: [
      { live: a.live, summary: a.result.summary },
      { live: b.live, summary: b.result.summary },
    ],
    crossings: a.result.crossings.flatMap(({ id, road, state }) => {
      const other = stateInB.get(id)
      return other === undefined || other === state ? [] : [{ id, road, states: [state, other] as [string, string] }]
    }),
    // Both list the same places in the same order.
    places: a.result.places.flatMap(({ name, population, state }, at) => {
      const other = b.result.places[at]?.state
      return other === undefined || other === state
        ? []
        : [{ name, population, states: [state, other] as [string, string] }]
    }),
    unknown: [...unknown],
  }
}
