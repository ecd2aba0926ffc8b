'use client'

import { useMemo } from 'react'
import { CountyMap } from '../../_map/county-map'
import { useMapData } from '../../_map/map-data'
import type { MarkerSpec } from '../../_map/marker-spec'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { useFailureWords } from '../../_text/use-failure'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { CHECKPOINT_GLYPHS, glyphOfState } from '../../_ui/glyphs'
import type { Checkpoint } from './checkpoint'
import styles from './checkpoints.module.css'

const NONE: never[] = []
const nothing = () => undefined

/** The same checkpoints where they stand; a press opens one. */
export const CheckpointMap = ({
  checkpoints,
  selected,
  onSelect,
}: {
  checkpoints: readonly Checkpoint[]
  selected: string | null
  onSelect: (code: string) => void
}) => {
  const words = useText(places)
  const states = useText(everyRoom).state
  const failureWords = useFailureWords()
  const { state, retry } = useMapData(null)
  const markers = useMemo<MarkerSpec[]>(
    () =>
      checkpoints.map((one) => ({
        id: one.code,
        lng: one.lng,
        lat: one.lat,
        glyph: CHECKPOINT_GLYPHS[glyphOfState(one.state)],
        label: `${one.name} ${states[one.state]}`,
        tip: [one.name, states[one.state]],
        alarm: false,
        selected: one.code === selected,
        urgency: one.code === selected ? 1 : 0,
      })),
    [checkpoints, selected, states],
  )
  if (state.phase === 'loading') return <Loading />
  if (state.phase === 'none') return <Empty why={words.noMap} />
  if (state.phase === 'failed') return <ErrorNote what={failureWords(state.failure)} onRetry={retry} />
  return (
    <div className={styles.map}>
      <CountyMap
        ground="paper"
        label={words.views.map}
        data={state.data}
        segments={null}
        crossings={NONE}
        checkpoints={markers}
        checkpointLabels={NONE}
        closures={NONE}
        onCrossing={nothing}
        onCheckpoint={onSelect}
      />
    </div>
  )
}
