import type { CrossingGroup } from '#domain/coverage/crossing-groups'
import type { MarkerSpec } from '../../_map/marker-spec'
import type { everyRoom } from '../../_text/every-room'
import { number } from '../../_text/format'
import type { planner } from '../../_text/planner'
import { CROSSING_GLYPHS } from '../../_ui/glyphs'
import { roadName } from '../road-words'

type Shared = (typeof everyRoom)['zh']
type Words = (typeof planner)['zh']

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
