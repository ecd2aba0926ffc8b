'use client'

import { useEffect } from 'react'
import { redoPlan, undoPlan } from '../_plan/plan-store'
import { setTool, TOOL_KEYS, TOOLS } from '../_plan/tool'

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) go through the plans, V P B X take a tool in hand. */
export const usePlanKeys = (): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input:not([type=radio]), select, textarea, dialog')) return
      const key = event.key.toLowerCase()
      if (event.ctrlKey || event.metaKey) {
        const act = key === 'z' ? (event.shiftKey ? redoPlan : undoPlan) : key === 'y' ? redoPlan : null
        if (!act) return
        event.preventDefault()
        act()
        return
      }
      if (event.altKey || event.shiftKey) return
      const tool = key === 'escape' ? 'select' : TOOLS.find((one) => TOOL_KEYS[one].toLowerCase() === key)
      if (tool) setTool(tool)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
