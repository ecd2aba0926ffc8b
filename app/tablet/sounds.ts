/** What is heard and felt (look.md "Sound, touch"). Browsers let a page sound only after a touch: `unlock` on the first. */

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
let audio: AudioContext | undefined

export const unlockSound = (): void => {
  audio ??= new AudioContext()
  if (audio.state === 'suspended') audio.resume().catch(() => undefined)
}

export const isMuted = (): boolean => audio?.state !== 'running'

/** Whatever a browser makes of it: a screen that says fever never fails for its sound. */
export function signal(name: SignalName): void {
  const { tones, buzz } = SIGNALS[name]
  try {
    // Safari has no vibration.
    if ('vibrate' in navigator) navigator.vibrate([...buzz])
    if (audio?.state === 'running') sound(audio, tones)
  } catch {
    // The words stand on the screen.
  }
}

function sound(audio: AudioContext, tones: readonly Tone[]): void {
  for (const { hertz, atMs, forMs } of tones) {
    const from = audio.currentTime + atMs / 1_000
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
}
