'use client'

import { useEffect, useMemo } from 'react'
import { useMapEvents } from 'react-leaflet'
import type { CheckpointLive } from '#protocol/live'
import { useResource } from '../_live/use-resource'
import { CountyMap } from '../_map/county-map'
import { type MapData, useMapData } from '../_map/map-data'
import type { MarkerSpec } from '../_map/marker-spec'
import { nearestRoad, roadNameOf } from '../_map/nearest-road'
import { county } from '../_text/county'
import { everyRoom } from '../_text/every-room'
import { useText } from '../_text/language'
import { CHECKPOINT_GLYPHS, glyphOfState } from './glyphs'
import styles from './place-picker.module.css'

export interface Place {
  lng: number
  lat: number
}

/** Those that stand already, so that a new one finds its place among them. */
interface Standing extends Place {
  code: string
  name: string
  state: CheckpointLive['state']
}

const PICKED = 'picked'
/** Roads that were imported a moment ago are on the map once their coverage is computed. */
const AGAIN_MS = 2000
const NONE: never[] = []
const nothing = () => undefined

/** The county on paper: a press sets the place. Without a road network there is nothing to press on, so nothing shows. */
export const PlacePicker = ({ place, onPick }: { place: Place | null; onPick: (place: Place) => void }) => {
  const { state, retry } = useMapData(null)
  const isMissing = state.phase === 'none' || state.phase === 'failed'
  useEffect(() => {
    if (!isMissing) return
    const timer = setInterval(retry, AGAIN_MS)
    return () => clearInterval(timer)
  }, [isMissing, retry])
  if (state.phase !== 'ready') return null
  return <Ready data={state.data} place={place} onPick={onPick} />
}

const Ready = ({ data, place, onPick }: { data: MapData; place: Place | null; onPick: (place: Place) => void }) => {
  const words = useText(county).checkpoint
  const states = useText(everyRoom).state
  const { value } = useResource<{ checkpoints: Standing[] }>('/checkpoints')
  const standing = useMemo<MarkerSpec[]>(
    () =>
      (value?.checkpoints ?? []).map(({ code, name, lng, lat, state }) => ({
        ...{ id: code, lng, lat, alarm: false, selected: false, urgency: 0 },
        glyph: CHECKPOINT_GLYPHS[glyphOfState(state)],
        label: `${name} ${states[state]}`,
        tip: [name, states[state]],
      })),
    [value, states],
  )
  const markers = useMemo<MarkerSpec[]>(() => {
    if (place === null) return standing
    const glyph = CHECKPOINT_GLYPHS.reporting
    const here = { id: PICKED, ...place, glyph, label: words.here, tip: [words.here], alarm: false, selected: true }
    return [...standing, { ...here, urgency: 1 }]
  }, [standing, place, words])
  return (
    <div className={styles.picker}>
      <div className={styles.map}>
        <CountyMap
          ground="paper"
          label={words.pick}
          data={data}
          segments={null}
          crossings={NONE}
          checkpoints={markers}
          checkpointLabels={NONE}
          closures={NONE}
          onCrossing={nothing}
          onCheckpoint={nothing}
        >
          <Presses onPick={onPick} />
        </CountyMap>
      </div>
      <p className={styles.hint} role="status">
        {place === null ? words.pickHint : onRoad(data, place, words)}
      </p>
    </div>
  )
}

const onRoad = (
  { network }: MapData,
  { lng, lat }: Place,
  words: { onRoad: (name: string) => string; offRoad: string; unnamed: string },
) => {
  const found = nearestRoad(network, lng, lat)
  return found === null ? words.offRoad : words.onRoad(roadNameOf(network, found.segment) || words.unnamed)
}

/** Six digits are a decimetre. */
const rounded = (degrees: number) => Number(degrees.toFixed(6))

const Presses = ({ onPick }: { onPick: (place: Place) => void }) => {
  useMapEvents({ click: ({ latlng }) => onPick({ lng: rounded(latlng.lng), lat: rounded(latlng.lat) }) })
  return null
}
