import { createContext, useContext } from 'react'
import type { Ground, GroundColours } from './ground-colours'

/** What every layer of one map shares. */
export interface MapSetting {
  ground: Ground
  colours: GroundColours
  /** Zoom at which the county fits clear of the panels: widths and labels are as the look gives them there. */
  fittedZoom: number
  /** Labels and markers times this: 1 at a desk. */
  textScale: number
  /** Shows the whole county again. */
  refit: () => void
}

export const MapSettingContext = createContext<MapSetting | null>(null)

/** Only under `BaseMap`, which provides it. */
export const useMapSetting = (): MapSetting => {
  const setting = useContext(MapSettingContext)
  if (!setting) throw new Error('a map layer stands outside BaseMap')
  return setting
}
