'use client'

import { useEffect, useState } from 'react'
import { MINUTE_MS } from '#domain/instant'

/** Keeps the screen on while the page is in sight. False: this browser can't, or not over plain HTTP. */
export const useWakeLock = (): boolean => {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let over = false
    const ask = async () => {
      if (!('wakeLock' in navigator) || document.visibilityState !== 'visible' || (lock && !lock.released)) return
      try {
        const taken = await navigator.wakeLock.request('screen')
        if (over) {
          await taken.release()
          return
        }
        lock = taken
        setHeld(true)
        // The system takes it back when the page is hidden or the battery is low.
        taken.addEventListener('release', () => setHeld(false))
      } catch {
        setHeld(false)
      }
    }
    const again = () => void ask()
    again()
    document.addEventListener('visibilitychange', again)
    const timer = setInterval(again, MINUTE_MS)
    return () => {
      over = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [])
  return held
}
