'use client'

import { useEffect, useState } from 'react'

const STAYS_MS = 6000

/** Whether somebody moved the mouse, touched the screen or pressed a key a moment ago. Without a hand the pointer hides. */
export const useHand = (): boolean => {
  const [near, setNear] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      setNear(true)
      document.documentElement.style.cursor = ''
      clearTimeout(timer)
      timer = setTimeout(() => {
        setNear(false)
        document.documentElement.style.cursor = 'none'
      }, STAYS_MS)
    }
    const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    for (const sign of signs) window.addEventListener(sign, show, { passive: true })
    return () => {
      clearTimeout(timer)
      document.documentElement.style.cursor = ''
      for (const sign of signs) window.removeEventListener(sign, show)
    }
  }, [])
  return near
}
