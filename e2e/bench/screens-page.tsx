import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import '../../app/globals.css'
import '../../app/_ui/tokens.css'
import type { MapData } from '../../app/_map/map-data'
import { groundShapes } from '../../app/_map/paint-ground'
import { RoadNetwork } from '../../app/_map/road-network'
import { CommandMap } from '../../app/command/command-map'
import { KpiRow } from '../../app/command/kpi-row'
import { CheckpointList } from '../../app/command/list/checkpoint-list'
import { useSelection } from '../../app/command/selection'
import { BENCH_BOUNDS, generatedPlaces, generatedRoads } from './generated-roads'

/** The bench's page: the command room's figures, map and list over a live socket that the bench feeds, and frames. */

interface ScreensBench {
  record(): void
  /** Milliseconds between frames since recording began. */
  frames(): number[]
}

declare global {
  interface Window {
    screensBench?: ScreensBench
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
window.screensBench = {
  record: () => {
    frameTimes = []
  },
  frames: () => frameTimes.slice(1),
}

const segments = Number(new URLSearchParams(location.search).get('segments'))
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
  },
  places,
  shapes: groundShapes(boundary, null),
  network: new RoadNetwork(generatedRoads(segments)),
}
const NO_ALARMS: ReadonlyMap<string, number> = new Map()

const Page = () => {
  const { checkpoint } = useSelection()
  const [listed, setListed] = useState(true)
  return (
    <div
      data-ground="dark"
      style={{ position: 'fixed', inset: 0, display: 'flex', flexDirection: 'column', background: 'var(--ground)' }}
    >
      <KpiRow />
      <div style={{ position: 'relative', flex: 1, minHeight: 0 }}>
        <CommandMap data={data} county="bench" selected={checkpoint} alarms={NO_ALARMS} />
        {listed ? <CheckpointList selected={checkpoint} onClose={() => setListed(false)} /> : null}
      </div>
    </div>
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Page />)
