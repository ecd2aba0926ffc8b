import type { Sql } from 'postgres'
import type { Clock } from '../clock'
import type { Log } from '../log'

interface Beat {
  battery: number | null
  pending: number | null
  version: string | null
  seenAt: Date
}

/** Heartbeats are written together this often; one lost in a crash is made up for by the next. */
const WRITE_MS = 1_000

/** When each tablet was last heard of, and what it said of itself: in memory, then in the database by the batch. */
export class Heartbeats {
  readonly #sql: Sql
  readonly #clock: Clock
  readonly #log: Log
  #waiting = new Map<string, Beat>()
  #stop: (() => void) | null = null

  constructor(parts: { sql: Sql; clock: Clock; log: Log }) {
    this.#sql = parts.sql
    this.#clock = parts.clock
    this.#log = parts.log
  }

  put(deviceId: string, beat: Omit<Beat, 'seenAt'>): void {
    const before = this.#waiting.get(deviceId)
    this.#waiting.set(deviceId, {
      battery: beat.battery ?? before?.battery ?? null,
      pending: beat.pending ?? before?.pending ?? null,
      version: beat.version ?? before?.version ?? null,
      seenAt: new Date(this.#clock.now()),
    })
  }

  start(): void {
    this.#stop = this.#clock.every(WRITE_MS, () => {
      this.write().catch((error: unknown) => {
        this.#log.warn({ err: error }, 'heartbeats were not written')
      })
    })
  }

  async stop(): Promise<void> {
    this.#stop?.()
    await this.write()
  }

  async write(): Promise<void> {
    if (this.#waiting.size === 0) return
    const rows = [...this.#waiting].map(([id, beat]) => ({ id, ...beat }))
    this.#waiting = new Map()
    await this.#sql`
      update devices d set
        last_seen_at = b."seenAt",
        battery = coalesce(b.battery::int, d.battery),
        pending = coalesce(b.pending, d.pending),
        version = coalesce(b.version, d.version)
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as b(id uuid, battery numeric, pending int, version text, "seenAt" timestamptz)
      where d.id = b.id`
  }
}
