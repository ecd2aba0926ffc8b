import type { WhatIf } from '#domain/coverage/what-if'

/** What a planner changes about the county, against what stands now. Pure: each act answers a new plan. */

/** A point or a closure that only the plan knows. */
interface NewPoint {
  /** `p1`, `p2` … for points, `c1` … for closures: unique in the plan. */
  id: string
  lng: number
  lat: number
}

export interface Plan {
  points: readonly NewPoint[]
  closures: readonly NewPoint[]
  /** Checkpoints put elsewhere, by code. */
  moved: Readonly<Record<string, { lng: number; lat: number }>>
  /** Codes of checkpoints. */
  removed: readonly string[]
  off: readonly string[]
  /** Checkpoints that work: staffed again, or set up as planned. */
  on: readonly string[]
  /** Codes of closures. */
  lifted: readonly string[]
}

interface At {
  lng: number
  lat: number
}

export const NO_PLAN: Plan = { points: [], closures: [], moved: {}, removed: [], off: [], on: [], lifted: [] }

export const isEmpty = (plan: Plan): boolean => countChanges(plan) === 0

export const countChanges = ({ points, closures, moved, removed, off, on, lifted }: Plan): number =>
  points.length + closures.length + Object.keys(moved).length + removed.length + off.length + on.length + lifted.length

const nextId = (letter: 'p' | 'c', taken: readonly NewPoint[]): string =>
  `${letter}${taken.reduce((most, { id }) => Math.max(most, Number(id.slice(1))), 0) + 1}`

export const addPoint = (plan: Plan, { lng, lat }: At): Plan => ({
  ...plan,
  points: [...plan.points, { id: nextId('p', plan.points), lng, lat }],
})

export const addClosure = (plan: Plan, { lng, lat }: At): Plan => ({
  ...plan,
  closures: [...plan.closures, { id: nextId('c', plan.closures), lng, lat }],
})

const movedTo = (list: readonly NewPoint[], id: string, { lng, lat }: At): readonly NewPoint[] =>
  list.map((point) => (point.id === id ? { id, lng, lat } : point))

/** Moves what the plan brought, or a checkpoint that stands. */
export const moveTo = (plan: Plan, id: string, at: At): Plan => {
  if (plan.points.some((point) => point.id === id)) return { ...plan, points: movedTo(plan.points, id, at) }
  if (plan.closures.some((point) => point.id === id)) return { ...plan, closures: movedTo(plan.closures, id, at) }
  return { ...plan, moved: { ...plan.moved, [id]: { lng: at.lng, lat: at.lat } } }
}

const without = (list: readonly string[], code: string) => list.filter((one) => one !== code)
const toggled = (list: readonly string[], code: string) => (list.includes(code) ? without(list, code) : [...list, code])

/** Takes away what the plan brought, or a checkpoint that stands; the same again brings the checkpoint back. */
export const remove = (plan: Plan, id: string): Plan => {
  const rest = {
    points: plan.points.filter((one) => one.id !== id),
    closures: plan.closures.filter((one) => one.id !== id),
  }
  if (rest.points.length < plan.points.length || rest.closures.length < plan.closures.length)
    return { ...plan, ...rest }
  const { [id]: _moved, ...moved } = plan.moved
  return { ...plan, moved, removed: toggled(plan.removed, id), off: without(plan.off, id), on: without(plan.on, id) }
}

/** A checkpoint stops working, or does so no longer. */
export const switchOff = (plan: Plan, code: string): Plan => ({
  ...plan,
  off: toggled(plan.off, code),
  on: without(plan.on, code),
  removed: without(plan.removed, code),
})

/** A checkpoint that does not work is taken for working, or no longer. */
export const switchOn = (plan: Plan, code: string): Plan => ({
  ...plan,
  on: toggled(plan.on, code),
  off: without(plan.off, code),
  removed: without(plan.removed, code),
})

export const toggleLift = (plan: Plan, code: string): Plan => ({ ...plan, lifted: toggled(plan.lifted, code) })

/** As coverage takes it. A checkpoint that moved is taken away and stands, working, where it was put. */
export const whatIfOf = ({ points, closures, moved, removed, off, on, lifted }: Plan): WhatIf => {
  const isMoved = (code: string) => Object.hasOwn(moved, code)
  // By code, so that what a result calls `new-3` can be found again.
  const elsewhere = Object.entries(moved).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    open: lifted,
    close: closures.map(({ lng, lat }) => ({ lng, lat })),
    add: [...points, ...elsewhere.flatMap(([code, at]) => (off.includes(code) ? [] : [at]))].map(({ lng, lat }) => ({
      lng,
      lat,
    })),
    remove: [...removed, ...Object.keys(moved)],
    off: off.filter((code) => !isMoved(code)),
    on: on.filter((code) => !isMoved(code)),
  }
}

/** A plan that was kept, to go on with: a checkpoint that had moved is taken away, and its place is a new point. */
export const planOfWhatIf = ({ open = [], close = [], add = [], remove = [], off = [], on = [] }: WhatIf): Plan => ({
  ...NO_PLAN,
  points: add.map(({ lng, lat }, at) => ({ id: `p${at + 1}`, lng, lat })),
  closures: close.map(({ lng, lat }, at) => ({ id: `c${at + 1}`, lng, lat })),
  removed: [...remove],
  off: [...off],
  on: [...on],
  lifted: [...open],
})

/** What of a plan still has something to speak of: checkpoints and closures that are gone since are left out. */
export const keepKnown = (plan: Plan, checkpoints: ReadonlySet<string>, closures: ReadonlySet<string>): Plan => {
  const known = (codes: readonly string[]) => codes.filter((code) => checkpoints.has(code))
  return {
    ...plan,
    moved: Object.fromEntries(Object.entries(plan.moved).filter(([code]) => checkpoints.has(code))),
    removed: known(plan.removed),
    off: known(plan.off),
    on: known(plan.on),
    lifted: plan.lifted.filter((code) => closures.has(code)),
  }
}
