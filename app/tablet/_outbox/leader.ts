import type { Link } from './courier'

/**
 * One tab sends. The browser's lock decides; a heartbeat tells the others that the holder is not frozen, else one of
 * them takes the lock away from it. Without locks (plain HTTP) each tab has a memory of its own and sends for itself.
 */

const BEAT_MS = 5_000
/** Under the 30 s in which another tab must have taken over. */
const SILENT_MS = 18_000

/**
 * `wiped`: everything is gone, the key too; a tab that still holds the old one must open anew. `hello` asks the leading
 * tab how the line is; `link` tells. `post`: something was heard about the post.
 */
type TabMessage =
  | { kind: 'beat' | 'saved' | 'settled' | 'facts' | 'post' | 'wiped' | 'hello' }
  | { kind: 'link'; link: Link }

export interface Tabs {
  /** To the other tabs of this tablet. */
  say(message: TabMessage): void
  stop(): void
}

interface TabsOptions {
  name: string
  onLead: () => void
  onLose: () => void
  onMessage: (message: TabMessage) => void
}

export function joinTabs({ name, onLead, onLose, onMessage }: TabsOptions): Tabs {
  const channel = new BroadcastChannel(name)
  const locks: LockManager | undefined = navigator.locks
  let leading = false
  let stopped = false
  let release: (() => void) | undefined
  let lastBeat = performance.now()
  let lastTick = performance.now()

  const say = (message: TabMessage): void => {
    if (!stopped) channel.postMessage(message)
  }

  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      if (stopped) return resolve()
      release = resolve
      leading = true
      say({ kind: 'beat' })
      onLead()
    })

  const lose = (): void => {
    if (!leading) return
    leading = false
    lastBeat = performance.now()
    onLose()
  }

  const request = (steal: boolean): void => {
    locks?.request(name, steal ? { steal: true } : {}, hold).catch(() => {
      // Another tab took the lock: this one was silent for too long. It stands in line again.
      lose()
      if (!stopped) request(false)
    })
  }

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'beat') lastBeat = performance.now()
    else onMessage(data)
  }

  const tick = setInterval(() => {
    const now = performance.now()
    // This tab itself was frozen: it has heard nobody, which says nothing about the others.
    if (now - lastTick > 2 * BEAT_MS) lastBeat = now
    lastTick = now
    if (leading) say({ kind: 'beat' })
    else if (locks && now - lastBeat > SILENT_MS) {
      lastBeat = now
      request(true)
    }
  }, BEAT_MS)

  say({ kind: 'hello' })
  if (locks) request(false)
  else void hold()

  return {
    say,
    stop() {
      stopped = true
      clearInterval(tick)
      release?.()
      channel.close()
    },
  }
}
