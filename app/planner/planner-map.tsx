'use client'

import { useMemo } from 'react'
import type { PlaceResult } from '#domain/coverage/result'
import { useCheckpoints, useClosures } from '../_live/use-live'
import { CountyMap } from '../_map/county-map'
import { KeepInView } from '../_map/keep-in-view'
import { MapButtons } from '../_map/map-buttons'
import type { MapData } from '../_map/map-data'
import { ScaleBar } from '../_map/scale-bar'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { planner } from '../_text/planner'
import { useStable } from '../_ui/stable'
import type { Coverage } from './coverage-data'
import type { CrossingGroup } from './crossing-groups'
import { crossingDiamonds, standingLabels, standingMarkers } from './planner-markers'
import { select } from './selection'

export interface PlannerMapProps {
  data: MapData
  county: string
  coverage: Coverage
  groups: readonly CrossingGroup[]
  group: CrossingGroup | null
  place: PlaceResult | null
  /** The place whose way in is drawn. */
  bypass: PlaceResult | null
}

/** The county on paper: roads by state, every crossing, and the way that is picked. */
export const PlannerMap = ({ data, county, coverage, groups, group, place, bypass }: PlannerMapProps) => {
  const shared = useText(everyRoom)
  const words = useText(planner)
  const map = useText(mapWords)
  const checkpoints = useCheckpoints()
  const closures = useClosures()
  // Counts change all the time, and nothing here shows them.
  const shown = checkpoints.map(({ code, name, state, lng, lat }) => ({ code, name, state, lng, lat }))
  const standing = useStable(shown, JSON.stringify(shown))
  const markers = useMemo(() => standingMarkers(standing, closures, shared), [standing, closures, shared])
  const labels = useMemo(() => standingLabels(standing, closures), [standing, closures])
  const selected = group?.id ?? null
  const diamonds = useMemo(
    () => crossingDiamonds(groups, selected, { shared, words }),
    [groups, selected, shared, words],
  )
  const target = group?.lead ?? (place === null ? null : placeAt(data, place))
  return (
    <CountyMap
      ground="paper"
      label={map.map(county)}
      data={data}
      segments={coverage.network === data.background.network ? coverage.segments : null}
      crossings={diamonds}
      checkpoints={markers}
      checkpointLabels={labels}
      closures={closures}
      bypass={bypass?.bypass?.path ?? null}
      onCrossing={(id) => select({ list: 'crossings', crossing: id === selected ? null : id, place: null })}
      onCheckpoint={() => undefined}
    >
      <MapButtons />
      <ScaleBar attribution={data.background.attribution} />
      {target ? <KeepInView lng={target.lng} lat={target.lat} /> : null}
    </CountyMap>
  )
}

const placeAt = ({ places }: MapData, { name, bypass }: PlaceResult): { lng: number; lat: number } | null => {
  const end = bypass?.path.at(-1)
  if (end) return { lng: end[0], lat: end[1] }
  return places.find((one) => one.name === name) ?? null
}
