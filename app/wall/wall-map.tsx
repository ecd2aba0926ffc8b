'use client'

import { useEffect, useMemo, useState } from 'react'
import { useCheckpoints, useClosures, useCoverage, useServerNow } from '../_live/use-live'
import { CountyMap } from '../_map/county-map'
import { checkpointMarkers, crossingMarkers } from '../_map/live-markers'
import type { MapData } from '../_map/map-data'
import { mainPlaces } from '../_map/map-label'
import { useNames } from '../_map/use-names'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { mapWords } from '../_text/map'
import { useFormat } from '../_text/use-format'

/** Letters of the map are 22 px high on a wall of 1920 by 1080, and grow with it. */
const DESIGN = { width: 1920, height: 1080, textScale: 1.55 }

const scaleOf = () => {
  const share = Math.min(window.innerWidth / DESIGN.width, window.innerHeight / DESIGN.height)
  return Math.max(0.8, Math.round(share * DESIGN.textScale * 20) / 20)
}

const useTextScale = (): number => {
  const [scale, setScale] = useState(scaleOf)
  useEffect(() => {
    const onResize = () => setScale(scaleOf())
    window.addEventListener('resize', onResize)
    return () => window.removeEventListener('resize', onResize)
  }, [])
  return scale
}

const nothing = () => undefined

/** The live map to be looked at: the whole county, nothing to press. */
export const WallMap = ({
  data,
  county,
  alarms,
}: {
  data: MapData
  county: string
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
  const textScale = useTextScale()
  const shown = useMemo(() => ({ ...data, places: mainPlaces(data.places) }), [data])
  const context = useMemo(
    () => ({ alarms, selected: null, now, duration: format.duration, shared, words }),
    [alarms, now, format, shared, words],
  )
  const markers = useMemo(() => checkpointMarkers(checkpoints, closures, context), [checkpoints, closures, context])
  const labels = useNames(checkpoints, closures, context)
  const crossings = useMemo(() => crossingMarkers(coverage, network, context), [coverage, network, context])
  return (
    <CountyMap
      key={textScale}
      ground="dark"
      textScale={textScale}
      label={words.map(county)}
      data={shown}
      segments={coverage?.network === data.background.network ? coverage.segments : null}
      crossings={crossings}
      checkpoints={markers}
      checkpointLabels={labels}
      closures={closures}
      onCrossing={nothing}
      onCheckpoint={nothing}
    />
  )
}
