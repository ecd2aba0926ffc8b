'use client'

import { useEffect, useMemo, useState } from 'react'
import { decodeRoads, type RoadGeometry } from '#domain/coverage/road-geometry'
import type { WhatIf } from '#domain/coverage/what-if'
import type { ComparisonAnswer } from '#protocol/advice'
import type { Halo } from '../../_map/halo-painter'
import { useAnswer } from '../_advice/use-answer'

const NONE: readonly Halo[] = []

/** Two plans side by side, and the roads on which they differ as bands for the map. Null compares nothing. */
export const useDifferences = (plans: readonly [WhatIf, WhatIf] | null) => {
  const question = useMemo(() => plans && { plans }, [plans])
  const { value, failure, stale, retry } = useAnswer<ComparisonAnswer>('/coverage/compare', question)
  const network = value?.network ?? null
  const [roads, setRoads] = useState<{ id: string; geometry: RoadGeometry } | null>(null)
  useEffect(() => {
    if (network === null) return
    let current = true
    // Without the lines the figures still stand: the map shows no bands then.
    const load = async () => {
      const response = await fetch(`/api/v1/roads/${encodeURIComponent(network)}`, { credentials: 'same-origin' })
      if (!response.ok) return
      const geometry = decodeRoads(new Uint8Array(await response.arrayBuffer()))
      if (current) setRoads({ id: network, geometry })
    }
    load().catch(() => undefined)
    return () => {
      current = false
    }
  }, [network])
  const halos = useMemo(
    () => (plans !== null && value !== null && roads?.id === value.network ? halosOf(value, roads.geometry) : NONE),
    [plans, value, roads],
  )
  return { answer: plans === null ? null : value, halos, failure, stale, retry }
}

/** Open under the first alone: the second is better there. */
const halosOf = ({ plans: [one, other] }: ComparisonAnswer, roads: RoadGeometry): readonly Halo[] => {
  const openUnder = ({ segments }: typeof one) => {
    const open = new Uint8Array(roads.insideCount)
    for (const [from, to] of [...segments.exposed, ...segments.lapsed]) open.fill(1, from, to + 1)
    return open
  }
  const [before, after] = [openUnder(one), openUnder(other)]
  const halos: Halo[] = []
  for (let segment = 0; segment < roads.insideCount; segment++) {
    if (before[segment] === after[segment]) continue
    halos.push({ kind: before[segment] === 1 ? 'better' : 'worse', path: pathOf(roads, segment) })
  }
  return halos
}

const pathOf = ({ starts, lngLat }: RoadGeometry, segment: number): [number, number][] => {
  const path: [number, number][] = []
  const end = starts[segment + 1] ?? 0
  for (let vertex = starts[segment] ?? 0; vertex < end; vertex++)
    path.push([lngLat[vertex * 2] ?? 0, lngLat[vertex * 2 + 1] ?? 0])
  return path
}
