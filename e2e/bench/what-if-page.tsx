import { useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '../../app/globals.css'
import type { Polygons } from '#domain/coverage/boundary'
import type { CoveragePoints } from '#domain/coverage/points'
import { decodeRoads } from '#domain/coverage/road-geometry'
import { CountyMap } from '../../app/_map/county-map'
import type { MapData } from '../../app/_map/map-data'
import { groundShapes } from '../../app/_map/paint-ground'
import { RoadNetwork, type SegmentRanges } from '../../app/_map/road-network'
import { Engine } from '../../app/planner/_engine/engine'
import type { TrialAnswer } from '../../app/planner/_engine/messages'
import { triedCoverage } from '../../app/planner/_engine/tried-coverage'

/** The bench's page: the planner's engine and the map's real parts over a county of the server's making. */

/** Milliseconds since the change was asked for. */
interface Change {
  /** The engine's own time. */
  engine: number
  /** Every tile within the view shows it. */
  seen: number
  painted: number
}

interface WhatIfBench {
  /** Null until the engine is ready. */
  openedAfterMs(): number | null
  /** One point that is put down, dragged about and taken up: so many changes, one after the other. */
  change(count: number): Promise<Change[]>
}

declare global {
  interface Window {
    whatIfBench?: WhatIfBench
  }
}

const nothing = () => undefined
const NONE: never[] = []
const NO_SEGMENTS: SegmentRanges = { exposed: [], lapsed: [], unreachable: [] }

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
const waiting = (what: 'waiting' | 'waitingInView') =>
  document.querySelector<HTMLElement>('[data-waiting]')?.dataset[what] !== '0'

const begin = async () => {
  const [geometry, setting] = await Promise.all([
    fetch('/geometry.bin').then((answer) => answer.arrayBuffer()),
    fetch('/setting.json').then((answer) => answer.json() as Promise<CoveragePoints & { polygons: Polygons }>),
  ])
  const { polygons, places, checkpoints, closures } = setting
  const boundary = { type: 'MultiPolygon', coordinates: polygons }
  const ring = polygons[0]?.[0] ?? []
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const shown = places.map((place) => ({ ...place, place: 'village' }))
  const data: MapData = {
    background: {
      network: 'bench',
      import: 'bench',
      boundary,
      places: shown,
      water: null,
      neighbours: [],
      bounds: [
        [Math.min(...xs), Math.min(...ys)],
        [Math.max(...xs), Math.max(...ys)],
      ],
      attribution: 'bench',
      demo: false,
    },
    places: shown,
    shapes: groundShapes(boundary, null),
    network: new RoadNetwork(decodeRoads(new Uint8Array(geometry))),
  }

  let openedAfterMs: number | null = null
  let take: (answer: TrialAnswer) => void = nothing
  const engine = new Engine(new Worker('/worker.js', { type: 'module' }), (event) => {
    if (event.kind === 'opened') openedAfterMs = performance.now()
    if (event.kind === 'tried') take(event.answer)
  })
  engine.open({
    roads: '/roads.bin',
    polygons,
    places: [...places],
    stations: { checkpoints: [...checkpoints], closures: [...closures] },
  })

  const Page = () => {
    const [segments, setSegments] = useState(NO_SEGMENTS)
    /** Null lays the county as it is. */
    const once = async (at: number | null): Promise<Change> => {
      const middle = at === null ? undefined : checkpoints[at % checkpoints.length]
      const began = performance.now()
      const answered = new Promise<TrialAnswer>((resolve) => {
        take = resolve
      })
      // A checkpoint is dragged a little off its place: the road behind it opens or closes.
      const off = 0.0004 * (1 + ((at ?? 0) % 5))
      engine.try({
        whatIf: middle ? { remove: [middle.code], add: [{ lng: middle.lng + off, lat: middle.lat + off }] } : {},
        picked: { crossing: null, place: null },
      })
      const answer = await answered
      flushSync(() => setSegments(triedCoverage(answer).segments))
      await frame()
      while (waiting('waitingInView')) await frame()
      // The next frame begins when the one that was painted has gone to the screen.
      await frame()
      const seen = performance.now() - began
      while (waiting('waiting')) await frame()
      return { engine: answer.took, seen, painted: performance.now() - began }
    }
    window.whatIfBench = {
      openedAfterMs: () => openedAfterMs,
      change: async (count) => {
        const changes: Change[] = []
        // As the planner finds the map: what is in force is drawn before anything is changed.
        await once(null)
        for (let at = 0; at < count; at++) changes.push(await once(at))
        return changes
      },
    }
    return (
      <div data-ground="paper" style={{ position: 'fixed', inset: 0 }}>
        <CountyMap
          ground="paper"
          label="bench"
          data={data}
          segments={segments}
          crossings={NONE}
          checkpoints={NONE}
          checkpointLabels={NONE}
          closures={NONE}
          onCrossing={nothing}
          onCheckpoint={nothing}
        />
      </div>
    )
  }

  const root = document.getElementById('root')
  if (root) createRoot(root).render(<Page />)
}

void begin()
