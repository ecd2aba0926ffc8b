import type { Alert, AlertChange, CheckpointChange, ClosureChange, Delta } from '#protocol/live'
import type { Clock } from '../clock'
import type { LiveState } from './live-state'
import { showSeat } from './seat'

/** A screen that gets deltas. */
export interface Screen {
  id: string
  /** Path of the jurisdiction that it sees. */
  scope: string
  /** A wall: nobody is named on it. */
  nameless: boolean
  /** The tick up to which it knows all. */
  tick: number
  /** The version that it has. */
  version: string
  /** Until then it rests from the last delta, by the clock's `elapsed`; undefined where it was sent none. */
  restsUntilMs?: number
  /** False while what was sent before is still on its way out: then it waits, and its next delta holds more. */
  canTake(): boolean
}

interface BroadcasterOptions {
  clock: Clock
  state: LiveState
  /** Changes went out, so long after the first of them. */
  onPush?(waitedMs: number): void
  /** Sends one delta to these screens; encoded once for all of them. */
  send(screens: readonly Screen[], delta: Delta): void
}

/**
 * At most 5 deltas a second, 4 where more than five checkpoints changed: a little over a fifth and a quarter, so that no
 * second holds one more, whichever second somebody counts.
 */
const QUICK_MS = 205
const BUSY_MS = 255
const MANY_CHECKPOINTS = 5
/**
 * How long a screen rests for each checkpoint of a delta, and at most: some 30 bytes of it are on the wire, so that no
 * screen is sent much more than 24 kB a second, also where thousands change all the time. It is felt from 200 on.
 */
const REST_MS = 1.25
const LONGEST_REST_MS = 2_000

/**
 * Tells screens what changed, in absolute values. The first change after a quiet spell goes out at once; the rest is
 * folded. The cost is per tick and kind of screen, never per entry.
 */
export class Broadcaster {
  readonly #options: BroadcasterOptions
  readonly #screens = new Map<string, Screen>()
  #lastMs = Number.NEGATIVE_INFINITY
  #pauseMs = QUICK_MS
  #cancel: (() => void) | null = null

  constructor(options: BroadcasterOptions) {
    this.#options = options
  }

  /** The oldest tick that a screen has; null without screens. */
  get oldestTick(): number | null {
    let oldest: number | null = null
    for (const { tick } of this.#screens.values()) oldest = Math.min(oldest ?? tick, tick)
    return oldest
  }

  add(screen: Screen): void {
    this.#screens.set(screen.id, screen)
    // What changed since the last tick is in its snapshot already, and the tick of it must not end before it is sent.
    this.schedule()
  }

  /** Has a screen subscribe anew: what it sees is another part of the county now. */
  restart(id: string): void {
    const screen = this.#screens.get(id)
    if (screen === undefined) return
    this.#screens.delete(id)
    // It lies on no version that a screen has, so whoever gets it asks for the whole.
    this.#options.send([screen], { version: screen.version, since: '' })
  }

  remove(id: string): void {
    this.#screens.delete(id)
  }

  /** Something changed: send soon. */
  schedule(): void {
    if (this.#cancel !== null || this.#screens.size === 0) return
    const since = this.#options.clock.elapsed()
    const waitMs = Math.max(0, this.#lastMs + this.#pauseMs - this.#options.clock.elapsed())
    this.#cancel = this.#options.clock.after(waitMs, () => {
      this.#cancel = null
      this.#tick()
      this.#options.onPush?.(this.#options.clock.elapsed() - since)
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#screens.clear()
  }

  #tick(): void {
    const { state, clock } = this.#options
    this.#lastMs = clock.elapsed()
    this.#pauseMs = QUICK_MS
    const tick = state.endTick()
    const version = state.versionOf(tick)
    const groups = new Map<string, Screen[]>()
    let waiting = false
    for (const screen of this.#screens.values()) {
      if ((screen.restsUntilMs ?? 0) > this.#lastMs || !screen.canTake()) {
        waiting = true
        continue
      }
      const key = `${screen.version} ${screen.nameless} ${screen.scope}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [screen])
      else group.push(screen)
    }
    for (const group of groups.values()) {
      // A group is made with its first screen.
      const { tick: since, version: sinceVersion, scope, nameless } = group[0]!
      const changes = collectChanges(state, { since, scope, nameless }, clock.now())
      if (changes === null) continue
      const changed = changes.checkpoints?.length ?? 0
      if (changed > MANY_CHECKPOINTS) this.#pauseMs = BUSY_MS
      this.#options.send(group, { version, since: sinceVersion, ...changes })
      for (const screen of group) {
        screen.tick = tick
        screen.version = version
        screen.restsUntilMs = this.#lastMs + Math.min(changed * REST_MS, LONGEST_REST_MS)
      }
    }
    if (waiting) this.schedule()
  }
}

/** An alert as visitors may read it: whose it is stays in the room. */
export const withoutOwner = ({ owner: _, ...alert }: Alert): Alert => alert

type Changes = Omit<Delta, 'version' | 'since'>

/** What changed after a tick, as far as a scope sees it; null where nothing did. */
const collectChanges = (
  state: LiveState,
  { since, scope, nameless }: { since: number; scope: string; nameless: boolean },
  nowMs: number,
): Changes | null => {
  const checkpoints: CheckpointChange[] = []
  for (const seat of state.board.seats()) {
    if (seat.changed.any > since && seat.checkpoint.path.startsWith(scope))
      checkpoints.push(showSeat(seat, nowMs, since))
  }
  const there = new Set(checkpoints.map(({ code }) => code))
  for (const [code, { path, tick }] of state.board.gone()) {
    // One that only moved within the scope has changed, and is among the others.
    if (tick > since && path.startsWith(scope) && !there.has(code)) checkpoints.push({ code, gone: true })
  }
  const alerts = state.alerts.since(since, scope)
  const closures = state.closures.since(since, scope)
  const alertChanges: AlertChange[] = [
    ...(nameless ? alerts.changed.map(withoutOwner) : alerts.changed),
    ...alerts.gone.map((id) => ({ id, gone: true as const })),
  ]
  const closureChanges: ClosureChange[] = [
    ...closures.changed,
    ...closures.gone.map((code) => ({ code, gone: true as const })),
  ]
  const coverage = state.coverage.tick > since ? state.coverage.value : null
  const changes: Changes = {
    ...(checkpoints.length > 0 ? { checkpoints } : {}),
    ...(alertChanges.length > 0 ? { alerts: alertChanges } : {}),
    ...(closureChanges.length > 0 ? { closures: closureChanges } : {}),
    ...(coverage !== null ? { coverage } : {}),
  }
  return Object.keys(changes).length === 0 ? null : changes
}
