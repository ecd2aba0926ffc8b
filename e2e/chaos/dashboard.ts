import type { Socket } from 'socket.io-client'
import type { Delta, Snapshot } from '#protocol/live'
import { applyDelta, fromSnapshot, type LiveState } from '../../app/_live/live-state'
import { openLastingSocket } from './lasting-socket'

/** A dashboard that folds what it is sent as our own screens do. */
export class Dashboard {
  /** Which server it hangs on. */
  readonly server: number
  readonly #socket: Socket
  #state: LiveState | null = null
  #asked = false
  #daysEnded = 0

  constructor(server: number, url: string, key: string) {
    this.server = server
    this.#socket = openLastingSocket(`${url}/live`, key)
    this.#socket.on('connect', () => this.#subscribe())
    this.#socket.on('disconnect', () => {
      this.#state = null
      this.#asked = false
    })
    this.#socket.on('delta', (delta: Delta) => this.#lay(delta))
  }

  /** People counted today by checkpoint; null while it shows nothing. */
  people(): Map<string, number> | null {
    if (this.#state === null) return null
    return new Map([...this.#state.checkpoints.values()].map(({ code, today }) => [code, today.people]))
  }

  /** How often a delta let the day's count of a checkpoint fall. */
  get daysEnded(): number {
    return this.#daysEnded
  }

  /** Entries that it says wait on tablets; null while it shows nothing. */
  waitingOnTablets(): number | null {
    if (this.#state === null) return null
    return [...this.#state.checkpoints.values()].reduce((sum, one) => sum + one.pendingOnTablets, 0)
  }

  /** Checkpoints that it shows as cut off. */
  offline(): string[] {
    const shown = [...(this.#state?.checkpoints.values() ?? [])]
    return shown.filter(({ state }) => state === 'offline').map(({ code }) => code)
  }

  close(): void {
    this.#socket.close()
  }

  #subscribe(): void {
    if (this.#asked) return
    this.#asked = true
    this.#socket.timeout(5_000).emit('subscribe', {}, (error: unknown, answer: Snapshot | object) => {
      this.#asked = false
      if (error === null && 'checkpoints' in answer) this.#state = fromSnapshot(answer)
      else setTimeout(() => this.#socket.connected && this.#subscribe(), 500)
    })
  }

  #lay(delta: Delta): void {
    if (this.#state === null) return
    const laid = applyDelta(this.#state, delta)
    if (laid === 'stale') this.#subscribe()
    else {
      const before = this.people()
      this.#state = laid.state
      for (const [code, people] of this.people() ?? []) if (people < (before?.get(code) ?? 0)) this.#daysEnded++
    }
  }
}
