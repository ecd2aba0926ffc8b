import { compareText } from '../coverage/crossings'
import { type CheckpointState, STOP_PLANNED, STOP_WORKING, stopOfState } from '../coverage/points'
import { LAPSED, SEGMENT_STATES, segmentStates } from '../coverage/reach'
import { roundMetres } from '../coverage/result'
import { namesByPeople, peopleOf, placesReached, ReachTrial, type Situation } from './situation'

const MONITORED = SEGMENT_STATES.indexOf('monitored')

/** What opens up where one checkpoint stops working. */
export interface Loss {
  code: string
  people: number
  places: string[]
  /** Metres of road that lapse. */
  metres: number
}

/** The working checkpoints by what their loss would expose: most people first, then most road, then by code. */
export function lossRanking(situation: Situation): Loss[] {
  const { placed, states } = situation
  const trial = new ReachTrial(situation)
  const before = new Set(placesReached(placed, situation.level).places)
  const roadBefore = openMetres(situation, situation.level)
  const losses = placed.checkpoints.flatMap((checkpoint, at): Loss[] => {
    if (stopOfState(states[at] ?? 'open') !== STOP_WORKING) return []
    if (!isMet(situation, checkpoint.nodes)) return [{ code: checkpoint.code, people: 0, places: [], metres: 0 }]
    const level = trial.levelUnder(withState(states, at, 'offline'))
    const places = placesReached(placed, level).places.filter((place) => !before.has(place))
    const metres = roundMetres(openMetres(situation, level) - roadBefore)
    return [{ code: checkpoint.code, people: peopleOf(placed, places), places: namesByPeople(placed, places), metres }]
  })
  return losses.sort((a, b) => b.people - a.people || b.metres - a.metres || compareText(a.code, b.code))
}

/** Checkpoints that could be given up. */
export interface SparePoints {
  /** Each by itself: nothing would be exposed, on any road. */
  alone: string[]
  /** All of these at once, found by giving up one after the other. */
  together: string[]
}

/** Existing checkpoints without which no road and no place would be exposed or lapse that is not so already. */
export function sparePoints(situation: Situation): SparePoints {
  const { placed, states } = situation
  const trial = new ReachTrial(situation)
  const before = stateOfSegments(situation, situation.level)
  const isSafe = (changed: readonly CheckpointState[]) => {
    const level = trial.levelUnder(changed)
    const after = stateOfSegments(situation, level)
    return (
      after.every((state, segment) => state >= (before[segment] ?? 0)) &&
      // A place under a checkpoint is open once that is gone, though no road changes.
      placed.places.every((place) => place.where !== 'road' || isNoWorse(situation.level, level, place.node))
    )
  }
  const existing = placed.checkpoints.flatMap((checkpoint, at) => {
    const stop = stopOfState(states[at] ?? 'open')
    return stop === 0 || stop === STOP_PLANNED ? [] : [{ at, code: checkpoint.code, nodes: checkpoint.nodes }]
  })
  existing.sort((a, b) => compareText(a.code, b.code))
  const alone = existing.filter(({ at, nodes }) => !isMet(situation, nodes) || isSafe(withState(states, at, 'closed')))
  let given: readonly CheckpointState[] = states
  const together: string[] = []
  for (const { at, code } of alone) {
    const tried = withState(given, at, 'closed')
    if (!isSafe(tried)) continue
    given = tried
    together.push(code)
  }
  return { alone: alone.map(({ code }) => code), together }
}

function isNoWorse(before: Uint8Array, after: Uint8Array, node: number): boolean {
  return Math.min(after[node] ?? MONITORED, MONITORED) >= Math.min(before[node] ?? MONITORED, MONITORED)
}

function withState(states: readonly CheckpointState[], at: number, state: CheckpointState): CheckpointState[] {
  return states.map((own, index) => (index === at ? state : own))
}

/** Whether anything that is reached now leads to one of the nodes: only then can their stop make a difference. */
function isMet({ placed, level }: Situation, nodes: readonly number[]): boolean {
  const { graph, network } = placed
  const { start, node: other } = graph.adjacency
  return nodes.some((node) => {
    if (network.sources.includes(node) || (level[node] ?? 0) <= LAPSED) return true
    for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
      if ((level[other[at] ?? 0] ?? 0) <= LAPSED) return true
    }
    return false
  })
}

function stateOfSegments({ placed }: Situation, level: Uint8Array): Uint8Array {
  const states = new Uint8Array(placed.graph.insideCount)
  segmentStates(placed.graph, level, states)
  // Monitored and unreachable are one here: neither is open to whoever passes no checkpoint.
  return states.map((state) => Math.min(state, MONITORED))
}

function openMetres(situation: Situation, level: Uint8Array): number {
  let metres = 0
  stateOfSegments(situation, level).forEach((state, segment) => {
    if (state <= LAPSED) metres += situation.placed.graph.metres[segment] ?? 0
  })
  return metres
}
