'use client'

import { useEffect, useMemo } from 'react'
import type { CheckpointLive } from '#protocol/live'
import { useCheckpoints } from '../../_live/use-live'
import { useResource } from '../../_live/use-resource'
import { useSettled } from '../../_ui/use-settled'
import { changeAddress, useAddress } from '../address'
import {
  type CheckpointFacts,
  type Filter,
  filtered,
  type Jurisdiction,
  SORTS,
  type Sort,
  sorted,
  TROUBLE_ORDER,
} from './list-rows'

/** Rows keep their places for so long, however much moves: figures within a row change at once. */
const SETTLE_MS = 1000

interface Listed {
  rows: readonly CheckpointLive[]
  all: number
  byState: ReadonlyMap<string, number>
  kinds: readonly string[]
  jurisdictions: readonly Jurisdiction[]
  filter: Filter
  sort: Sort
}

const NONE: readonly Jurisdiction[] = []

/** The list as the address asks for it. */
export const useList = (): Listed => {
  const live = useSettled(useCheckpoints(), SETTLE_MS)
  const { value: listed, reload } = useResource<{ checkpoints: (CheckpointFacts & { code: string })[] }>('/checkpoints')
  const { value: tree } = useResource<{ jurisdictions: Jurisdiction[] }>('/jurisdictions')
  const [text, jurisdiction, kind, state, order] = [
    useAddress('find') ?? '',
    useAddress('jurisdiction'),
    useAddress('kind'),
    useAddress('state') ?? '',
    useAddress('sort'),
  ]
  const facts = useMemo(() => new Map((listed?.checkpoints ?? []).map((one) => [one.code, one])), [listed])
  // One that was placed meanwhile is not among the facts yet.
  const unknown = listed !== null && live.some(({ code }) => !facts.has(code))
  useEffect(() => {
    if (unknown) void reload()
  }, [unknown, reload])
  const jurisdictions = tree?.jurisdictions ?? NONE
  const filter = useMemo<Filter>(
    () => ({ text, jurisdiction, kind, states: TROUBLE_ORDER.filter((one) => state.split(',').includes(one)) }),
    [text, jurisdiction, kind, state],
  )
  const sort = SORTS.find((one) => one === order) ?? 'trouble'
  return useMemo(() => {
    const byState = new Map<string, number>()
    // The chips count what the other filters leave, so that each says what pressing it would show.
    const others = filtered(live, facts, jurisdictions, { ...filter, states: [] })
    for (const one of others) byState.set(one.state, (byState.get(one.state) ?? 0) + 1)
    const rows = sorted(filtered(others, facts, jurisdictions, filter), sort)
    const kinds = [...new Set([...facts.values()].map((one) => one.kind))].sort()
    return { rows, all: live.length, byState, kinds, jurisdictions, filter, sort }
  }, [live, facts, jurisdictions, filter, sort])
}

/** Part of the list's address; null or empty clears it. */
export const askList = (
  params: Readonly<Partial<Record<'find' | 'jurisdiction' | 'kind' | 'state' | 'sort', string | null>>>,
) => changeAddress(params as Record<string, string | null>, 'replace')

export const clearFilter = () => askList({ find: null, jurisdiction: null, kind: null, state: null })
