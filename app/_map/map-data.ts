'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Polygons } from '#domain/coverage/boundary'
import { decodeRoads } from '#domain/coverage/road-geometry'
import { api, type Failure } from '../_live/api'
import type { MapPlace } from './map-label'
import { worldX, worldY } from './mercator'
import { type GeoJson, type GroundShapes, groundShapes } from './paint-ground'
import { isWithin } from './ring-index'
import { RoadNetwork } from './road-network'

/** `GET /map`: what stands under the live picture. Degrees, WGS 84. */
export interface MapBackground {
  /** Names the geometry of `GET /roads/:network`. */
  network: string
  /** Names the import: the same while points come and go. */
  import: string
  boundary: GeoJson & { coordinates: Polygons }
  places: readonly MapPlace[]
  water: GeoJson | null
  neighbours: readonly { name: string; lng: number; lat: number }[]
  /** South-west and north-east. */
  bounds: readonly [readonly [number, number], readonly [number, number]]
  attribution: string
  /** Whether these are the demo's roads, which are nobody's. */
  demo: boolean
}

export interface MapData {
  background: MapBackground
  /** Places inside the boundary. */
  places: readonly MapPlace[]
  shapes: GroundShapes
  network: RoadNetwork
}

type MapDataState =
  | { phase: 'loading' }
  /** No road network has been imported yet. */
  | { phase: 'none' }
  | { phase: 'failed'; failure: Failure }
  | { phase: 'ready'; data: MapData }

const NETWORK_FAILURE: Failure = { kind: 'network', status: 0 }

export const loadRoads = async (id: string): Promise<RoadNetwork | Failure> => {
  try {
    const response = await fetch(`/api/v1/roads/${encodeURIComponent(id)}`, { credentials: 'same-origin' })
    if (!response.ok) return { kind: response.status === 401 ? 'unauthorized' : 'server', status: response.status }
    return new RoadNetwork(decodeRoads(new Uint8Array(await response.arrayBuffer())))
  } catch {
    return NETWORK_FAILURE
  }
}

const load = async (): Promise<MapDataState> => {
  const answer = await api.get<MapBackground>('/map')
  if (!answer.ok)
    return answer.failure.kind === 'not-found' ? { phase: 'none' } : { phase: 'failed', failure: answer.failure }
  const background = answer.value
  const network = await loadRoads(background.network)
  // The numbering changed between the two answers: the live picture will name the new one, or a retry will.
  if (!(network instanceof RoadNetwork)) return { phase: 'failed', failure: network }
  const shapes = groundShapes(background.boundary, background.water)
  const places = background.places.filter(
    ({ lng, lat }) => shapes.rings.length === 0 || isWithin(shapes.rings, worldX(lng), worldY(lat)),
  )
  return { phase: 'ready', data: { background, places, shapes, network } }
}

/**
 * The county under the live picture. `liveNetwork` is the network that the live coverage speaks of: when it becomes
 * another (roads imported anew, a checkpoint placed) the map is asked for again, and until then the old one stays.
 */
export const useMapData = (liveNetwork: string | null): { state: MapDataState; retry: () => void } => {
  const [state, setState] = useState<MapDataState>({ phase: 'loading' })
  const [turn, setTurn] = useState(0)
  const held = state.phase === 'ready' ? state.data.background.network : null
  const stale = liveNetwork !== null && held !== null && liveNetwork !== held ? liveNetwork : null

  useEffect(() => {
    void turn
    void stale
    let current = true
    void load().then((next) => {
      if (!current) return
      // What was once shown stays: a reload that fails leaves the old map.
      setState((before) => (before.phase === 'ready' && next.phase !== 'ready' ? before : next))
    })
    return () => {
      current = false
    }
  }, [turn, stale])

  const retry = useCallback(() => setTurn((before) => before + 1), [])
  return useMemo(() => ({ state, retry }), [state, retry])
}
