import type { Plan } from './plan'

/** Every plan there was, and those that were undone: without end, since a plan is small. Pure. */
export interface History {
  past: readonly Plan[]
  now: Plan
  future: readonly Plan[]
}

export const begin = (now: Plan): History => ({ past: [], now, future: [] })

/** An act: what was undone is no longer to be done again. The same plan is no act. */
export const act = ({ past, now }: History, next: Plan): History => ({ past: [...past, now], now: next, future: [] })

export const undo = (history: History): History => {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] }
}

export const redo = (history: History): History => {
  const [next, ...future] = history.future
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future }
}
