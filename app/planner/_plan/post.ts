import type { CheckpointLive, Closure } from '#protocol/live'
import type { Plan } from './plan'

/** A checkpoint or closure of the map and the list: as it stands, or as a plan has it. */
export interface Post {
  /** The checkpoint's code, `closure:CODE`, or `plan:ID`. */
  key: string
  /** What the plan's acts call it: a code, or the id of what only the plan knows. */
  id: string
  kind: 'checkpoint' | 'closure'
  /** Its name; null for what only the plan knows. */
  name: string | null
  lng: number
  lat: number
  /** Null for what only the plan knows. */
  state: CheckpointLive['state'] | null
  change: PostChange | null
  /** Authority and document of a closure that stands. */
  notes: readonly string[]
}

type PostChange = 'new' | 'closed' | 'moved' | 'removed' | 'off' | 'on' | 'lifted'

/** A checkpoint as far as this room shows it. */
export type Standing = Pick<CheckpointLive, 'code' | 'name' | 'state' | 'lng' | 'lat'>

const CLOSURE = 'closure:'
const PLAN = 'plan:'

/** Everything that stops passage, or did: first what the plan brings, then checkpoints, then closures, each by name. */
export const postsOf = (checkpoints: readonly Standing[], closures: readonly Closure[], plan: Plan): Post[] => {
  const only = { name: null, state: null, notes: [] }
  const byName = (a: Post, b: Post) => ((a.name ?? a.id) < (b.name ?? b.id) ? -1 : 1)
  return [
    ...plan.points.map((at): Post => ({ ...only, ...at, key: PLAN + at.id, kind: 'checkpoint', change: 'new' })),
    ...plan.closures.map((at): Post => ({ ...only, ...at, key: PLAN + at.id, kind: 'closure', change: 'closed' })),
    ...checkpoints
      .flatMap(({ code, name, state, lng, lat }): Post[] => {
        if (lng === undefined || lat === undefined) return []
        const at = plan.moved[code] ?? { lng, lat }
        const change = changeOf(plan, code)
        return [{ key: code, id: code, kind: 'checkpoint', name: name ?? code, ...at, state, change, notes: [] }]
      })
      .sort(byName),
    ...closures
      .map(
        ({ code, name, lng, lat, authority, document }): Post => ({
          key: CLOSURE + code,
          id: code,
          kind: 'closure',
          name,
          lng,
          lat,
          state: null,
          change: plan.lifted.includes(code) ? 'lifted' : null,
          notes: [authority, document].filter((line) => line !== ''),
        }),
      )
      .sort(byName),
  ]
}

const changeOf = ({ removed, off, on, moved }: Plan, code: string): PostChange | null => {
  if (removed.includes(code)) return 'removed'
  if (off.includes(code)) return 'off'
  if (Object.hasOwn(moved, code)) return 'moved'
  return on.includes(code) ? 'on' : null
}

/** Whether the post works as it stands: what switching off has to speak of. */
export const works = ({ kind, state }: Post): boolean =>
  kind === 'checkpoint' && (state === 'reporting' || state === 'quiet' || state === 'alarm')

/** Roads that a closure blocks under the plan, for the ticks across them. */
export const blockedBy = (posts: readonly Post[]): Post[] =>
  posts.filter(({ kind, change }) => kind === 'closure' && change !== 'lifted')

/** The post that a result speaks of: what a plan adds is called `new-1`, `new-2` …, points before checkpoints that moved. */
export const postOfCode = (posts: readonly Post[], code: string): Post | undefined => {
  const moved = posts.filter(({ change }) => change === 'moved').sort((a, b) => (a.id < b.id ? -1 : 1))
  const added = [...posts.filter(({ kind, change }) => kind === 'checkpoint' && change === 'new'), ...moved]
  const number = /^new-+(\d+)$/.exec(code)?.[1]
  return posts.find(({ key }) => key === code) ?? (number === undefined ? undefined : added[Number(number) - 1])
}
