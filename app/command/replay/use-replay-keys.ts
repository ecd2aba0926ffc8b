'use client'

import { useEffect, useRef } from 'react'
import { MINUTE_MS } from '#domain/instant'
import { SPEEDS, type usePlayer } from './use-player'

/** Space plays, arrows go a minute, with Shift ten, up and down change the speed, PgUp and PgDn the day. */
export const useReplayKeys = (player: ReturnType<typeof usePlayer>, changeDay: (days: number) => void): void => {
  const now = useRef({ player, changeDay })
  now.current = { player, changeDay }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (target instanceof HTMLElement && target.closest('input, select, button, a, [role=button], dialog')) {
        // The slider's own keys do the same; a button's own press is its own.
        return
      }
      const { player: at, changeDay: go } = now.current
      const step = (event.shiftKey ? 10 : 1) * MINUTE_MS
      const speed = (by: number) =>
        at.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, SPEEDS.indexOf(at.speed) + by))] ?? at.speed)
      const acts: Record<string, () => void> = {
        ' ': at.toggle,
        ArrowLeft: () => at.seek(at.atMs - step),
        ArrowRight: () => at.seek(at.atMs + step),
        ArrowUp: () => speed(1),
        ArrowDown: () => speed(-1),
        Home: () => at.seek(0),
        End: () => at.seek(Number.POSITIVE_INFINITY),
        PageUp: () => go(-1),
        PageDown: () => go(1),
      }
      const act = acts[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
