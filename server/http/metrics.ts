import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { CHECKPOINT_STATES } from '#domain/checkpoint-state'
import type { StoredChanges } from '../entries/flush-entries'
import type { LiveState } from '../live/live-state'
import { sendProblem } from './reply'

interface MetricsParts {
  live: LiveState
  /** Rows that wait for a flush. */
  waitingRows(): number
  tablets(): number
  screens(): number
  /** When set, the page wants it as a bearer token. */
  token: string | null
}

/** What Prometheus reads: numbers only, no name, plate or code of anything. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #token: string | null
  readonly #passages: Counter
  readonly #calls: Histogram<'method' | 'status'>

  constructor({ live, waitingRows, tablets, screens, token }: MetricsParts) {
    const registers = [this.#registry]
    this.#token = token
    collectDefaultMetrics({ register: this.#registry })
    this.#passages = new Counter({ name: 'kakou_passages_total', help: 'Passages stored by this server.', registers })
    this.#calls = new Histogram({
      name: 'kakou_http_seconds',
      help: 'Time until a call was answered.',
      labelNames: ['method', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    })
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    gauge('kakou_waiting_rows', 'Entries that wait for the next statement.', waitingRows)
    gauge('kakou_tablets_connected', 'Tablets with an open socket.', tablets)
    gauge('kakou_screens_connected', 'Dashboards with an open socket.', screens)
    gauge('kakou_alerts', 'Alerts that are not closed.', () => live.alerts.list('/').length)
    gauge('kakou_alerts_open', 'Alerts that nobody has received.', () => {
      return live.alerts.list('/').filter(({ state }) => state === 'open').length
    })
    new Gauge({
      name: 'kakou_checkpoints',
      help: 'Checkpoints by state.',
      labelNames: ['state'],
      registers,
      collect() {
        for (const state of CHECKPOINT_STATES) this.set({ state }, 0)
        for (const { state } of live.board.seats()) this.inc({ state })
      },
    })
  }

  stored({ passages }: StoredChanges): void {
    this.#passages.inc(passages.length)
  }

  /** Measures a call from now until it is answered. */
  observe({ method }: IncomingMessage, response: ServerResponse): void {
    const end = this.#calls.startTimer()
    response.once('finish', () => end({ method: method ?? '', status: String(response.statusCode) }))
  }

  async answer({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#token !== null && !isSame(headers.authorization ?? '', `Bearer ${this.#token}`)) {
      sendProblem(response, CLOSED)
      return
    }
    const text = await this.#registry.metrics()
    response.writeHead(200, { 'Content-Type': this.#registry.contentType, 'Cache-Control': 'no-store' })
    response.end(text)
  }
}

const CLOSED = {
  type: 'about:blank',
  title: 'The metrics want a token',
  status: 401,
  detail: 'Send Authorization: Bearer with the value of METRICS_TOKEN.',
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
/** In the same time whatever differs. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
