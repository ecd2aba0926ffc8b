/**
 * GCJ-02 (火星坐标系), the shifted datum of Chinese public maps, to WGS 84. The shift is a published approximation (there is no
 * official formula): ellipsoid of Krasovsky 1940, some 300 to 700 m, undone by iteration to under a millimetre.
 */
const SEMI_MAJOR_METRES = 6_378_245
const ECCENTRICITY_SQUARED = 0.006693421622965943
const ITERATIONS = 12

/** The box within which maps are shifted, in degrees. */
function isShifted(lng: number, lat: number): boolean {
  return lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271
}

/** WGS 84 to GCJ-02, degrees; outside China nothing is shifted. */
export function toGcj02(lng: number, lat: number): [number, number] {
  if (!isShifted(lng, lat)) return [lng, lat]
  const x = lng - 105
  const y = lat - 35
  const shared = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)
  const root = Math.sqrt(Math.abs(x))
  const northMetres =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    shared +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3)
  const eastMetres =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    shared +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3)
  const radians = (lat / 180) * Math.PI
  const bulge = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2
  const metresNorth = (((SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / (bulge * Math.sqrt(bulge))) * Math.PI) / 180
  const metresEast = ((SEMI_MAJOR_METRES / Math.sqrt(bulge)) * Math.cos(radians) * Math.PI) / 180
  return [lng + eastMetres / metresEast, lat + northMetres / metresNorth]
}

/** GCJ-02 to WGS 84, degrees. */
export function fromGcj02(lng: number, lat: number): [number, number] {
  let [x, y] = [lng, lat]
  for (let round = 0; round < ITERATIONS; round++) {
    const [shiftedLng, shiftedLat] = toGcj02(x, y)
    x += lng - shiftedLng
    y += lat - shiftedLat
  }
  return [x, y]
}
