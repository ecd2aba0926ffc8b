import { SEGMENT_STATES } from '#domain/coverage/reach'
import { CUT } from '#domain/coverage/trial'
import type { SegmentRanges } from '../../_map/road-network'
import type { Coverage } from '../coverage-data'
import type { TrialAnswer } from './messages'

/** What the engine found, as the room shows coverage. */
export const triedCoverage = ({ result, states, pieces, roads, network }: TrialAnswer): Coverage => ({
  version: 'what-if',
  network,
  summary: result.summary,
  crossings: result.crossings,
  places: result.places,
  segments: rangesOf(states, pieces),
  roads,
})

const rangesOf = (states: Uint8Array, pieces: TrialAnswer['pieces']): SegmentRanges => {
  const ranges: [number, number][][] = [[], [], [], [], []]
  let from = 0
  for (let segment = 1; segment <= states.length; segment++) {
    if (segment < states.length && states[segment] === states[from]) continue
    ranges[states[from] ?? 0]?.push([from, segment - 1])
    from = segment
  }
  const of = (name: (typeof SEGMENT_STATES)[number]) => ranges[SEGMENT_STATES.indexOf(name)] ?? []
  return {
    exposed: of('exposed'),
    lapsed: of('lapsed'),
    unreachable: of('unreachable'),
    cut: ranges[CUT] ?? [],
    pieces: pieces.map(({ segment, state, path }) => ({
      segment,
      state: SEGMENT_STATES[state] ?? 'monitored',
      path,
    })),
  }
}
