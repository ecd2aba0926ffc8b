'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { MINUTE_MS } from '#domain/instant'
import { changeAddress, useAddress } from '../address'

export const SPEEDS = ['1', '10', '60'] as const
type Speed = (typeof SPEEDS)[number]
/** The address is silent about it. */
const USUAL_SPEED: Speed = '10'

/** How often the picture moves while it plays. */
const FRAME_MS = 200
/** The address follows at most so often: browsers refuse more. */
const ADDRESS_MS = 1000

/** `14:30` as ms after midnight; null where it is no time. */
const msOfTime = (text: string | null): number | null => {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text ?? '') ?? []
  return hours === undefined || minutes === undefined ? null : (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
}

export const timeOfMs = (ms: number): string => {
  const minutes = Math.floor(ms / MINUTE_MS)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

interface Player {
  /** Ms into the day. */
  atMs: number
  playing: boolean
  speed: Speed
  seek: (ms: number) => void
  toggle: () => void
  setSpeed: (speed: Speed) => void
}

/** Where in a day of `lengthMs` we look; it plays, and the address keeps the instant as a link. */
export const usePlayer = (lengthMs: number | null): Player => {
  const asked = useAddress('at')
  const [atMs, setAtMs] = useState(0)
  const [playing, setPlaying] = useState(false)
  const askedSpeed = useAddress('speed')
  const speed = SPEEDS.find((one) => one === askedSpeed) ?? USUAL_SPEED
  const setSpeed = useCallback((next: Speed) => {
    changeAddress({ speed: next === USUAL_SPEED ? null : next }, 'replace')
  }, [])
  const last = useRef({ text: '', told: 0 })

  // A link, or a step back in the history, is followed; what we wrote ourselves is where we are.
  useEffect(() => {
    if (asked === last.current.text) return
    last.current.text = asked ?? ''
    setAtMs(msOfTime(asked) ?? 0)
  }, [asked])

  const write = useCallback((ms: number) => {
    const text = timeOfMs(ms)
    last.current = { text, told: Date.now() }
    changeAddress({ at: text }, 'replace')
  }, [])

  const seek = useCallback(
    (ms: number) => {
      const to = Math.max(0, Math.min(lengthMs ?? 0, ms))
      setAtMs(to)
      write(to)
    },
    [lengthMs, write],
  )

  const at = useRef(0)
  at.current = atMs
  useEffect(() => {
    if (!playing || lengthMs === null) return
    const timer = setInterval(() => {
      const next = Math.min(lengthMs, at.current + (Number(speed) * MINUTE_MS * FRAME_MS) / 1000)
      setAtMs(next)
      if (next >= lengthMs) setPlaying(false)
      if (next >= lengthMs || Date.now() - last.current.told > ADDRESS_MS) write(next)
    }, FRAME_MS)
    return () => clearInterval(timer)
  }, [playing, lengthMs, speed, write])

  const toggle = useCallback(() => {
    // At its end it begins again.
    if (!playing && lengthMs !== null && at.current >= lengthMs) seek(0)
    if (playing) write(at.current)
    setPlaying(!playing)
  }, [playing, lengthMs, seek, write])

  return { atMs: Math.min(atMs, lengthMs ?? 0), playing, speed, seek, toggle, setSpeed }
}
