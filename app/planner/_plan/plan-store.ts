'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { readSelection, select } from '../selection'
import { act, begin, type History, redo, undo } from './history'
import { NO_PLAN, type Plan } from './plan'
import { planFromText, planToText } from './plan-link'

/** The plan under way: its history is this page's, the plan itself stands in the address. */

interface PlanState {
  history: History
  /** What a drag would make of the plan, while it lasts. */
  preview: Plan | null
}

const NOTHING: PlanState = { history: begin(NO_PLAN), preview: null }
const listeners = new Set<() => void>()
let state: PlanState | null = null

const now = (): PlanState => {
  state ??= { history: begin(planFromText(readSelection().plan ?? '') ?? NO_PLAN), preview: null }
  return state
}

const set = (next: PlanState) => {
  const isOther = next.history.now !== now().history.now
  state = next
  const text = planToText(next.history.now)
  if (isOther) select({ plan: text === '' ? null : text })
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Changes the plan, and shows it. */
export const changePlan = (make: (plan: Plan) => Plan): void => {
  const { history } = now()
  const next = make(history.now)
  const isAct = planToText(next) !== planToText(history.now)
  set({ history: isAct ? act(history, next) : history, preview: null })
  select({ layer: 'plan' })
}

/** What the plan would be, while something is dragged; null when the drag ends without an act. */
export const previewPlan = (make: ((plan: Plan) => Plan) | null): void => {
  const { history } = now()
  set({ history, preview: make?.(history.now) ?? null })
  if (make) select({ layer: 'plan' })
}

export const undoPlan = (): void => set({ history: undo(now().history), preview: null })
export const redoPlan = (): void => set({ history: redo(now().history), preview: null })

export const usePlan = (): { plan: Plan; canUndo: boolean; canRedo: boolean } => {
  const { history, preview } = useSyncExternalStore(subscribe, now, () => NOTHING)
  return useMemo(
    () => ({ plan: preview ?? history.now, canUndo: history.past.length > 0, canRedo: history.future.length > 0 }),
    [history, preview],
  )
}
