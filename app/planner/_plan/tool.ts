'use client'

import { useSyncExternalStore } from 'react'

/** What a click on the map does. Of this page alone: a link opens with selecting. */
export const TOOLS = ['select', 'point', 'close', 'off'] as const
/** An area is drawn at the asking of the advice panel. */
type Tool = (typeof TOOLS)[number] | 'area'

export const TOOL_KEYS: Record<(typeof TOOLS)[number], string> = { select: 'V', point: 'P', close: 'B', off: 'X' }

let tool: Tool = 'select'
const listeners = new Set<() => void>()

export const setTool = (next: Tool): void => {
  tool = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useTool = (): Tool =>
  useSyncExternalStore(
    subscribe,
    () => tool,
    () => 'select',
  )
