import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { ALERT_KINDS } from '#domain/alerts/alert-kinds'
import { CHECKPOINT_STATES } from '#domain/checkpoints/checkpoint-state'
import type { Result } from '#protocol/results'
import type { StoredChanges } from '../entries/flush-entries'
import type { IngestMeter } from '../entries/ingest'
import type { LiveState } from '../live/live-state'
import { sendProblem } from './reply'

interface MetricsParts {
  live: LiveState
  /** Rows that wait for a flush. */
  waitingRows(): number
  tablets(): number
  screens(): number
  /** Seconds since this server, or another beside it, last looked for alerts by the clock. */
  alertRoundAge(): number
  /** Whether the database answers; asked whenever the figures are read, for nobody else may ask. */
  databaseIsThere(): Promise<boolean>
  /** Epoch milliseconds. */
  now(): number
  /** When set, the page wants it as a bearer token. */
  token: string | null
}

const MS = 1_000
/** Seconds; a tablet's staff feel half a second, and give up after ten. */
const WAITS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]

/**
 * What Prometheus reads: numbers only, no name, plate or code of anything. What each figure is for, and what to do when
 * it is wrong: docs/operations.
 */
export class Metrics implements IngestMeter {
  readonly #registry = new Registry()
  readonly #token: string | null
  readonly #passages: Counter
  readonly #calls: Histogram<'method' | 'status'>
  /** Counted here, and handed over when somebody asks: a labelled counter costs more than the check of an entry's shape. */
  readonly #answered: Record<Result['status'], number> = { stored: 0, duplicate: 0, rejected: 0 }
  readonly #busy: Counter
  readonly #acks: Histogram
  readonly #flushRows: Histogram
  readonly #flushes: Histogram
  readonly #pushes: Histogram
  readonly #database: Histogram
  readonly #deliveries: Counter<'result'>
  readonly #browsersTold: Counter<'result'>

  constructor(parts: MetricsParts) {
    const { live, waitingRows, tablets, screens, alertRoundAge, databaseIsThere, now, token } = parts
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
    const histogram = (name: string, help: string, buckets = WAITS) => new Histogram({ name, help, buckets, registers })
    const answered = this.#answered
    new Counter({
      name: 'kakou_entries_total',
      help: 'Entries answered, by result.',
      labelNames: ['result'],
      registers,
      collect() {
        this.reset()
        for (const [result, count] of Object.entries(answered)) this.inc({ result }, count)
      },
    })
    this.#busy = new Counter({
      name: 'kakou_busy_total',
      help: 'Messages of entries that were told to come again.',
      registers,
    })
    this.#acks = histogram('kakou_ack_seconds', 'From a message of entries until its answer, after the commit.')
    this.#flushRows = histogram(
      'kakou_flush_rows',
      'Entries that shared a statement.',
      [1, 2, 5, 10, 20, 50, 100, 200, 500],
    )
    this.#flushes = histogram('kakou_flush_seconds', 'From a statement of entries until its commit.')
    this.#pushes = histogram('kakou_push_seconds', 'From a change until dashboards are sent it.')
    this.#database = histogram('kakou_database_seconds', 'Until the database answered the smallest question.')
    new Gauge({
      name: 'kakou_database_up',
      help: 'Whether the database answers this server: 1 or 0.',
      registers,
      async collect() {
        this.set((await databaseIsThere()) ? 1 : 0)
      },
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
    gauge('kakou_outbox_entries', 'Entries that wait on the tablets of the field, as they last said.', () =>
      live.board.pending(now()),
    )
    gauge('kakou_alerts_overdue', 'Alerts that are not closed and past their due time.', () => {
      return live.alerts.list('/').filter(({ dueAt }) => Date.parse(dueAt) < now()).length
    })
    gauge('kakou_alerts', 'Alerts that are not closed.', () => live.alerts.list('/').length)
    gauge('kakou_alerts_open', 'Alerts that nobody has received.', () => {
      return live.alerts.list('/').filter(({ state }) => state === 'open').length
    })
    gauge('kakou_alert_round_age_seconds', 'Since this server last looked for what the clock finds.', alertRoundAge)
    new Gauge({
      name: 'kakou_alerts_by_kind',
      help: 'Alerts that are not closed, by kind.',
      labelNames: ['kind'],
      registers,
      collect() {
        for (const kind of ALERT_KINDS) this.set({ kind }, 0)
        for (const { kind } of live.alerts.list('/')) this.inc({ kind })
      },
    })
    this.#deliveries = new Counter({
      name: 'kakou_webhook_tries_total',
      help: 'Tries to tell a webhook of an alert, by result: sent, waiting for the next try, failed for good.',
      labelNames: ['result'],
      registers,
    })
    for (const result of ['sent', 'waiting', 'failed'] as const) this.#deliveries.inc({ result }, 0)
    this.#browsersTold = new Counter({
      name: 'kakou_browser_push_tries_total',
      help: 'Tries to tell a browser of an alert by its maker’s push service, by result.',
      labelNames: ['result'],
      registers,
    })
    for (const result of ['sent', 'waiting', 'failed'] as const) this.#browsersTold.inc({ result }, 0)
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

  webhookTried(result: 'sent' | 'waiting' | 'failed'): void {
    this.#deliveries.inc({ result })
  }

  pushTried(result: 'sent' | 'waiting' | 'failed'): void {
    this.#browsersTold.inc({ result })
  }

  stored({ passages }: StoredChanges): void {
    this.#passages.inc(passages.length)
  }

  answered(ms: number, results: readonly Result[] | null): void {
    this.#acks.observe(ms / MS)
    if (results === null) this.#busy.inc()
    else for (const { status } of results) this.#answered[status]++
  }

  flushed(rows: number, ms: number): void {
    this.#flushRows.observe(rows)
    this.#flushes.observe(ms / MS)
  }

  pushed(waitedMs: number): void {
    this.#pushes.observe(waitedMs / MS)
  }

  databaseAnswered(ms: number): void {
    this.#database.observe(ms / MS)
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
