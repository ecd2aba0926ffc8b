import type { PlacedNetwork } from './placed-network'
import type { CheckpointState } from './points'
import { STOP_CLOSURE, stopOfState } from './points'

/**
 * The stops of every node, bits of points.ts, written to `stops`. `states` in the order of the placed checkpoints;
 * `lifted` says which closures, by index, do not stand.
 */
export function markStops(
  placed: PlacedNetwork,
  states: readonly CheckpointState[],
  stops: Uint8Array,
  lifted: (closure: number) => boolean = () => false,
): void {
  stops.fill(0)
  placed.checkpoints.forEach((checkpoint, at) => {
    const bit = stopOfState(states[at] ?? 'open')
    for (const node of checkpoint.nodes) stops[node] = (stops[node] ?? 0) | bit
  })
  placed.closures.forEach((closure, at) => {
    if (lifted(at)) return
    for (const node of closure.nodes) stops[node] = (stops[node] ?? 0) | STOP_CLOSURE
  })
}
