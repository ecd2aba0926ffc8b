import type { CheckpointLive, Closure } from '#protocol/live'
import type { MarkerSpec } from '../_map/glyph-markers'
import type { MapLabel } from '../_map/map-label'
import { worldX, worldY } from '../_map/mercator'
import type { everyRoom } from '../_text/every-room'
import { number } from '../_text/format'
import type { planner } from '../_text/planner'
import { CHECKPOINT_GLYPHS, CROSSING_GLYPHS, glyphOfState } from '../_ui/glyphs'
import type { CrossingGroup } from './crossing-groups'
import { roadName } from './road-words'

type Shared = (typeof everyRoom)['zh']
type Words = (typeof planner)['zh']

/** A checkpoint as far as this map shows it. */
type Standing = Pick<CheckpointLive, 'code' | 'name' | 'state' | 'lng' | 'lat'>

const CLOSURE_PREFIX = 'closure:'

/** Every way into the county as a diamond; those that need a point lie on top. */
export const crossingDiamonds = (
  groups: readonly CrossingGroup[],
  selected: string | null,
  { shared, words }: { shared: Shared; words: Words },
): MarkerSpec[] =>
  groups.map(({ id, state, lead, population }): MarkerSpec => {
    const title = `${roadName(lead.road, words)} ${shared.crossing[state]}`
    const people = population > 0 ? [`${number(population)} ${words.canEnter}`] : []
    return {
      id,
      lng: lead.lng,
      lat: lead.lat,
      glyph: CROSSING_GLYPHS[state],
      label: [title, ...people].join(' · '),
      tip: [title, ...people],
      alarm: false,
      selected: id === selected,
      urgency: state === 'unmonitored' ? 4 : state === 'on-paper' ? 3 : state === 'planned' ? 2 : 1,
    }
  })

/** Checkpoints and closures as they stand; here they are the background of the crossings. */
export const standingMarkers = (
  checkpoints: readonly Standing[],
  closures: readonly Closure[],
  shared: Shared,
): MarkerSpec[] => [
  ...checkpoints.flatMap(({ code, name, state, lng, lat }): MarkerSpec[] => {
    if (lng === undefined || lat === undefined) return []
    const label = `${name ?? code} · ${shared.state[state]}`
    // On paper an alarm is the command's affair: the planner sees a point that works.
    const glyph = CHECKPOINT_GLYPHS[glyphOfState(state === 'alarm' ? 'reporting' : state)]
    return [{ id: code, lng, lat, glyph, label, tip: [label], alarm: false, selected: false, urgency: 2 }]
  }),
  ...closures.map(({ code, name, lng, lat, authority, document }): MarkerSpec => {
    const label = `${name} · ${shared.state.closure}`
    const tip = [label, authority, document].filter((line) => line !== '')
    const glyph = CHECKPOINT_GLYPHS.closure
    return { id: CLOSURE_PREFIX + code, lng, lat, glyph, label, tip, alarm: false, selected: false, urgency: 2 }
  }),
]

export const standingLabels = (checkpoints: readonly Standing[], closures: readonly Closure[]): MapLabel[] => [
  ...checkpoints.flatMap(({ code, name, state, lng, lat }): MapLabel[] =>
    lng === undefined || lat === undefined
      ? []
      : [
          {
            kind: 'point',
            x: worldX(lng),
            y: worldY(lat),
            text: name ?? code,
            reach: CHECKPOINT_GLYPHS[glyphOfState(state)].reach,
            faint: state === 'closed',
            nearOnly: state !== 'planned' && state !== 'offline' && state !== 'unstaffed',
          },
        ],
  ),
  ...closures.map(
    ({ name, lng, lat }): MapLabel => ({
      kind: 'point',
      x: worldX(lng),
      y: worldY(lat),
      text: name,
      reach: CHECKPOINT_GLYPHS.closure.reach,
    }),
  ),
]
