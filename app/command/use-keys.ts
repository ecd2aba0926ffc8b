'use client'

import { useEffect, useRef } from 'react'
import type { Alert } from '#protocol/live'
import { neighbourAlert } from '../_live/alert-order'
import { changeAddress } from './address'
import type { Ask } from './alerts/alert-acts'
import { type Selection, select, WHOLE } from './selection'

/** A key means nothing to the room while someone writes, or holds Ctrl, Alt or the command key. */
const isForUs = (event: KeyboardEvent): boolean => {
  const { target } = event
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return false
  return !(target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]'))
}

const has = (name: string) => new URLSearchParams(window.location.search).has(name)

/** Esc goes one step back: from all of a checkpoint to its panel, then the panel, then the list. */
const stepBack = (selection: Selection) => {
  if (has(WHOLE)) changeAddress({ [WHOLE]: null }, 'replace')
  else if (selection.checkpoint !== null || selection.alert !== null) select({ checkpoint: null, alert: null })
  else changeAddress({ list: null }, 'replace')
}

/**
 * J and K go through the alerts, A or R receives, G assigns, N notes, E closes, H tells the history, L lists, O opens
 * all of a checkpoint, ? shows the keys. Enter presses what has the focus.
 */
export const useKeys = (room: {
  /** Those that the queue shows now. */
  alerts: () => readonly Alert[]
  selection: Selection
  ask: (what: Ask) => void
  showKeys: (shown: boolean) => void
}): void => {
  const now = useRef(room)
  now.current = room
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Esc leaves a field of the room first; a dialog has an Esc of its own.
      if (event.key === 'Escape' && !event.defaultPrevented && event.target instanceof HTMLElement) {
        if (event.target.matches('input, select') && !event.target.closest('dialog')) event.target.blur()
      }
      if (!isForUs(event)) return
      const { alerts, selection, ask, showKeys } = now.current
      const go = (step: 1 | -1) => {
        const next = neighbourAlert(alerts(), selection.alert, step)
        if (next) select({ checkpoint: next.checkpoint ?? null, alert: next.id })
      }
      const acts: Record<string, () => void> = {
        j: () => go(1),
        k: () => go(-1),
        a: () => ask('receive'),
        r: () => ask('receive'),
        g: () => ask('assign'),
        n: () => ask('note'),
        h: () => ask('history'),
        e: () => ask('resolve'),
        '?': () => showKeys(true),
        l: () => changeAddress({ list: has('list') ? null : 'open' }, 'push'),
        o: () => {
          if (selection.checkpoint !== null) changeAddress({ [WHOLE]: has(WHOLE) ? null : 'full' }, 'push')
        },
        Escape: () => stepBack(selection),
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
