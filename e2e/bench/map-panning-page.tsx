import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import '../../app/globals.css'
import { CountyMap } from '../../app/_map/county-map'
import type { MapData } from '../../app/_map/map-data'
import type { MarkerSpec } from '../../app/_map/marker-spec'
import { groundShapes } from '../../app/_map/paint-ground'
import { RoadNetwork, type SegmentRanges } from '../../app/_map/road-network'
import { CHECKPOINT_GLYPHS } from '../../app/_ui/glyphs'
import { BENCH_BOUNDS, generatedPlaces, generatedRoads, generatedStates, latticePlaces } from './generated-roads'

/** The bench's page: the map's real parts over generated roads, a recorder of frames, a way to restyle. */

interface MapBench {
  /** Begins to record anew. */
  record(): void
  /** Milliseconds between frames since recording began. */
  frames(): number[]
  /** One checkpoint falls silent, or comes back: milliseconds until every touched tile is repainted. */
  restyle(): Promise<number>
  /** Checkpoints that were pressed, the first first. */
  pressed: string[]
}

declare global {
  interface Window {
    mapBench?: MapBench
  }
}

let frameTimes: number[] = []
let lastFrame = 0
const tick = (now: number) => {
  frameTimes.push(now - lastFrame)
  lastFrame = now
  requestAnimationFrame(tick)
}
requestAnimationFrame(tick)

const waiting = () => document.querySelector<HTMLElement>('[data-waiting]')?.dataset.waiting !== '0'

/** Resolves in the frame after painting has begun and ended. */
const repainted = () =>
  new Promise<void>((resolve) => {
    let begun = false
    const look = () => {
      begun ||= waiting()
      if (begun && !waiting()) resolve()
      else requestAnimationFrame(look)
    }
    look()
  })

const asked = new URLSearchParams(location.search)
const count = Number(asked.get('segments') ?? 50_000)
const network = new RoadNetwork(generatedRoads(count))
const [west, south, east, north] = BENCH_BOUNDS
const ring: [number, number][] = [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const boundary = { type: 'MultiPolygon', coordinates: [[ring]] }
const places = generatedPlaces(240)
const data: MapData = {
  background: {
    network: 'bench',
    import: 'bench',
    boundary,
    places,
    water: null,
    neighbours: [],
    bounds: [
      [west, south],
      [east, north],
    ],
    attribution: 'bench',
    demo: false,
  },
  places,
  shapes: groundShapes(boundary, null),
  network,
}
const isLattice = asked.has('lattice')
const glyphs = isLattice ? Object.values(CHECKPOINT_GLYPHS) : [CHECKPOINT_GLYPHS.reporting]
const checkpoints = (isLattice ? latticePlaces() : generatedPlaces(40, 11)).map(
  ({ name, lng, lat }, at): MarkerSpec => ({
    id: name,
    lng,
    lat,
    // In bounds: a remainder of their number.
    glyph: glyphs[at % glyphs.length]!,
    count: glyphs[at % glyphs.length] === CHECKPOINT_GLYPHS.alarm ? '2' : undefined,
    label: name,
    tip: [name],
    alarm: glyphs[at % glyphs.length] === CHECKPOINT_GLYPHS.alarm,
    selected: false,
    urgency: 1,
  }),
)
const NONE: never[] = []
const nothing = () => undefined
const pressed: string[] = []

const first = generatedStates(count)
/** The same with 500 segments more exposed: what one checkpoint that falls silent changes. */
const second: SegmentRanges = { ...first, exposed: [...first.exposed, [20, 519]] }

const Page = () => {
  const [segments, setSegments] = useState(asked.has('after') ? second : first)
  window.mapBench = {
    pressed,
    record: () => {
      frameTimes = []
    },
    frames: () => frameTimes.slice(1),
    restyle: async () => {
      const began = performance.now()
      setSegments((now) => (now === first ? second : first))
      await repainted()
      return performance.now() - began
    },
  }
  return (
    <div data-ground="dark" style={{ position: 'fixed', inset: 0 }}>
      <CountyMap
        ground="dark"
        label="bench"
        data={data}
        segments={segments}
        crossings={NONE}
        checkpoints={checkpoints}
        checkpointLabels={NONE}
        closures={NONE}
        onCrossing={nothing}
        onCheckpoint={(id) => pressed.push(id)}
      />
    </div>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
