import type { CheckpointLive, Closure, LiveCoverage } from '#protocol/live'
import { byTrouble, nameOf } from '../_live/alert-order'
import { waysIn } from '../_live/coverage-figures'
import type { everyRoom } from '../_text/every-room'
import { number } from '../_text/format'
import type { mapWords } from '../_text/map'
import { CHECKPOINT_GLYPHS, CROSSING_GLYPHS, glyphOfState } from '../_ui/glyphs'
import type { MapLabel } from './map-label'
import type { MarkerSpec } from './marker-spec'
import { worldX, worldY } from './mercator'
import { nearestRoad, roadNameOf } from './nearest-road'
import type { RoadNetwork } from './road-network'

/** The live picture as markers and names for the map. Pure: words and ages come in. */

type Shared = (typeof everyRoom)['zh']
type Words = (typeof mapWords)['zh']

interface MarkerContext {
  /** Open alarms by checkpoint code. */
  alarms: ReadonlyMap<string, number>
  /** Selected checkpoint. */
  selected: string | null
  /** The server's time, ms. */
  now: number
  /** A stretch of time in words. */
  duration: (milliseconds: number) => string
  shared: Shared
  words: Words
}

export const CLOSURE_PREFIX = 'closure:'

const URGENCY: Record<CheckpointLive['state'], number> = {
  alarm: 6,
  offline: 5,
  unstaffed: 5,
  planned: 3,
  closed: 1,
  quiet: 2,
  reporting: 2,
}

/** The state in words, an absence with its age. */
const stateWords = (checkpoint: CheckpointLive, { alarms, now, duration, shared, words }: MarkerContext): string => {
  const count = alarms.get(checkpoint.code) ?? 0
  if (checkpoint.state === 'alarm' && count > 0) return words.alarms(count)
  if (checkpoint.state === 'offline' && checkpoint.seenAt)
    return shared.offlineFor(duration(now - Date.parse(checkpoint.seenAt)))
  return shared.state[checkpoint.state]
}

const isPlaced = (one: CheckpointLive): one is CheckpointLive & { lng: number; lat: number } =>
  one.lng !== undefined && one.lat !== undefined

/** Of a context, the marker of each checkpoint as it was: what did not change is the same object, and costs nothing. */
const made = new WeakMap<MarkerContext, WeakMap<CheckpointLive, MarkerSpec>>()

/** Name, state and figures. */
const linesOf = (checkpoint: CheckpointLive, context: MarkerContext): readonly string[] => {
  const { today, hour, state } = checkpoint
  const { words } = context
  const named = [nameOf(checkpoint), stateWords(checkpoint, context)]
  if (state === 'planned' || state === 'closed') return named
  return [
    ...named,
    words.today(number(today.vehiclesIn + today.vehiclesOut), number(today.people)),
    words.lastHour(number(hour.vehiclesIn + hour.vehiclesOut), number(hour.people)),
    ...(today.highReadings > 0 ? [words.fevers(number(today.fevers), number(today.highReadings))] : []),
  ]
}

const markerOf = (checkpoint: CheckpointLive & { lng: number; lat: number }, context: MarkerContext): MarkerSpec => {
  const { state } = checkpoint
  const alarms = context.alarms.get(checkpoint.code) ?? 0
  // Of thousands only those that are elements say anything: the words are made when they are asked for.
  let made: readonly string[] | null = null
  const lines = () => {
    made ??= linesOf(checkpoint, context)
    return made
  }
  return {
    id: checkpoint.code,
    lng: checkpoint.lng,
    lat: checkpoint.lat,
    glyph: CHECKPOINT_GLYPHS[glyphOfState(state)],
    count: state === 'alarm' ? String(Math.max(1, alarms)) : undefined,
    get label() {
      return lines().join(' · ')
    },
    get tip() {
      return lines()
    },
    alarm: state === 'alarm',
    selected: checkpoint.code === context.selected,
    urgency: URGENCY[state],
  }
}

export const checkpointMarkers = (
  checkpoints: readonly CheckpointLive[],
  closures: readonly Closure[],
  context: MarkerContext,
): MarkerSpec[] => [
  ...byTrouble(checkpoints)
    .filter(isPlaced)
    .map((checkpoint): MarkerSpec => {
      const known = made.get(context) ?? new WeakMap<CheckpointLive, MarkerSpec>()
      made.set(context, known)
      const marker = known.get(checkpoint) ?? markerOf(checkpoint, context)
      known.set(checkpoint, marker)
      return marker
    }),
  ...closures.map(
    (closure): MarkerSpec => ({
      id: CLOSURE_PREFIX + closure.code,
      lng: closure.lng,
      lat: closure.lat,
      glyph: CHECKPOINT_GLYPHS.closure,
      label: `${closure.name} · ${context.shared.state.closure}`,
      tip: [closure.name, context.shared.state.closure, closure.authority, closure.document].filter(
        (line) => line !== '',
      ),
      alarm: false,
      selected: false,
      urgency: 3,
    }),
  ),
]

/** Rings around a glyph from which its name keeps clear: an alarm's own, and that of what is selected. */
const ringPx = ({ state, code }: CheckpointLive, { selected }: MarkerContext): number =>
  state === 'alarm' ? 20 : code === selected ? 10 : 0

/** Reporting and quiet are named only near to; the rest always. */
export const checkpointLabels = (
  checkpoints: readonly CheckpointLive[],
  closures: readonly Closure[],
  context: MarkerContext,
): MapLabel[] => [
  ...byTrouble(checkpoints)
    .filter(isPlaced)
    .map((checkpoint): MapLabel => {
      const { state } = checkpoint
      const trouble = state === 'alarm' || state === 'offline' || state === 'unstaffed'
      return {
        kind: state === 'alarm' ? 'alarm' : trouble ? 'trouble' : 'point',
        x: worldX(checkpoint.lng),
        y: worldY(checkpoint.lat),
        text: nameOf(checkpoint),
        note: trouble ? stateWords(checkpoint, context) : undefined,
        reach: CHECKPOINT_GLYPHS[glyphOfState(state)].reach + ringPx(checkpoint, context),
        faint: state === 'closed',
        nearOnly: state === 'reporting' || state === 'quiet',
      }
    }),
  ...closures.map(
    (closure): MapLabel => ({
      kind: 'point',
      x: worldX(closure.lng),
      y: worldY(closure.lat),
      text: closure.name,
      reach: CHECKPOINT_GLYPHS.closure.reach,
    }),
  ),
]

/** The crossings that nobody watches, as diamonds; the road there is named. */
export const crossingMarkers = (
  coverage: LiveCoverage | null,
  network: RoadNetwork | null,
  { shared, words }: Pick<MarkerContext, 'shared' | 'words'>,
): MarkerSpec[] =>
  waysIn(coverage?.crossings ?? [], 'unmonitored').flatMap(({ id }): MarkerSpec[] => {
    const [lng, lat] = id.split(',').map(Number)
    if (lng === undefined || lat === undefined || !Number.isFinite(lng) || !Number.isFinite(lat)) return []
    const nearest = network ? nearestRoad(network, lng, lat) : null
    const road = network && nearest ? roadNameOf(network, nearest.segment) : ''
    const title = [road, shared.crossing.unmonitored].filter((word) => word !== '').join(' ')
    return [
      {
        id,
        lng,
        lat,
        glyph: CROSSING_GLYPHS.unmonitored,
        label: `${title} · ${words.crossingTip}`,
        tip: [title, words.crossingTip],
        alarm: false,
        selected: false,
        urgency: 1,
      },
    ]
  })
