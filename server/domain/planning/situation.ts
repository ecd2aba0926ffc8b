import { type Core, coresOf } from '../coverage/core'
import type { PlacedNetwork } from '../coverage/placed-network'
import type { CheckpointState } from '../coverage/points'
import { LAPSED, reach, reachSpace } from '../coverage/reach'
import { markStops } from '../coverage/stops'

/** A placed network under the states of its checkpoints: what every piece of advice starts from. */
export interface Situation {
  placed: PlacedNetwork
  /** In the order of the placed checkpoints. */
  states: readonly CheckpointState[]
  lifted: (closure: number) => boolean
  /** Bits of points.ts by node. */
  stops: Uint8Array
  /** EXPOSED, LAPSED or MONITORED (reach.ts): under which each node is first reached. */
  level: Uint8Array
  cores: readonly Core[]
}

export function situationOf(
  placed: PlacedNetwork,
  states: readonly CheckpointState[],
  lifted: (closure: number) => boolean = () => false,
): Situation {
  const nodeCount = placed.graph.nodeLng.length
  const stops = new Uint8Array(nodeCount)
  markStops(placed, states, stops, lifted)
  const space = reachSpace(nodeCount)
  reach(placed.graph, placed.network.sources, stops, space)
  return { placed, states, lifted, stops, level: space.level, cores: coresOf(placed, stops) }
}

/** Places, by index, that some level of reach comes to past every working checkpoint, and their people. */
interface Reached {
  places: number[]
  people: number
}

/** What is reached with other stops, or with segments that nothing passes. Keeps its memory between questions. */
export class ReachTrial {
  private readonly space
  private readonly stops: Uint8Array
  private readonly arcs: Uint8Array

  constructor(private readonly situation: Situation) {
    const { graph } = situation.placed
    this.space = reachSpace(graph.nodeLng.length)
    this.stops = situation.stops.slice()
    this.arcs = graph.arcs.slice()
  }

  /** Levels by node with new points half way along those segments; valid until the next question. */
  levelWithout(blocked: Iterable<number>): Uint8Array {
    const { graph, network } = this.situation.placed
    for (const segment of blocked) this.arcs[segment] = 0
    reach({ ...graph, arcs: this.arcs }, network.sources, this.stops, this.space)
    for (const segment of blocked) this.arcs[segment] = graph.arcs[segment] ?? 0
    return this.space.level
  }

  /** Levels by node under other states of the checkpoints; valid until the next question. */
  levelUnder(states: readonly CheckpointState[]): Uint8Array {
    const { placed, lifted, stops } = this.situation
    markStops(placed, states, this.stops, lifted)
    reach(placed.graph, placed.network.sources, this.stops, this.space)
    this.stops.set(stops)
    return this.space.level
  }
}

/** The places whose core is reached past every working checkpoint: what seal and frontier speak of. */
export function coresReached({ placed, cores }: Situation, level: Uint8Array): Reached {
  const places = cores
    .filter((core) => core.nodes.some((node) => (level[node] ?? 0) <= LAPSED))
    .map((core) => core.place)
  return { places, people: peopleOf(placed, places) }
}

/** The places whose own node is reached past every working checkpoint: exposed or lapsed, as coverage says. */
export function placesReached(placed: PlacedNetwork, level: Uint8Array): Reached {
  const places: number[] = []
  placed.places.forEach((place, at) => {
    if (place.where === 'road' && (level[place.node] ?? 0) <= LAPSED) places.push(at)
  })
  return { places, people: peopleOf(placed, places) }
}

export function peopleOf(placed: PlacedNetwork, places: readonly number[]): number {
  return places.reduce((sum, place) => sum + (placed.points.places[place]?.population ?? 0), 0)
}

/** Names of places, most people first, then by name. */
export function namesByPeople(placed: PlacedNetwork, places: readonly number[]): string[] {
  return places
    .flatMap((place) => placed.points.places[place] ?? [])
    .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name }) => name)
}
