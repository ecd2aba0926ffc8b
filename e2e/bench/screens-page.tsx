import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import '../../app/globals.css'
import '../../app/_ui/tokens.css'
import { useCoverage } from '../../app/_live/use-live'
import { useMapData } from '../../app/_map/map-data'
import { CommandMap } from '../../app/command/command-map'
import { KpiRow } from '../../app/command/kpi-row'
import { CheckpointList } from '../../app/command/list/checkpoint-list'
import { useSelection } from '../../app/command/selection'
import { WallMap } from '../../app/wall/wall-map'

/** The bench's page: the command room's figures, map and list, or the wall's map, over what the bench's server answers and feeds, and frames. */

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

const NO_ALARMS: ReadonlyMap<string, number> = new Map()

const Page = () => {
  const { checkpoint } = useSelection()
  const { state } = useMapData(useCoverage()?.network ?? null)
  const [listed, setListed] = useState(true)
  return (
    <div
      data-ground="dark"
      style={{ position: 'fixed', inset: 0, display: 'flex', flexDirection: 'column', background: 'var(--ground)' }}
    >
      <KpiRow />
      <div style={{ position: 'relative', flex: 1, minHeight: 0 }}>
        {state.phase === 'ready' ? (
          <CommandMap data={state.data} county="bench" selected={checkpoint} alarms={NO_ALARMS} />
        ) : null}
        {listed ? <CheckpointList selected={checkpoint} onClose={() => setListed(false)} /> : null}
      </div>
    </div>
  )
}

/** `?wall`: the wall's map of the same county. */
const Wall = () => {
  const { state } = useMapData(useCoverage()?.network ?? null)
  return (
    <div data-ground="dark" style={{ position: 'fixed', inset: 0, background: 'var(--ground)' }}>
      {state.phase === 'ready' ? <WallMap data={state.data} county="bench" alarms={NO_ALARMS} /> : null}
    </div>
  )
}

const isWall = new URLSearchParams(location.search).has('wall')
const root = document.getElementById('root')
if (root) createRoot(root).render(isWall ? <Wall /> : <Page />)
