import type { Sql } from 'postgres'
import { type NewSign, putSigns } from '../../db/stores/condition-store'
import type { Clock } from '../clock'
import type { Log } from '../log'

/** Signs are written together this often; one lost in a crash is made up for by the next. */
const WRITE_MS = 1_000
/** That a point still speaks is written this often at most: twelve times before it counts as silent. */
const SEEN_MS = 10_000

/** Of a tablet or gate of a checkpoint: it lives, and what it said beside. */
interface Sign {
  checkpointId: number
  status: { queue?: number | null | undefined; stock?: Record<string, number> | null | undefined }
}

interface Kept {
  seenMs: number
  queue: number | null
  queueMs: number
  stock: Record<string, number> | null
  stockMs: number
}

/** Writes down what was last heard of each checkpoint: alerts are raised from it, on whatever server. */
export class Signs {
  readonly #sql: Sql
  readonly #clock: Clock
  readonly #log: Log
  readonly #kept = new Map<number, Kept>()
  readonly #writtenMs = new Map<number, number>()
  readonly #changed = new Set<number>()
  #stop: (() => void) | null = null
  #writing: Promise<void> | null = null

  constructor(parts: { sql: Sql; clock: Clock; log: Log }) {
    this.#sql = parts.sql
    this.#clock = parts.clock
    this.#log = parts.log
  }

  add({ checkpointId, status }: Sign): void {
    const nowMs = this.#clock.now()
    const kept = this.#kept.get(checkpointId) ?? { seenMs: 0, queue: null, queueMs: 0, stock: null, stockMs: 0 }
    const { queue = null, stock = null } = status
    kept.seenMs = nowMs
    if (queue !== null) Object.assign(kept, { queue, queueMs: nowMs })
    if (stock !== null) Object.assign(kept, { stock, stockMs: nowMs })
    this.#kept.set(checkpointId, kept)
    // Either way: the clock may have been set back since.
    const isDue = Math.abs(nowMs - (this.#writtenMs.get(checkpointId) ?? 0)) >= SEEN_MS
    if (isDue || queue !== null || stock !== null) this.#changed.add(checkpointId)
  }

  start(): void {
    this.#stop = this.#clock.every(WRITE_MS, () => {
      this.#writing ??= this.write().finally(() => {
        this.#writing = null
      })
    })
  }

  async stop(): Promise<void> {
    this.#stop?.()
    await this.#writing
    await this.write()
  }

  /** Never rejects: what could not be written is, with the next sign. */
  async write(): Promise<void> {
    const ids = [...this.#changed]
    this.#changed.clear()
    if (ids.length === 0) return
    try {
      await putSigns(
        this.#sql,
        ids.flatMap((id) => showSign(id, this.#kept.get(id))),
      )
      for (const id of ids) this.#writtenMs.set(id, this.#kept.get(id)?.seenMs ?? 0)
    } catch (error) {
      for (const id of ids) this.#changed.add(id)
      this.#log.warn({ err: error }, 'what was heard of checkpoints was not written')
    }
  }
}

const showSign = (checkpointId: number, kept: Kept | undefined): NewSign[] => {
  if (kept === undefined) return []
  const at = (ms: number) => (ms === 0 ? null : new Date(ms).toISOString())
  const { seenMs, queue, queueMs, stock, stockMs } = kept
  const seenAt = new Date(seenMs).toISOString()
  return [{ checkpointId, seenAt, queue, queueAt: at(queueMs), stock, stockAt: at(stockMs) }]
}
