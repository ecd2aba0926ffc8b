'use client'

import { type ReactNode, useMemo } from 'react'
import { useStable } from '../_ui/stable'
import { BaseMap, type BaseMapProps } from './base-map'
import { CountyTiles } from './county-tiles'
import type { Halo } from './halo-painter'
import type { MapData } from './map-data'
import { type MapLabel, neighbourLabels, placeLabels } from './map-label'
import type { BypassPath, ClosedRoad } from './mark-painter'
import { MarkerLayer } from './marker-layer'
import type { MarkerActs, MarkerSpec } from './marker-spec'
import { worldX, worldY } from './mercator'
import { waterNames } from './paint-ground'
import { isWithin } from './ring-index'
import type { SegmentRanges } from './road-network'
import { useSeldom } from './use-seldom'

const NO_HALOS: readonly Halo[] = []

const whereOf = (glyphs: readonly { lng: number; lat: number; reach: number }[]) =>
  glyphs.map(({ lng, lat, reach }) => `${lng} ${lat} ${reach}`).join()

/** The whole map of the county in its order: ground, roads, bypass and closures, diamonds, names, checkpoints. */
export const CountyMap = ({
  data,
  segments,
  crossings,
  checkpoints,
  checkpointLabels,
  closures,
  bypass = null,
  halos = NO_HALOS,
  onCrossing,
  onCheckpoint,
  onMove,
  children,
  ...frame
}: Omit<BaseMapProps, 'bounds' | 'rings' | 'children'> & {
  data: MapData
  segments: SegmentRanges | null
  crossings: readonly MarkerSpec[]
  /** Checkpoints and closures. */
  checkpoints: readonly MarkerSpec[]
  checkpointLabels: readonly MapLabel[]
  closures: readonly ClosedRoad[]
  bypass?: BypassPath | null
  /** Where two plans differ. */
  halos?: readonly Halo[]
  onCrossing: (id: string) => void
  onCheckpoint: (id: string) => void
  /** A movable checkpoint or closure is put elsewhere. */
  onMove?: MarkerActs['move']
  children?: ReactNode
}) => {
  const { background, network, shapes, places } = data
  const standing = useMemo<MapLabel[]>(
    () => [
      ...placeLabels(places),
      ...neighbourLabels(background.neighbours),
      ...waterNames(background.water)
        .filter(({ x, y }) => isWithin(shapes.rings, x, y))
        .map(({ name, isMain, x, y }): MapLabel => ({ kind: 'water', x, y, text: name, nearOnly: !isMain })),
    ],
    [places, background, shapes],
  )
  const labels = useMemo(() => [...checkpointLabels, ...standing], [checkpointLabels, standing])
  const settled = useSeldom(checkpoints)
  const inTheWay = useMemo(
    () => [...settled, ...crossings].map(({ lng, lat, glyph }) => ({ lng, lat, reach: glyph.reach })),
    [settled, crossings],
  )
  // Figures that move leave names where they are: only what stands in their way places them anew.
  const standingStill = useStable(inTheWay, whereOf)
  const obstacles = useMemo(
    () => standingStill.map(({ lng, lat, reach }) => ({ x: worldX(lng), y: worldY(lat), reach })),
    [standingStill],
  )
  const [[west, south], [east, north]] = background.bounds
  const bounds = useMemo(() => [west, south, east, north] as const, [west, south, east, north])
  return (
    <BaseMap {...frame} bounds={bounds} rings={shapes.rings}>
      <CountyTiles
        network={network}
        shapes={shapes}
        segments={segments}
        closures={closures}
        bypass={bypass}
        halos={halos}
        labels={labels}
        obstacles={obstacles}
      />
      <MarkerLayer pane="crossings" markers={crossings} onSelect={onCrossing} />
      <MarkerLayer pane="checkpoints" markers={checkpoints} onSelect={onCheckpoint} onMove={onMove} />
      {children}
    </BaseMap>
  )
}
