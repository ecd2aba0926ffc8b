import type * as L from 'leaflet'

/** What lies over the tiles, the lowest first. */
const PANES = { crossings: 420, checkpoints: 440 } as const
export type PaneName = keyof typeof PANES

/** The pane of this name, made if the map has none yet. */
export const ensurePane = (map: L.Map, name: PaneName): string => {
  const paneName = `kakou-${name}`
  if (!map.getPane(paneName)) {
    const pane = map.createPane(paneName)
    pane.style.zIndex = String(PANES[name])
  }
  return paneName
}
