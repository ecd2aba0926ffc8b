import type { MapLabel } from '../../_map/map-label'
import type { MarkerSpec } from '../../_map/marker-spec'
import { worldX, worldY } from '../../_map/mercator'
import type { everyRoom } from '../../_text/every-room'
import type { planWords } from '../../_text/planner-plan'
import { CHECKPOINT_GLYPHS, type Glyph, glyphOfState } from '../../_ui/glyphs'
import type { Post } from '../_plan/post'

type Shared = (typeof everyRoom)['zh']
type Words = (typeof planWords)['zh']

/** A road closed in a plan: the closure's shape in the plan's colour and dash, so that it never looks shut already. */
const PLANNED_CLOSURE: Glyph = {
  reach: 11,
  layers: [
    { d: 'M-8 -8H8V8H-8Z', fill: 'mark-casing', stroke: 'mark-casing', width: 5 },
    { d: 'M-8 -8H8V8H-8Z', stroke: 'mark-planned', width: 2.4, dash: [3.6, 2.4], cap: 'butt' },
    { d: 'M-5 0H5', stroke: 'mark-planned', width: 3.6, cap: 'butt' },
  ],
}

/** What a plan changes is drawn as planned or as gone, never as a post that works now. */
export const glyphOfPost = ({ kind, state, change }: Post): Glyph => {
  if (change === 'closed') return PLANNED_CLOSURE
  if (change === 'new' || change === 'moved' || change === 'on') return CHECKPOINT_GLYPHS.planned
  if (change === 'off') return CHECKPOINT_GLYPHS.offline
  if (change === 'removed' || change === 'lifted') return CHECKPOINT_GLYPHS.withdrawn
  if (kind === 'closure') return CHECKPOINT_GLYPHS.closure
  // On paper an alarm is the command's affair: the planner sees a point that works.
  return CHECKPOINT_GLYPHS[glyphOfState(state === 'alarm' || state === null ? 'reporting' : state)]
}

export const nameOfPost = ({ id, kind, name }: Post, words: Words): string =>
  name ?? (kind === 'closure' ? words.closure(id.slice(1)) : words.point(id.slice(1)))

/** How it stands, then what the plan makes of it. */
export const stateOfPost = ({ kind, state, change }: Post, shared: Shared, words: Words): string => {
  const now = kind === 'closure' ? shared.state.closure : state === null ? '' : shared.state[state]
  if (change === null) return now
  const planned = words.changed[change]
  return change === 'new' || change === 'closed' ? planned : `${now} → ${planned}`
}

export const postMarkers = (
  posts: readonly Post[],
  selected: string | null,
  { shared, words }: { shared: Shared; words: Words },
): MarkerSpec[] =>
  posts.map((post): MarkerSpec => {
    const label = `${nameOfPost(post, words)} · ${stateOfPost(post, shared, words)}`
    return {
      id: post.key,
      lng: post.lng,
      lat: post.lat,
      glyph: glyphOfPost(post),
      label,
      tip: [label, ...post.notes],
      alarm: false,
      selected: post.key === selected,
      urgency: post.change === null ? 2 : 5,
      movable: post.change !== 'removed' && (post.kind === 'checkpoint' || post.change === 'closed'),
    }
  })

export const postLabels = (posts: readonly Post[], words: Words): MapLabel[] =>
  posts.map((post): MapLabel => {
    const { lng, lat, state, change } = post
    return {
      kind: change === null ? 'point' : 'trouble',
      x: worldX(lng),
      y: worldY(lat),
      text: nameOfPost(post, words),
      reach: glyphOfPost(post).reach,
      faint: change === null ? state === 'closed' : change === 'removed' || change === 'lifted',
      nearOnly:
        change === null && (state === 'reporting' || state === 'quiet' || state === 'alarm' || state === 'closed'),
    }
  })
