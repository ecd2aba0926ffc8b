'use client'

import { useMemo } from 'react'
import { useCheckpoints, useClosures, useCoverage, useServerNow } from '../_live/use-live'
import { CountyMap } from '../_map/county-map'
import { KeepInView } from '../_map/keep-in-view'
import { CLOSURE_PREFIX, checkpointMarkers, crossingMarkers } from '../_map/live-markers'
import { MapButtons } from '../_map/map-buttons'
import type { MapData } from '../_map/map-data'
import { ScaleBar } from '../_map/scale-bar'
import { useNames } from '../_map/use-names'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { useFormat } from '../_text/use-format'
import { keepView, select, viewOfHash } from './selection'

/** The live map: only what changes is drawn again. */
export const CommandMap = ({
  data,
  county,
  selected,
  alarms,
}: {
  data: MapData
  county: string
  selected: string | null
  alarms: ReadonlyMap<string, number>
}) => {
  const shared = useText(everyRoom)
  const words = useText(mapWords)
  const format = useFormat()
  const checkpoints = useCheckpoints()
  const closures = useClosures()
  const coverage = useCoverage()
  const now = useServerNow(20_000) ?? 0
  const { network } = data
  const context = useMemo(
    () => ({ alarms, selected, now, duration: format.duration, shared, words }),
    [alarms, selected, now, format, shared, words],
  )
  const markers = useMemo(() => checkpointMarkers(checkpoints, closures, context), [checkpoints, closures, context])
  const labels = useNames(checkpoints, closures, context)
  const crossings = useMemo(() => crossingMarkers(coverage, network, context), [coverage, network, context])
  const chosen = checkpoints.find(({ code }) => code === selected)
  const opening = useMemo(() => viewOfHash(window.location.hash), [])
  return (
    <CountyMap
      ground="dark"
      label={words.map(county)}
      data={data}
      view={opening}
      onView={keepView}
      segments={coverage?.network === data.background.network ? coverage.segments : null}
      crossings={crossings}
      checkpoints={markers}
      checkpointLabels={labels}
      closures={closures}
      onCrossing={() => undefined}
      onCheckpoint={(id) => {
        if (!id.startsWith(CLOSURE_PREFIX)) select({ checkpoint: id, alert: null })
      }}
    >
      <MapButtons />
      <ScaleBar background={data.background} />
      {chosen?.lng !== undefined && chosen.lat !== undefined ? <KeepInView lng={chosen.lng} lat={chosen.lat} /> : null}
    </CountyMap>
  )
}
