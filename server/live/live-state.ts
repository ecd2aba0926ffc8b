import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { CheckpointState } from '#domain/checkpoints/checkpoint-state'
import { SHIFT_LASTS_MS } from '#domain/checkpoints/item'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/instant'
import type { Alert, Closure, LiveCoverage, Snapshot } from '#protocol/live'
import { type AlertRow, findUnresolved } from '../../db/stores/alert-store'
import { readBoard } from '../../db/stores/board-store'
import { findClosures } from '../../db/stores/closure-store'
import { readDuty } from '../../db/stores/duty-store'
import { showAlert } from '../alerts/show-alert'
import type { CheckpointDirectory } from '../checkpoints/checkpoint-directory'
import type { Clock } from '../clock'
import type { StoredChanges } from '../entries/flush-entries'
import type { PolicyDirectory } from '../policy/policy-directory'
import { Board } from './board'
import type { Sign } from './heard-notices'
import { type Seat, showSeat } from './seat'
import { Shelf } from './shelf'

const READ_AGAIN_MS = 1_000
/** A read that another change overtakes is made again, at most this often. */
const MAX_READS = 5
/** What went is remembered for this many ticks at least, so that no late read brings it back. */
const GONE_KEPT_TICKS = 1_000

interface LiveStateOptions {
  sql: Sql
  clock: Clock
  checkpoints: CheckpointDirectory
  policy: PolicyDirectory
  /** Something that screens show has changed. */
  onChange(): void
  /** A checkpoint's state is another. */
  onState?(checkpointId: number, state: CheckpointState): void
  /** A checkpoint works, or works no longer, or was moved: the coverage follows. */
  onStations(): void
  /** This server heard of a tablet or gate. */
  onHeard?(sign: Sign): void
}

/** All that the screens show: the board, the alerts that are not closed, the closures, the coverage. */
export class LiveState {
  readonly board: Board
  readonly alerts = new Shelf<Alert>((alert, scope) => this.#alertWithin(alert, scope))
  readonly closures = new Shelf<Closure>()
  coverage: { value: LiveCoverage | null; tick: number } = { value: null, tick: 0 }
  readonly #options: LiveStateOptions
  readonly #alarmed = new Map<number, Set<string>>()
  /** The newest that is known of each alert: reads may arrive in another order than they were made. */
  readonly #revisions = new Map<string, number>()
  /** Checkpoints that are to be read again; null: all. */
  #wanted: Set<number> | null = new Set()
  #reading: Promise<void> | null = null
  #next: Promise<void> | null = null
  #duty: Promise<void> = Promise.resolve()
  /** Grows with every alert that is put or taken, so that a list that was read meanwhile is known to be old. */
  #alertChanges = 0
  /** Another process of this server makes other versions. */
  #boot = newBoot()

  constructor(options: LiveStateOptions) {
    this.#options = options
    this.board = new Board({
      clock: options.clock,
      times: () => options.policy.current.document.stateTimes,
      isAlarmed: (id) => (this.#alarmed.get(id)?.size ?? 0) > 0,
      onChange: () => options.onChange(),
      onHeard: (sign) => options.onHeard?.(sign),
      // Never rejects for good: what can't be read now is tried again.
      onSetBack: () => void this.loadCounts(null).catch(() => {}),
      onState: ({ checkpoint, state }) => {
        options.onState?.(checkpoint.id, state)
        options.onStations()
      },
    })
  }

  async load(): Promise<void> {
    // Alerts after checkpoints: an alert is shown by its checkpoint's code, to those who see that checkpoint.
    await this.loadCheckpoints()
    await this.loadAlerts()
    await this.loadClosures()
    await this.hearDevices()
    await this.loadCounts(null)
  }

  /** Takes in the list of checkpoints and fills the new ones. */
  async loadCheckpoints(): Promise<void> {
    const { checkpoints } = this.#options
    await checkpoints.load()
    const fresh = this.board.place(checkpoints.all(), (path) => checkpoints.zone(path))
    if (fresh.length > 0) {
      await this.loadCounts(fresh)
      await this.loadDuty(fresh)
    }
    this.#options.onStations()
  }

  /**
   * Reads the counts of these checkpoints again; of all with null. One read at a time: two on their way could land in the
   * wrong order, and what came between them would be lost. Whoever asks meanwhile shares the next one.
   */
  loadCounts(checkpointIds: readonly number[] | null): Promise<void> {
    if (checkpointIds === null) this.#wanted = null
    else for (const id of checkpointIds) this.#wanted?.add(id)
    this.#next ??= (this.#reading ?? Promise.resolve()).then(
      () => this.#readCounts(),
      () => this.#readCounts(),
    )
    return this.#next
  }

  #readCounts(): Promise<void> {
    const only = this.#wanted === null ? null : [...this.#wanted]
    this.#wanted = new Set()
    this.#next = null
    const reading = this.#fillBoard(only).catch((error: unknown) => {
      // The notice will not come again: try until it is read.
      this.#options.clock.after(READ_AGAIN_MS, () => this.loadCounts(only).catch(() => {}))
      throw error
    })
    this.#reading = reading
    return reading
  }

  async #fillBoard(only: readonly number[] | null): Promise<void> {
    const { sql, clock } = this.#options
    const ids = only ?? [...this.board.seats()].map(({ checkpoint }) => checkpoint.id)
    const now = clock.now()
    this.board.beginFill(ids)
    try {
      const rows = await readBoard(sql, {
        checkpointIds: only,
        sinceHour: new Date(now - 26 * HOUR_MS),
        sinceMinute: new Date(now - 61 * MINUTE_MS),
        sinceEntry: new Date(now - DAY_MS),
      })
      this.board.fill(ids, rows)
    } catch (error) {
      this.board.abandonFill(ids)
      throw error
    }
  }

  /** Reads what the items of these checkpoints say; of all with null. In turn, so that an older read never lands last. */
  loadDuty(checkpointIds: readonly number[] | null): Promise<void> {
    const read = async (): Promise<void> => {
      const { sql, clock } = this.#options
      const shiftsSince = new Date(clock.now() - SHIFT_LASTS_MS)
      for (const row of await readDuty(sql, { checkpointIds, shiftsSince })) this.board.takeDuty(row)
    }
    this.#duty = this.#duty.then(read, read)
    return this.#duty
  }

  async loadClosures(): Promise<void> {
    const rows = await findClosures(this.#options.sql)
    const standing = new Set(rows.map(({ code }) => code))
    for (const code of this.closures.keys()) if (!standing.has(code)) this.closures.take(code, this.board.tick)
    for (const { path, startsAt, endsAt, ...row } of rows) {
      const closure = { ...row, from: startsAt.toISOString(), to: endsAt?.toISOString() ?? null }
      this.closures.put(row.code, path, closure, this.board.tick)
    }
    this.#options.onChange()
    this.#options.onStations()
  }

  async loadAlerts(): Promise<void> {
    for (let reads = 1; ; reads++) {
      const before = this.#alertChanges
      const rows = await findUnresolved(this.#options.sql)
      if (before !== this.#alertChanges && reads < MAX_READS) continue
      const standing = new Set(rows.map(({ id }) => id))
      for (const id of this.alerts.keys()) if (!standing.has(id)) this.#takeAlert(id)
      for (const row of rows) this.#shelveAlert(row)
      this.board.review()
      return
    }
  }

  /** An alert as it stands now; a resolved one goes. */
  putAlert(row: AlertRow): void {
    this.#shelveAlert(row)
    if (row.checkpointId !== null) this.board.reviewOne(row.checkpointId)
  }

  #shelveAlert(row: AlertRow): void {
    this.#alertChanges++
    if (row.revision < (this.#revisions.get(row.id) ?? 0)) return
    this.#revisions.set(row.id, row.revision)
    this.#options.onChange()
    if (row.state === 'resolved') {
      this.#takeAlert(row.id)
      return
    }
    const { checkpoints } = this.#options
    const lies = placeOfAlert(row, checkpoints)
    this.alerts.put(row.id, lies, showAlert(row, checkpoints), this.board.tick)
    if (row.checkpointId === null || (row.kind !== 'fever' && row.kind !== 'watch')) return
    const alarms = this.#alarmed.get(row.checkpointId) ?? new Set()
    if (row.state === 'open') alarms.add(row.id)
    else alarms.delete(row.id)
    this.#alarmed.set(row.checkpointId, alarms)
  }

  /** Of an alert about many points a scope sees its own alone. */
  #alertWithin(alert: Alert, scope: string): Alert {
    if (alert.checkpoints === undefined) return alert
    const { checkpoints } = this.#options
    const own = alert.checkpoints.filter(({ code }) => checkpoints.byCode(code)?.path.startsWith(scope) === true)
    return own.length === alert.checkpoints.length ? alert : { ...alert, checkpoints: own }
  }

  #takeAlert(id: string): void {
    this.#alertChanges++
    for (const alarms of this.#alarmed.values()) alarms.delete(id)
    this.alerts.take(id, this.board.tick)
  }

  /** What a flush stored. */
  apply(changes: StoredChanges): void {
    // The alerts first: the board looks at each checkpoint once, however many it raised.
    for (const alert of changes.alerts) this.#shelveAlert(alert)
    this.board.apply(changes)
  }

  /** Devices were moved, retired or lost; all may have been, without ids. What waits on a tablet waits where it stands. */
  async placeDevices(ids: readonly string[]): Promise<void> {
    const wanted = ids.length === 0 ? this.board.sources() : [...ids]
    if (wanted.length === 0) return
    const rows = await this.#options.sql<{ id: string; checkpointId: number | null }[]>`
      select d.id, case when d.state <> 'lost' then p.checkpoint_id end as "checkpointId"
      from devices d left join pairings p on p.id = d.pairing_id where d.id = any(${wanted}::uuid[])`
    for (const { id, checkpointId } of rows) this.board.settle(checkpointId, id)
  }

  /** Forgets what went, once every screen was told: `told` is the oldest tick that a screen has, null without screens. */
  forgetGone(told: number | null): void {
    const upTo = told === null ? this.board.tick : Math.min(told, this.board.tick - GONE_KEPT_TICKS)
    this.board.forgetGone(upTo)
    this.alerts.forgetGone(upTo)
    for (const id of this.#revisions.keys()) if (!this.alerts.remembers(id)) this.#revisions.delete(id)
    this.closures.forgetGone(upTo)
  }

  setCoverage(value: LiveCoverage): void {
    this.coverage = { value, tick: this.board.tick }
    this.#options.onChange()
  }

  /** There is no network any more. A delta can't say so: other versions make every screen subscribe again. */
  takeCoverage(): void {
    this.coverage = { value: null, tick: this.board.tick }
    this.#boot = newBoot()
    this.#options.onChange()
  }

  /** Ends the tick that was collected, begins the next, and returns the number of the one that ended. */
  endTick(): number {
    return this.board.tick++
  }

  versionOf(tick: number): string {
    return `${this.#boot}.${tick}`
  }

  /** All that a scope sees, as of the tick before the one that is being collected. */
  snapshot(scope: string): Snapshot & { tick: number } {
    const tick = this.endTick()
    const now = this.#options.clock.now()
    const seats: Seat[] = []
    for (const seat of this.board.seats()) if (seat.checkpoint.path.startsWith(scope)) seats.push(seat)
    return {
      tick,
      version: this.versionOf(tick),
      at: new Date(now).toISOString(),
      checkpoints: seats.map((seat) => showSeat(seat, now, null)),
      alerts: this.alerts.list(scope),
      closures: this.closures.list(scope),
      coverage: this.coverage.value,
    }
  }

  /** After a start, or a lost connection: when each tablet was last heard of, so that nobody is offline for its sake. */
  async hearDevices(): Promise<void> {
    const rows = await this.#options.sql<{ id: string; checkpointId: number; lastSeenAt: Date; pending: number }[]>`
      select d.id, p.checkpoint_id as "checkpointId", d.last_seen_at as "lastSeenAt", d.pending
      from devices d join pairings p on p.id = d.pairing_id
      where d.state = 'active' and d.last_seen_at is not null`
    for (const { id, checkpointId, lastSeenAt, pending } of rows) {
      this.board.takeSign({ checkpointId, source: id, status: { pending } }, lastSeenAt.getTime())
    }
  }
}

const newBoot = (): string => randomUUID().slice(0, 8)

/** Where an alert lies, for who sees it. */
const placeOfAlert = (row: AlertRow, checkpoints: CheckpointDirectory): string[] => {
  const ids = row.checkpointId === null ? (row.members ?? []).map((one) => one.checkpointId) : [row.checkpointId]
  const paths = ids.flatMap((id) => checkpoints.byId(id)?.path ?? [])
  return paths.length > 0 ? [...new Set(paths)] : ['/']
}
