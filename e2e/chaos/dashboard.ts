import { io, type Socket } from 'socket.io-client'
import type { Delta, Snapshot } from '#protocol/live'
import { applyDelta, fromSnapshot, type LiveState } from '../../app/_live/live-state'

/** A dashboard that folds what it is sent as our own screens do. */
export class Dashboard {
  readonly #socket: Socket
  #state: LiveState | null = null
  #asked = false

  constructor(url: string, key: string) {
    this.#socket = io(`${url}/live`, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
      auth: { token: key, protocol: 1 },
    })
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

  close(): void {
    this.#socket.close()
  }

  #subscribe(): void {
    if (this.#asked) return
    this.#asked = true
    this.#socket.timeout(5_000).emit('subscribe', {}, (error: unknown, snapshot: Snapshot | { busy: true }) => {
      this.#asked = false
      if (error !== null || 'busy' in snapshot) setTimeout(() => this.#socket.connected && this.#subscribe(), 500)
      else this.#state = fromSnapshot(snapshot)
    })
  }

  #lay(delta: Delta): void {
    if (this.#state === null) return
    const laid = applyDelta(this.#state, delta)
    if (laid === 'stale') this.#subscribe()
    else this.#state = laid.state
  }
}
