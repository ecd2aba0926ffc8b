import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import '../../app/globals.css'
import { BaseMap } from '../../app/_map/base-map'
import { groundShapes } from '../../app/_map/paint-ground'
import { RoadLayer } from '../../app/_map/road-layer'
import { RoadNetwork, type SegmentRanges } from '../../app/_map/road-network'
import { BENCH_BOUNDS, generatedRoads, generatedStates } from './generated-roads'

/** The bench's page: the map's real parts over generated roads, a recorder of frames, a way to restyle. */

interface MapBench {
  /** Begins to record anew. */
  record(): void
  /** Milliseconds between frames since recording began. */
  frames(): number[]
  /** One checkpoint falls silent, or comes back: milliseconds until every touched tile is repainted. */
  restyle(): Promise<number>
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

const count = Number(new URLSearchParams(location.search).get('segments') ?? 50_000)
const network = new RoadNetwork(generatedRoads(count))
const [west, south, east, north] = BENCH_BOUNDS
const shapes = groundShapes(
  {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
  null,
)

const first = generatedStates(count)
/** The same with 500 segments more exposed: what one checkpoint that falls silent changes. */
const second: SegmentRanges = { ...first, exposed: [...first.exposed, [20, 519]] }

const Page = () => {
  const [segments, setSegments] = useState(first)
  window.mapBench = {
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
      <BaseMap ground="dark" bounds={BENCH_BOUNDS} rings={shapes.rings} label="bench">
        <RoadLayer network={network} shapes={shapes} segments={segments} />
      </BaseMap>
    </div>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
