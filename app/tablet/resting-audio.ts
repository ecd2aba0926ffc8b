/**
 * The tablet's sound sleeps while nothing sounds: a context that runs keeps the loudspeaker's amplifier on all night. It
 * is woken for each signal; whatever a browser makes of that, a signal that could not be heard is heard with the next
 * touch. Browsers let a page sound only after a touch: `unlock` on each.
 */

/** What of an AudioContext sleeps and wakes. */
export interface Sleeper {
  readonly state: string
  resume(): Promise<void>
  suspend(): Promise<void>
  close(): Promise<void>
}

interface RestingAudio<Context extends Sleeper> {
  unlock(): void
  /** No touch yet, or the browser does not let it sound. */
  isMuted(): boolean
  /** `sound` returns how long it lasts, milliseconds. `owed`: where it cannot sound now, it does with the next touch. */
  play(sound: (audio: Context) => number, owed: boolean): void
}

/** Cars in a queue follow each other sooner: it does not go to sleep between them. */
const REST_MS = 10_000
/** A browser that takes longer to wake it does not wake it any more. */
const WAKE_MS = 1_000
/** What is older is on the screen, and rings again by itself. */
const OWED_MS = 60_000

export function restingAudio<Context extends Sleeper>(make: () => Context): RestingAudio<Context> {
  let audio: Context | undefined
  let touched = false
  /** It sleeps because nothing sounds, not because the browser wants a touch. */
  let resting = false
  let rest: ReturnType<typeof setTimeout> | undefined
  let waking: Promise<Context | undefined> | undefined
  let owing: { sound: (audio: Context) => number; at: number } | undefined

  const quietly = (work: Promise<void>): void => {
    work.catch(() => undefined)
  }

  const restAfter = (ms: number): void => {
    clearTimeout(rest)
    rest = setTimeout(() => {
      if (audio?.state !== 'running') return
      resting = true
      quietly(audio.suspend())
    }, ms + REST_MS)
  }

  const wakes = async (sleeper: Context): Promise<boolean> => {
    let late: ReturnType<typeof setTimeout> | undefined
    const inTime = new Promise<void>((resolve) => {
      late = setTimeout(resolve, WAKE_MS)
    })
    await Promise.race([sleeper.resume().catch(() => undefined), inTime])
    clearTimeout(late)
    return sleeper.state === 'running'
  }

  const wake = async (): Promise<Context | undefined> => {
    // Before any touch too: a browser may let an installed page sound at once, as after an update at night.
    audio ??= make()
    const known = audio
    if (known.state === 'running' && !resting) return known
    resting = false
    if (await wakes(known)) return known
    if (!touched) return undefined
    // What its device has left (a call, headphones pulled out) wakes no more; a new one does, once somebody has touched.
    quietly(known.close())
    audio = make()
    return (await wakes(audio)) ? audio : undefined
  }

  const play = async (sound: (audio: Context) => number, owed: boolean): Promise<void> => {
    const at = performance.now()
    clearTimeout(rest)
    waking ??= wake().finally(() => {
      waking = undefined
    })
    const awake = await waking.catch(() => undefined)
    if (awake) restAfter(sound(awake))
    else if (owed) owing = { sound, at }
  }

  return {
    unlock() {
      touched = true
      try {
        if (!audio) {
          audio = make()
          restAfter(0)
        }
        if (audio.state !== 'running' && !resting) quietly(audio.resume())
      } catch {
        // A browser without sound: the words stand on the screen.
        return
      }
      const due = owing
      owing = undefined
      if (due && performance.now() - due.at < OWED_MS) quietly(play(due.sound, true))
    },
    isMuted: () => audio === undefined || (audio.state !== 'running' && !resting),
    play: (sound, owed) => quietly(play(sound, owed)),
  }
}
