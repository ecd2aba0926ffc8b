import type { Core } from '../core'
import type { StoredChanges } from '../entries/flush-entries'

/** A notice takes a lock of the whole cluster at commit, so there is one for all that was stored meanwhile. */
const EVERY_MS = 250

/** Tells the other servers of this database whose counts have moved; they read them again. */
export class CountNotices {
  readonly #core: Core
  #moved = new Set<number>()

  constructor(core: Core) {
    this.#core = core
  }

  add({ moves, passages, alerts }: StoredChanges): void {
    for (const { checkpointId } of moves) this.#moved.add(checkpointId)
    for (const { checkpointId } of passages) this.#moved.add(checkpointId)
    if (alerts.length > 0)
      this.#publish(
        'alerts',
        alerts.map(({ id }) => id),
      )
  }

  /** Returns what ends it. */
  start(): () => void {
    return this.#core.clock.every(EVERY_MS, () => {
      if (this.#moved.size === 0) return
      const codes = [...this.#moved].flatMap((id) => this.#core.checkpoints.byId(id)?.code ?? [])
      this.#moved = new Set()
      this.#publish('counts', codes)
    })
  }

  #publish(topic: 'counts' | 'alerts', keys: string[]): void {
    this.#core.bus.publish(topic, keys).catch(() => {
      this.#core.log.warn({ topic }, 'other servers could not be told; they read all again when they reconnect')
    })
  }
}
