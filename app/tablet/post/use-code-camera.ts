'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

const LOOK_MS = 200
/** Enough for a code of 100 modules, and quick to look through. */
const WIDTH = 800

/** Reads codes with the tablet's camera into `onCode` while `on`. Returns the video to show, and whether it failed. */
export function useCodeCamera(
  on: boolean,
  onCode: (code: string) => void,
): { video: RefObject<HTMLVideoElement | null>; failed: boolean } {
  const video = useRef<HTMLVideoElement | null>(null)
  const [failed, setFailed] = useState(false)
  const tell = useRef(onCode)
  tell.current = onCode

  useEffect(() => {
    if (!on) return
    let stopped = false
    let stream: MediaStream | undefined
    let look: ReturnType<typeof setInterval> | undefined
    const begin = async (): Promise<void> => {
      const { decodeQR } = await import('qr/decode.js')
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const player = video.current
      if (stopped || player === null) {
        for (const track of stream.getTracks()) track.stop()
        return
      }
      player.srcObject = stream
      await player.play()
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d', { willReadFrequently: true })
      look = setInterval(() => {
        if (context === null || player.videoWidth === 0) return
        canvas.width = Math.min(WIDTH, player.videoWidth)
        canvas.height = Math.round((canvas.width * player.videoHeight) / player.videoWidth)
        context.drawImage(player, 0, 0, canvas.width, canvas.height)
        try {
          tell.current(decodeQR(context.getImageData(0, 0, canvas.width, canvas.height)))
        } catch {
          // No code in this picture; the next comes at once.
        }
      }, LOOK_MS)
    }
    setFailed(false)
    begin().catch(() => setFailed(true))
    return () => {
      stopped = true
      clearInterval(look)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [on])
  return { video, failed }
}
