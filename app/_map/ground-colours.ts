/**
 * Colours of the map, read from the tokens in force where it stands: canvas knows no custom properties. Dark is live,
 * paper is work.
 */

export type Ground = 'dark' | 'paper'

/** Monitored roads, motorway to track. */
type RoadColours = readonly [string, string, string, string, string, string, string]

export interface GroundColours {
  outside: string
  land: string
  water: string
  waterLabel: string
  boundary: string
  band: string
  roads: RoadColours
  /** Roads outside the boundary, one grey, seen through the veil. */
  outsideRoad: string
  exposed: string
  lapsed: string
  unreachable: string
  /** Under exposed and lapsed roads, so that they stand off whatever they cross. */
  troubleCasing: string
  /** Bypass lines and names of trouble. */
  ink: string
  text: readonly [string, string, string]
  shieldFill: string
  shieldEdge: string
  /** Bands under roads where one plan is the better, or the worse, of two. */
  better: string
  worse: string
}

/** `element` stands on the ground named; an unknown token is drawn as nothing. */
export const readColours = (element: Element, ground: Ground): GroundColours => {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim() || 'transparent'
  const dark = ground === 'dark'
  return {
    outside: token('map-outside'),
    land: token('map-land'),
    water: token('map-water'),
    waterLabel: token('map-water-label'),
    boundary: token('map-boundary'),
    band: token('map-band'),
    roads: [
      token('road-motorway'),
      token('road-trunk'),
      token('road-primary'),
      token('road-secondary'),
      token('road-tertiary'),
      token('road-smaller'),
      token('road-track'),
    ],
    outsideRoad: token(dark ? 'road-track' : 'road-smaller'),
    exposed: token('road-exposed'),
    lapsed: token('road-lapsed'),
    unreachable: token('map-boundary'),
    troubleCasing: token(dark ? 'mark-casing' : 'map-land'),
    ink: token('selected'),
    text: [token('text-1'), token('text-2'), token('text-3')],
    shieldFill: token(dark ? 'map-band' : 'surface'),
    shieldEdge: token('edge'),
    better: token('diff-better'),
    worse: token('diff-worse'),
  }
}
