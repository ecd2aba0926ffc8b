/**
 * Raises what the clock finds, folds and ends it, and lets what is overdue climb: decision 18. A round reads, plans and
 * writes in one transaction under a lock; it begins every few seconds, and sooner when items came.
 */

import type { TransactionSql } from 'postgres'
import { TIMED_KINDS, type TimedKind } from '#domain/alerts/alert-kinds'
import { type Condition, FLAP_MS, planAlerts } from '#domain/alerts/alert-plan'
import { DAY_MS, HOUR_MS, SECOND_MS } from '#domain/instant'
import { findPauses, type PauseRow } from '../../db/stores/condition-store'
import { dropFirings, findKnownAlerts, type KnownAlertRow } from '../../db/stores/timed-alert-store'
import type { Core } from '../core'
import { Rounds } from '../rounds'
import { climbOverdue } from './climb-overdue'
import { doAct } from './do-act'
import { findConditions } from './find-conditions'

const EVERY_MS = 5 * SECOND_MS
/** What is read from items and entries changes slowly, and costs more to read. */
const SLOW_EVERY_MS = 30 * SECOND_MS
const SLOW: ReadonlySet<TimedKind> = new Set(['zero-report', 'two-hours'])
/** Longer than any condition is looked back for, but for a point that was silent all the while, whose alert stands. */
const FIRINGS_KEPT_MS = 400 * DAY_MS

export class AlertEngine {
  readonly #core: Core
  readonly #rounds: Rounds
  #stop: (() => void) | null = null
  /** Since when tablets can reach a server that can write: `elapsed` milliseconds. */
  #reachableSinceMs = 0
  #slowAtMs = Number.NEGATIVE_INFINITY
  #roundAtMs = 0

  constructor(core: Core) {
    this.#core = core
    this.#rounds = new Rounds(
      core.clock,
      () => this.round(),
      (error) => {
        // While nothing could be written, nobody could be heard.
        this.#reachableSinceMs = core.clock.elapsed()
        core.log.warn({ err: error }, 'alerts by the clock are looked at again')
      },
    )
  }

  start(): void {
    const { clock, bus, database, log } = this.#core
    this.#reachableSinceMs = clock.elapsed()
    this.#roundAtMs = clock.elapsed()
    this.#rounds.start(EVERY_MS)
    this.#stop = clock.every(HOUR_MS, () => {
      dropFirings(database.sql, new Date(clock.now() - FIRINGS_KEPT_MS)).catch((error: unknown) => {
        log.warn({ err: error }, 'old firings are dropped the next hour')
      })
    })
    bus.on('items', () => {
      this.#slowAtMs = Number.NEGATIVE_INFINITY
      this.#rounds.begin()
    })
  }

  /** Seconds since a round was last gone through to its end. */
  get ageSeconds(): number {
    return Math.max(0, (this.#core.clock.elapsed() - this.#roundAtMs) / SECOND_MS)
  }

  async stop(): Promise<void> {
    this.#stop?.()
    await this.#rounds.stop()
  }

  /** One look at everything. Returns the ids of alerts that changed. */
  async round(): Promise<string[]> {
    const { database, bus, clock } = this.#core
    const kinds = this.#kinds()
    const changed = (await database.sql.begin(async (tx) => {
      // It ends with the transaction, so nothing can leave it behind.
      const [lock] = await tx<{ got: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('kakou alerts')) as got`
      return lock?.got === true ? await this.#act(tx, kinds) : []
    })) as string[]
    const climbed = await climbOverdue(this.#core)
    this.#roundAtMs = clock.elapsed()
    if (kinds.has('zero-report')) this.#slowAtMs = clock.elapsed()
    const ids = [...new Set([...changed, ...climbed])]
    if (ids.length > 0) await bus.publish('alerts', ids)
    return ids
  }

  #kinds(): Set<TimedKind> {
    const { clock, policy } = this.#core
    const kinds = new Set<TimedKind>(TIMED_KINDS)
    const heardForMs = clock.elapsed() - this.#reachableSinceMs
    if (heardForMs < policy.current.document.stateTimes.offlineAfterMs) kinds.delete('offline')
    if (clock.elapsed() - this.#slowAtMs < SLOW_EVERY_MS) for (const kind of SLOW) kinds.delete(kind)
    return kinds
  }

  async #act(tx: TransactionSql, kinds: Set<TimedKind>): Promise<string[]> {
    const { checkpoints, clock, policy } = this.#core
    const { document } = policy.current
    const nowMs = clock.now()
    const conditions = await findConditions({ tx, kinds, checkpoints, policy: document, nowMs })
    const pauses = (await findPauses(tx, new Date(nowMs))).filter(({ startsAt }) => startsAt.getTime() <= nowMs)
    const known = await findKnownAlerts(tx, new Date(nowMs - FLAP_MS))
    const acts = planAlerts({
      kinds,
      conditions,
      isPaused: (condition) => pauses.some((pause) => holds(pause, condition)),
      alerts: known.map(showKnown),
      nowMs,
    })
    const changed: string[] = []
    for (const act of acts) changed.push(...(await doAct(tx, act, document.deadlines.alertMinutes, nowMs)))
    return changed
  }
}

/** Whether a pause is for this. */
const holds = ({ kinds, path, checkpointIds }: PauseRow, condition: Condition): boolean =>
  kinds.includes(condition.kind) &&
  (checkpointIds === null ? condition.path.startsWith(path) : checkpointIds.includes(condition.checkpointId))

const showKnown = ({ raisedAt, kind, detail, members, ...row }: KnownAlertRow) => ({
  ...row,
  // The store holds only what this engine wrote.
  kind: kind as TimedKind,
  raisedMs: raisedAt.getTime(),
  detail: detail ?? {},
  members: members.map(({ subject, overAt }) => ({ subject, overAtMs: overAt === null ? null : Date.parse(overAt) })),
})
