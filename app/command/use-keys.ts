'use client'

import { useEffect, useRef } from 'react'
import type { Alert } from '#protocol/live'
import { neighbourAlert } from '../_live/alert-order'
import type { Ask } from './alert-row'
import { type Selection, select } from './selection'

/** A key means nothing to the room while someone writes, or holds Ctrl, Alt or the command key. */
const isForUs = (event: KeyboardEvent): boolean => {
  const { target } = event
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return false
  return !(target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]'))
}

/** J and K go through the alerts, A receives, E closes, Esc closes the panel, ? shows the keys. */
export const useKeys = (room: {
  alerts: readonly Alert[]
  selection: Selection
  ask: (what: Ask) => void
  showKeys: (shown: boolean) => void
}): void => {
  const now = useRef(room)
  now.current = room
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isForUs(event)) return
      const { alerts, selection, ask, showKeys } = now.current
      const go = (step: 1 | -1) => {
        const next = neighbourAlert(alerts, selection.alert, step)
        if (next) select({ checkpoint: next.checkpoint ?? null, alert: next.id })
      }
      const acts: Record<string, () => void> = {
        j: () => go(1),
        k: () => go(-1),
        a: () => ask('receive'),
        e: () => ask('resolve'),
        '?': () => showKeys(true),
        Escape: () => select({ checkpoint: null, alert: null }),
      }
      const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
