'use client'

import { useEffect, useMemo, useState } from 'react'
import type { LiveCoverage } from '#protocol/live'
import { CountyMap } from '../../_map/county-map'
import { CLOSURE_PREFIX, checkpointMarkers, crossingMarkers } from '../../_map/live-markers'
import { MapButtons } from '../../_map/map-buttons'
import { loadRoads, type MapData } from '../../_map/map-data'
import { RoadNetwork } from '../../_map/road-network'
import { ScaleBar } from '../../_map/scale-bar'
import { useNames } from '../../_map/use-names'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { mapWords } from '../../_text/map'
import { replay } from '../../_text/replay'
import { useFormat } from '../../_text/use-format'
import { useStable } from '../../_ui/stable'
import { changeAddress } from '../address'
import type { Frame } from './frame'

const NO_ALARMS: ReadonlyMap<string, number> = new Map()
const nothing = () => undefined

/** A closure that was lifted since cuts the roads elsewhere: then their numbering is another, with roads of its own. */
const useRoadsOf = (data: MapData, coverage: LiveCoverage | null): { data: MapData; numbered: boolean } => {
  const [other, setOther] = useState<{ id: string; network: RoadNetwork } | null>(null)
  const wanted = coverage === null || coverage.network === data.background.network ? null : coverage.network
  useEffect(() => {
    if (wanted === null) return
    let current = true
    void loadRoads(wanted).then((network) => {
      if (current && network instanceof RoadNetwork) setOther({ id: wanted, network })
    })
    return () => {
      current = false
    }
  }, [wanted])
  return useMemo(() => {
    if (coverage === null) return { data, numbered: false }
    if (wanted === null) return { data, numbered: true }
    return other?.id === wanted
      ? { data: { ...data, network: other.network }, numbered: true }
      : { data, numbered: false }
  }, [data, coverage, wanted, other])
}

/** The map at an instant, on paper. */
export const ReplayMap = ({
  data: present,
  county,
  frame,
  at,
  coverage,
  selected,
}: {
  data: MapData
  county: string
  frame: Frame
  at: string
  coverage: LiveCoverage | null
  selected: string | null
}) => {
  const shared = useText(everyRoom)
  const words = useText(mapWords)
  const { soFar, hourBefore } = useText(replay)
  const format = useFormat()
  const { data, numbered } = useRoadsOf(present, coverage)
  const { checkpoints, closures } = frame
  const context = useMemo(
    () => ({
      alarms: NO_ALARMS,
      selected,
      now: Date.parse(at),
      duration: format.duration,
      shared,
      // A past day is not today: its figures are those until the moment that is shown.
      words: { ...words, today: soFar, lastHour: hourBefore },
    }),
    [selected, at, format, shared, words, soFar, hourBefore],
  )
  const markers = useMemo(() => checkpointMarkers(checkpoints, closures, context), [checkpoints, closures, context])
  const labels = useNames(checkpoints, closures, context)
  const stood = useStable(closures, (all) => all.map(({ code }) => code).join(' '))
  const crossings = useMemo(() => crossingMarkers(coverage, data.network, context), [coverage, data, context])
  return (
    <CountyMap
      ground="paper"
      label={words.map(county)}
      data={data}
      segments={numbered ? (coverage?.segments ?? null) : null}
      crossings={crossings}
      checkpoints={markers}
      checkpointLabels={labels}
      closures={stood}
      onCrossing={nothing}
      onCheckpoint={(id) => {
        if (!id.startsWith(CLOSURE_PREFIX)) changeAddress({ checkpoint: id }, 'replace')
      }}
    >
      <MapButtons />
      <ScaleBar background={data.background} />
    </CountyMap>
  )
}
