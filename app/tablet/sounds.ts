import { restingAudio } from './resting-audio'

/** What is heard and felt. */

interface Tone {
  hertz: number
  atMs: number
  forMs: number
}

interface Signal {
  tones: readonly Tone[]
  buzz: readonly number[]
}

const SIGNALS = {
  saved: { tones: [{ hertz: 1_000, atMs: 0, forMs: 40 }], buzz: [30] },
  fever: {
    tones: [0, 1, 2].flatMap((time) => [
      { hertz: 880, atMs: time * 500, forMs: 230 },
      { hertz: 660, atMs: time * 500 + 250, forMs: 230 },
    ]),
    buzz: [400, 150, 400, 150, 400],
  },
  watch: {
    tones: [0, 1].map((time) => ({ hertz: 660, atMs: time * 350, forMs: 250 })),
    buzz: [200, 100, 200],
  },
  due: { tones: [{ hertz: 1_000, atMs: 0, forMs: 300 }], buzz: [300] },
} as const satisfies Record<string, Signal>

type SignalName = keyof typeof SIGNALS

const LOUDNESS = 0.35
/** A loudspeaker that was asleep swallows the first moment. */
const LEAD_MS = 30

const audio = restingAudio(() => new AudioContext())

export const unlockSound = (): void => audio.unlock()
export const isMuted = (): boolean => audio.isMuted()

/** Whatever a browser makes of it: a screen that says fever never fails for its sound. */
export function signal(name: SignalName): void {
  const { tones, buzz } = SIGNALS[name]
  // Safari has no vibration.
  if ('vibrate' in navigator) navigator.vibrate([...buzz])
  // That something was saved is nothing to be told later.
  audio.play((awake) => sound(awake, tones), name !== 'saved')
}

/** Returns how long it lasts, milliseconds. */
function sound(audio: AudioContext, tones: readonly Tone[]): number {
  for (const { hertz, atMs, forMs } of tones) {
    const from = audio.currentTime + (LEAD_MS + atMs) / 1_000
    const until = from + forMs / 1_000
    const oscillator = new OscillatorNode(audio, { type: 'square', frequency: hertz })
    const gain = new GainNode(audio, { gain: 0 })
    // A hard edge clicks.
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.005)
    gain.gain.setValueAtTime(LOUDNESS, until - 0.005)
    gain.gain.linearRampToValueAtTime(0, until)
    oscillator.connect(gain).connect(audio.destination)
    oscillator.start(from)
    oscillator.stop(until)
  }
  return LEAD_MS + Math.max(...tones.map(({ atMs, forMs }) => atMs + forMs))
}
