'use client'

import type { Alert } from '#protocol/live'

/** Tones in Hz, and how often. Each is 160 ms with a pause of 80. */
const TONES: Partial<Record<Alert['kind'], { hertz: readonly number[]; times: number }>> = {
  fever: { hertz: [880, 660], times: 3 },
  'two-hours': { hertz: [880, 660], times: 3 },
  watch: { hertz: [660], times: 2 },
}
const OTHER = { hertz: [520], times: 1 }
const TONE_S = 0.16
const STEP_S = 0.24
const LOUDNESS = 0.25

let context: AudioContext | null = null

/** Browsers let a page sound only once somebody has pressed something: call it from there. */
export const wakeSound = async (): Promise<void> => {
  context ??= new AudioContext()
  await context.resume()
}

/** Whether the browser lets us sound: it forgets what was allowed when the page is loaded again. */
export const isAwake = (): boolean => context?.state === 'running'

export const soundAlarm = (kind: Alert['kind']): void => {
  if (context === null || context.state !== 'running') return
  const { hertz, times } = TONES[kind] ?? OTHER
  let at = context.currentTime
  for (let round = 0; round < times; round++) {
    for (const frequency of hertz) {
      const tone = context.createOscillator()
      const volume = context.createGain()
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(LOUDNESS, at)
      volume.gain.setTargetAtTime(0, at + TONE_S, 0.02)
      tone.connect(volume).connect(context.destination)
      tone.start(at)
      tone.stop(at + STEP_S)
      at += STEP_S
    }
  }
}
