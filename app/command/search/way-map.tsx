'use client'

import * as L from 'leaflet'
import { useEffect, useMemo } from 'react'
import { useMap } from 'react-leaflet'
import { CountyMap } from '../../_map/county-map'
import { MapButtons } from '../../_map/map-buttons'
import { useMapData } from '../../_map/map-data'
import type { MarkerSpec } from '../../_map/marker-spec'
import { useText } from '../../_text/language'
import { mapWords } from '../../_text/map'
import { searchWords } from '../../_text/search'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import type { Glyph } from '../../_ui/glyphs'
import styles from './search.module.css'
import { legsOf, numberText, type Passage, stopsOf } from './way-stops'

const DISC = 'M-9 0A9 9 0 1 1 9 0A9 9 0 1 1 -9 0Z'
/** A white disc that bears the order in which the vehicle came there. */
const STOP: Glyph = {
  reach: 12,
  layers: [
    { d: DISC, fill: 'mark-edge', stroke: 'mark-edge', width: 5 },
    { d: DISC, fill: 'mark-edge', stroke: 'mark-casing', width: 2 },
  ],
}
const LEG: L.PolylineOptions = { color: '#1f4fbf', weight: 3, dashArray: '10 5', interactive: false }
const NONE: never[] = []
const nothing = () => undefined

/** The checkpoints that a vehicle passed, numbered in time, joined by straight lines: which roads it took nobody saw. */
export const WayMap = ({
  passages,
  onStop,
}: {
  passages: readonly Passage[]
  onStop: (checkpoint: string) => void
}) => {
  const words = useText(searchWords).trajectory
  const map = useText(mapWords)
  const failureWords = useFailureWords()
  const format = useFormat()
  const { state, retry } = useMapData(null)
  const markers = useMemo(
    () =>
      stopsOf(passages).map(({ checkpoint, name, lng, lat, numbers, times }): MarkerSpec => {
        const said = times.map((time) => `${format.date(time)} ${format.time(time)}`)
        return {
          id: checkpoint,
          lng,
          lat,
          glyph: STOP,
          count: numberText(numbers),
          label: [name, ...said].join(' · '),
          tip: [name, ...said.slice(0, 6)],
          alarm: false,
          selected: false,
          urgency: 1,
        }
      }),
    [passages, format],
  )
  if (state.phase === 'loading') return <Loading />
  if (state.phase === 'none') return <Empty why={map.none} />
  if (state.phase === 'failed') return <ErrorNote what={failureWords(state.failure)} onRetry={retry} />
  return (
    <figure className={styles.wayFigure}>
      <div className={styles.wayMap}>
        <CountyMap
          ground="paper"
          label={words.map}
          data={state.data}
          segments={null}
          crossings={NONE}
          checkpoints={markers}
          checkpointLabels={NONE}
          closures={NONE}
          onCrossing={nothing}
          onCheckpoint={onStop}
        >
          <Legs passages={passages} />
          <MapButtons />
        </CountyMap>
      </div>
      <figcaption className={styles.hint}>{words.mapHint}</figcaption>
    </figure>
  )
}

const Legs = ({ passages }: { passages: readonly Passage[] }) => {
  const map = useMap()
  useEffect(() => {
    const legs = L.polyline(legsOf(passages), LEG).addTo(map)
    return () => {
      legs.remove()
    }
  }, [map, passages])
  return null
}
