'use client'

import { useCallback, useEffect, useState } from 'react'
import type { OpenRoad } from '#domain/coverage/open-roads'
import type { CoverageResult, CrossingResult, PlaceResult } from '#domain/coverage/result'
import { api, type Failure } from '../_live/api'
import { useCoverage } from '../_live/use-live'
import type { SegmentRanges } from '../_map/road-network'

/** A coverage as the planner shows it: the one in force, or what a plan would make of it. */
export interface Coverage {
  version: string
  /** Names the numbering of `segments`. */
  network: string
  summary: CoverageResult['summary']
  crossings: CrossingResult[]
  places: PlaceResult[]
  segments: SegmentRanges
  /** Roads that nobody holds; null where only the engine can tell and it has not. */
  roads: OpenRoad[] | null
}

type CoverageState =
  | { phase: 'loading' }
  | { phase: 'none' }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'ready'; coverage: Coverage }

/** The whole result in force; asked for again when the live picture says that it is another. What was shown stays. */
export const useWholeCoverage = (): { state: CoverageState; retry: () => void } => {
  const live = useCoverage()?.version ?? null
  const [state, setState] = useState<CoverageState>({ phase: 'loading' })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    void live
    void turn
    let current = true
    void api.get<Omit<Coverage, 'roads'>>('/coverage').then((answer) => {
      if (!current) return
      const next: CoverageState = answer.ok
        ? { phase: 'ready', coverage: { ...answer.value, roads: null } }
        : answer.failure.kind === 'not-found'
          ? { phase: 'none' }
          : { phase: 'failed', failure: answer.failure }
      setState((before) => (before.phase === 'ready' && next.phase === 'failed' ? before : next))
    })
    return () => {
      current = false
    }
  }, [live, turn])
  const retry = useCallback(() => setTurn((before) => before + 1), [])
  return { state, retry }
}
