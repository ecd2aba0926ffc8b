/**
 * Web Mercator at zoom 0: the world is a square of 256 px, x eastwards, y southwards. A point of the screen at zoom z
 * is its world coordinate times 2^z. Kept apart from Leaflet so that 300,000 vertices cost no object each.
 */

const WORLD_PX = 256
const EQUATOR_METRES = 40_075_016.686

/** Degrees east to world px. */
export const worldX = (lng: number): number => WORLD_PX * (lng / 360 + 0.5)

/** Degrees north to world px. Latitudes beyond Mercator's 85.05 are held at it. */
export const worldY = (lat: number): number => {
  const sine = Math.min(0.9962, Math.max(-0.9962, Math.sin((lat * Math.PI) / 180)))
  return WORLD_PX * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))
}

/** Ground metres of one CSS px at a latitude and a zoom. */
export const metresPerPixel = (lat: number, zoom: number): number =>
  (EQUATOR_METRES * Math.cos((lat * Math.PI) / 180)) / (WORLD_PX * 2 ** zoom)

/** World px to degrees east. */
export const lngOf = (x: number): number => (x / WORLD_PX - 0.5) * 360

/** World px to degrees north. */
export const latOf = (y: number): number => (Math.atan(Math.sinh(2 * Math.PI * (0.5 - y / WORLD_PX))) * 180) / Math.PI
