import type { CrossingResult } from './result'

/** Crossings that lie together are one way in: a road with both carriageways, or one that winds along the line. */
export interface CrossingGroup {
  /** The group's id: that of its smallest member. */
  id: string
  state: CrossingResult['state']
  /** The member that counts: the best rank, else the first. */
  lead: CrossingResult
  members: CrossingResult[]
  population: number
}

/** Which state of its members a group has: the first of these that any has. */
const STATE_ORDER = ['unmonitored', 'on-paper', 'planned', 'monitored', 'closed', 'dead-end'] as const

/** In the order of the ranks; those without one after them, by state. */
export const groupCrossings = (crossings: readonly CrossingResult[]): CrossingGroup[] => {
  const members = new Map<string, CrossingResult[]>()
  for (const crossing of crossings) members.set(crossing.group, [...(members.get(crossing.group) ?? []), crossing])
  const groups = [...members].map(([id, all]): CrossingGroup => {
    const sorted = [...all].sort(
      (a, b) => rankOf(a) - rankOf(b) || STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state),
    )
    const state = STATE_ORDER.find((one) => all.some((crossing) => crossing.state === one)) ?? 'dead-end'
    // A group has at least the member that made it.
    const lead = sorted[0]!
    return { id, state, lead, members: sorted, population: all.reduce((sum, { population }) => sum + population, 0) }
  })
  return groups.sort(
    (a, b) =>
      rankOf(a.lead) - rankOf(b.lead) ||
      STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
      (a.id < b.id ? -1 : 1),
  )
}

const rankOf = ({ rank }: CrossingResult): number => rank ?? Number.POSITIVE_INFINITY

/** Those that need a point, those that have one, and those that lead nowhere. */
export const splitGroups = (groups: readonly CrossingGroup[]) => ({
  open: groups.filter(({ state }) => state === 'unmonitored' || state === 'on-paper' || state === 'planned'),
  guarded: groups.filter(({ state }) => state === 'monitored' || state === 'closed'),
  deadEnds: groups.filter(({ state }) => state === 'dead-end'),
})
