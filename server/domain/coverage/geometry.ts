/** Mean Earth radius in metres (IUGG), for haversine distances. */
const EARTH_RADIUS_METRES = 6_371_008.8

/** What is nearer than this, in degrees, is the same place: the precision of OpenStreetMap's own coordinates. */
export const SAME_PLACE_DEGREES = 1e-7

/** Distances to roads that differ by less than this, in degrees, are equal. */
export const EQUAL_DISTANCE_DEGREES = 1e-9

const RADIANS = Math.PI / 180

/** Metres of one degree of latitude. */
export const METRES_PER_DEGREE = EARTH_RADIUS_METRES * RADIANS

/** Haversine distance in metres. */
export function metresBetween(lng1: number, lat1: number, lng2: number, lat2: number): number {
  const sinLat = Math.sin(((lat2 - lat1) * RADIANS) / 2)
  const sinLng = Math.sin(((lng2 - lng1) * RADIANS) / 2)
  const h = sinLat * sinLat + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * sinLng * sinLng
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** How much shorter a degree of longitude is than one of latitude there. */
export function longitudeScale(lat: number): number {
  return Math.cos(lat * RADIANS)
}

/** Where along the edge a-b (0 to 1) the nearest point to p lies, with longitudes scaled by `scale`. */
export function nearestOnEdge(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  scale: number,
): number {
  const dx = (bx - ax) * scale
  const dy = by - ay
  const squared = dx * dx + dy * dy
  if (squared === 0) return 0
  const t = ((px - ax) * scale * dx + (py - ay) * dy) / squared
  return t < 0 ? 0 : t > 1 ? 1 : t
}

/** Distance in degrees of latitude from p to the point at `t` along a-b, with longitudes scaled by `scale`. */
export function degreesToEdgePoint(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  t: number,
  scale: number,
): number {
  return Math.hypot((px - (ax + (bx - ax) * t)) * scale, py - (ay + (by - ay) * t))
}

/** The half sides, in degrees, of a box that surely holds every point within `metres` of a place at that latitude. */
export function boxAround(lat: number, metres: number): { lng: number; lat: number } {
  const latDegrees = (metres / METRES_PER_DEGREE) * 1.001 + SAME_PLACE_DEGREES
  const nearestPole = Math.min(89.9, Math.abs(lat) + latDegrees)
  return { lng: latDegrees / longitudeScale(nearestPole), lat: latDegrees }
}
