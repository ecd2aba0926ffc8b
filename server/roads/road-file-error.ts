/** What can be wrong with a file of roads, a boundary or points: a closed list. */
export type RoadFault =
  /** The file can't be opened or read. */
  | { kind: 'unreadable'; reason: string }
  /** The file ends in the middle of something. */
  | { kind: 'cut-off'; byte: number; within: string }
  /** The bytes there are not what the format asks for. */
  | { kind: 'damaged'; byte: number; reason: string }
  /** Not a file of a kind that is read here. */
  | { kind: 'other-kind'; looksLike: string; wanted: string }
  /** The file says that it can only be understood by a reader that knows this feature. */
  | { kind: 'unknown-feature'; feature: string }
  /** One part of the file, or the file as a whole, is larger than a reader may hold. */
  | { kind: 'too-large'; what: string; bytes: number; limit: number }
  /** Nothing in it is a road. */
  | { kind: 'no-roads'; reason: string }
  /** The roads and the boundary don't meet. */
  /** `perhaps` exchanged: with longitude and latitude exchanged they would. */
  | { kind: 'outside-boundary'; kilometres: number; perhaps: 'exchanged' | null }
  /** A ring of the boundary does not end where it begins. */
  | { kind: 'open-ring'; ring: string; start: [number, number]; end: [number, number] }
  /** A ring of the boundary crosses itself. */
  | { kind: 'crossed-ring'; ring: string; at: [number, number] }
  /** A boundary relation names ways that the file does not hold. */
  | { kind: 'missing-ways'; relation: number; ways: readonly number[] }
  /** A boundary that is no Polygon or MultiPolygon. */
  | { kind: 'not-a-polygon'; found: string }
  /** A position beyond the range of degrees. */
  | { kind: 'out-of-range'; where: string; lng: number; lat: number }
  /** A feature of a file of points that can't be used. */
  | { kind: 'bad-point'; where: string; reason: string }

/** A file that can't be used, with the fault and words for the person who chose the file. */
export class RoadFileError extends Error {
  override readonly name = 'RoadFileError'

  constructor(
    readonly file: string,
    readonly fault: RoadFault,
  ) {
    super(`${file}: ${describeFault(fault)}`)
  }
}

/** One line of English on what is wrong and where. */
function describeFault(fault: RoadFault): string {
  switch (fault.kind) {
    case 'unreadable':
      return `cannot be read: ${fault.reason}`
    case 'cut-off':
      return `is cut off at byte ${fault.byte}, within ${fault.within}: copy or download it again`
    case 'damaged':
      return `is damaged at byte ${fault.byte}: ${fault.reason}`
    case 'other-kind':
      return `is of another kind: it looks like ${fault.looksLike}, wanted is ${fault.wanted}`
    case 'unknown-feature':
      return `needs a reader that knows the feature "${fault.feature}", which this one does not`
    case 'too-large':
      return `is too large: ${fault.what} has ${fault.bytes} bytes, at most ${fault.limit} are read`
    case 'no-roads':
      return `has no roads: ${fault.reason}`
    case 'outside-boundary':
      return `has no road inside the boundary: the boundary lies ${fault.kilometres} km from these roads; ${
        fault.perhaps === 'exchanged'
          ? 'one of them has latitude and longitude exchanged'
          : 'is one in GCJ-02 or with latitude and longitude exchanged?'
      }`
    case 'open-ring':
      return `has an unclosed boundary ring: ${fault.ring} begins at ${position(fault.start)} and ends at ${position(fault.end)}`
    case 'crossed-ring':
      return `has a boundary that crosses itself: ${fault.ring}, at ${position(fault.at)}`
    case 'missing-ways':
      return `has an unclosed boundary: relation ${fault.relation} lacks way ${fault.ways.join(', way ')}`
    case 'not-a-polygon':
      return `is no boundary: wanted is one GeoJSON Polygon or MultiPolygon, found ${fault.found}`
    case 'out-of-range':
      return `has coordinates out of range at ${fault.where}: ${fault.lng}, ${fault.lat} (wanted are degrees, longitude first; is the file in a projection?)`
    case 'bad-point':
      return `has a point that cannot be used, ${fault.where}: ${fault.reason}`
  }
}

function position([lng, lat]: [number, number]): string {
  return `${lng}, ${lat}`
}

/** Throws `out-of-range` unless the position is one on Earth. */
export function checkPosition(file: string, where: string, lng: unknown, lat: unknown): [number, number] {
  if (typeof lng === 'number' && typeof lat === 'number' && Math.abs(lng) <= 180 && Math.abs(lat) <= 90) {
    return [lng, lat]
  }
  throw new RoadFileError(file, { kind: 'out-of-range', where, lng: Number(lng), lat: Number(lat) })
}
