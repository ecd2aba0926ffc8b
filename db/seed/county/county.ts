/** A generated county: what a seed lays into an empty database. Coordinates are WGS 84 degrees, `[lng, lat]`. */
export type Position = [number, number]

export interface Jurisdiction {
  /** GB/T 2260 and GB/T 10114 form: 6 digits a county, 9 a town, 12 a village; the numbers are not in use. */
  code: string
  name: string
  level: 'county' | 'town' | 'village'
  parent: string | null
}

export interface Way {
  id: number
  coordinates: Position[]
  /** One a vertex; ways meet where they share one. */
  nodes: number[]
  /** OpenStreetMap tags: `highway`, and where there are any `ref`, `name`, `oneway`, `layer`. */
  tags: Record<string, string>
}

export interface Water {
  name: string | null
  /** 3 the county's river, 2 a stream with a name, 1 a brook. */
  widthClass: 1 | 2 | 3
  coordinates: Position[]
}

export interface Place {
  code: string
  name: string
  place: 'county-seat' | 'town' | 'village'
  population: number
  lng: number
  lat: number
  inside: boolean
}

export interface NeighbourLabel {
  name: string
  lng: number
  lat: number
}

/** `silent` is an open checkpoint whose tablets send nothing; `unstaffed` one that nobody has signed on to. */
export type CheckpointCondition = 'staffed' | 'unstaffed' | 'silent' | 'planned' | 'closed'

export interface Checkpoint {
  code: string
  name: string
  kind: 'county-line' | 'motorway-exit' | 'town' | 'village'
  ring: 'county' | 'town' | 'village'
  jurisdiction: string
  lng: number
  lat: number
  /** Set by hand; the rest of a checkpoint's state follows from what it sends. */
  state: 'planned' | 'open' | 'closed'
  condition: CheckpointCondition
  road: string
  roadClass: string
  /** Where one comes from and goes to when passing inwards. */
  from: string
  to: string
  lanes: number
  /** Share of the county's traffic that passes here, all shares together 1. */
  share: number
}

export interface Closure {
  code: string
  name: string
  lng: number
  lat: number
  road: string
  authority: string
  document: string
  /** Whole days before and after the day on which the demo starts. */
  fromDays: number
  toDays: number
  responsible: string
  emergency: string
}

export interface County {
  seed: string
  code: string
  name: string
  jurisdictions: Jurisdiction[]
  boundary: { type: 'Polygon'; coordinates: Position[][] }
  ways: Way[]
  water: Water[]
  places: Place[]
  neighbours: NeighbourLabel[]
  checkpoints: Checkpoint[]
  closures: Closure[]
  /** Pieces of ways between nodes, before anything is cut or placed. */
  segments: number
}
