import { type CheckpointState, checkpointState, type StateTimes } from '#domain/checkpoints/checkpoint-state'
import { SHIFT_LASTS_MS } from '#domain/checkpoints/item'
import { localMidnight } from '#domain/entries/counted-at'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/instant'
import type { Status } from '#protocol/tablet'
import type { BoardRows } from '../../db/stores/board-store'
import { sees } from '../../db/stores/board-store'
import type { DutyRow } from '../../db/stores/duty-store'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { Clock } from '../clock'
import type { StoredChanges } from '../entries/flush-entries'
import { CountsWindow } from './counts-window'
import type { Sign } from './heard-notices'
import { forgetTheFuture, pendingOnTablets, type Seat } from './seat'

/** What was said of a queue is worth showing this long. */
const QUEUE_KEPT_MS = 2 * HOUR_MS
/** A clock that is kept right goes back by less. */
const SET_BACK_MS = MINUTE_MS

interface BoardOptions {
  clock: Clock
  times(): StateTimes
  /** Checkpoints with a fever or watch alert that nobody acknowledged. */
  isAlarmed(checkpointId: number): boolean
  /** Called whenever something that screens show has changed. */
  onChange(): void
  /** Called when a tablet or gate was heard of by this server itself. */
  onHeard(sign: Sign): void
  /** Called when a checkpoint's state is another. */
  onState(seat: Seat, before: CheckpointState): void
  /** Called when the clock was set back: of the day that it is again, what was counted may be forgotten. */
  onSetBack(): void
}

/**
 * Today's counts and the state of every checkpoint, in memory: the database says what is true, the board what to show.
 * Every change bears the number of the tick in which it happens.
 */
export class Board {
  readonly #options: BoardOptions
  readonly #seats = new Map<number, Seat>()
  readonly #gone = new Map<string, { path: string; tick: number }>()
  /** The tick that is being collected. */
  tick = 1
  /** When the clock was last looked at, by itself. */
  #lookedMs = 0

  constructor(options: BoardOptions) {
    this.#options = options
  }

  seats(): Iterable<Seat> {
    return this.#seats.values()
  }

  seat(checkpointId: number): Seat | undefined {
    return this.#seats.get(checkpointId)
  }

  /** Checkpoints that were taken away, with the tick. */
  gone(): ReadonlyMap<string, { path: string; tick: number }> {
    return this.#gone
  }

  /** Takes in the list of checkpoints as it is now. Returns the ids of new ones, which must be filled. */
  place(checkpoints: Iterable<Checkpoint>, zoneOf: (path: string) => string): number[] {
    const left = new Set(this.#seats.keys())
    const fresh: number[] = []
    for (const checkpoint of checkpoints) {
      left.delete(checkpoint.id)
      const seat = this.#seats.get(checkpoint.id)
      const zone = zoneOf(checkpoint.path)
      if (seat === undefined) {
        this.#seats.set(checkpoint.id, this.#newSeat(checkpoint, zone))
        this.#gone.delete(checkpoint.code)
        fresh.push(checkpoint.id)
      } else {
        // Who sees only where it was is told that it went.
        const { path } = seat.checkpoint
        if (path !== checkpoint.path) this.#gone.set(checkpoint.code, { path, tick: this.tick })
        const moved = JSON.stringify(seat.checkpoint) !== JSON.stringify(checkpoint) || seat.zone !== zone
        seat.checkpoint = checkpoint
        seat.zone = zone
        if (moved) this.#touch(seat, 'place')
        this.#review(seat)
      }
    }
    for (const id of left) {
      const seat = this.#seats.get(id)
      if (seat) this.#gone.set(seat.checkpoint.code, { path: seat.checkpoint.path, tick: this.tick })
      this.#seats.delete(id)
      this.#options.onChange()
    }
    return fresh
  }

  /** Call before a read is sent: from then on moves are kept until it is there. */
  beginFill(checkpointIds: Iterable<number>): void {
    for (const id of checkpointIds) {
      const seat = this.#seats.get(id)
      if (seat) seat.log ??= []
    }
  }

  /** A read that failed: what was kept for it is on the seats already. */
  abandonFill(checkpointIds: Iterable<number>): void {
    for (const id of checkpointIds) {
      const seat = this.#seats.get(id)
      if (seat) seat.log = null
    }
  }

  /** Puts a read in place, and on top of it the moves that it does not hold yet. */
  fill(checkpointIds: Iterable<number>, rows: BoardRows): void {
    const [hours, minutes, lastEntries] = [
      byCheckpoint(rows.hours),
      byCheckpoint(rows.minutes),
      byCheckpoint(rows.lastEntries),
    ]
    for (const id of checkpointIds) {
      const seat = this.#seats.get(id)
      if (seat === undefined) continue
      seat.window.clear()
      for (const { hour, vector } of hours.get(id) ?? []) seat.window.setHour(hour.getTime(), vector)
      for (const { minute, vector } of minutes.get(id) ?? []) seat.window.setMinute(minute.getTime(), vector)
      for (const { countedAt, calledAt } of lastEntries.get(id) ?? []) {
        seat.lastEntryMs = Math.max(seat.lastEntryMs ?? 0, countedAt.getTime())
        if (calledAt !== null) seat.lastStatusMs = Math.max(seat.lastStatusMs ?? 0, calledAt.getTime())
      }
      const log = seat.log ?? []
      seat.log = null
      seat.snapshot = rows.snapshot
      for (const { xid, changes } of log) this.#apply(seat, xid, changes)
      this.#review(seat)
    }
  }

  /** What a flush stored. */
  apply(changes: StoredChanges): void {
    const ids = new Set([...changes.moves, ...changes.passages].map(({ checkpointId }) => checkpointId))
    for (const id of ids) {
      const seat = this.#seats.get(id)
      if (seat === undefined) continue
      seat.log?.push({ xid: changes.xid, changes })
      this.#apply(seat, changes.xid, changes)
      this.#review(seat)
    }
  }

  #apply(seat: Seat, xid: string, { moves, passages }: StoredChanges): void {
    if (seat.snapshot !== '' && sees(seat.snapshot, xid)) return
    for (const move of moves) {
      if (move.checkpointId === seat.checkpoint.id) seat.window.add(move.countedAtMs, move.adds)
    }
    for (const { checkpointId, countedAtMs } of passages) {
      if (checkpointId === seat.checkpoint.id) seat.lastEntryMs = Math.max(seat.lastEntryMs ?? 0, countedAtMs)
    }
  }

  /** A status of a tablet, or a call of a gate, at a checkpoint. */
  hear(checkpointId: number, source: string, status: Status, atMs: number): void {
    this.takeSign({ checkpointId, source, status }, atMs)
    const seat = this.#seats.get(checkpointId)
    if (status.stock != null && seat !== undefined) this.#setStock(seat, status.stock, atMs)
    this.#options.onHeard({ checkpointId, source, status })
  }

  /** As `hear`, where another server heard it, or this one before it started. */
  takeSign({ checkpointId, source, status }: Sign, atMs: number): void {
    const seat = this.#seats.get(checkpointId)
    if (seat === undefined) return
    seat.lastStatusMs = Math.max(seat.lastStatusMs ?? 0, atMs)
    const known = seat.pending.get(source)
    const pending = known !== undefined && known.at > atMs ? null : (status.pending ?? null)
    if (pending !== null && known?.count !== pending) this.#touch(seat, 'pending')
    if (pending !== null) seat.pending.set(source, { count: pending, at: atMs })
    const queue = status.queue ?? null
    if (queue !== null) this.#setQueue(seat, queue, atMs)
    this.#review(seat)
  }

  #setQueue(seat: Seat, vehicles: number, atMs: number): void {
    if (atMs < seat.queueAt) return
    seat.queueAt = atMs
    if (vehicles === seat.queue) return
    seat.queue = vehicles
    this.#touch(seat, 'queue')
  }

  #setStock(seat: Seat, amounts: Record<string, number>, atMs: number): void {
    if (atMs < seat.stockAt) return
    seat.stockAt = atMs
    if (JSON.stringify(amounts) === JSON.stringify(seat.stock)) return
    seat.stock = amounts
    this.#touch(seat, 'stock')
  }

  /** What its items say of a checkpoint now. */
  takeDuty({ checkpointId, keepsShifts, shifts, stock, queue }: DutyRow): void {
    const seat = this.#seats.get(checkpointId)
    if (seat === undefined) return
    const queueAt = queue === null ? 0 : Date.parse(queue.at)
    if (queue !== null && this.#options.clock.now() - queueAt < QUEUE_KEPT_MS) {
      this.#setQueue(seat, queue.vehicles, queueAt)
    }
    if (stock !== null) this.#setStock(seat, stock.amounts, Date.parse(stock.at))
    const ends = shifts.map(({ since }) => Date.parse(since) + SHIFT_LASTS_MS)
    seat.shiftUntilMs = keepsShifts ? Math.max(0, ...ends) : null
    this.#review(seat)
  }

  /** A tablet stands here and nowhere else; with null it stands nowhere, and what waits on it is no longer waited for. */
  settle(checkpointId: number | null, source: string): void {
    for (const seat of this.#seats.values()) {
      if (seat.checkpoint.id !== checkpointId && seat.pending.delete(source)) this.#touch(seat, 'pending')
    }
  }

  /** Entries that wait on tablets, as these last said. */
  pending(nowMs: number): number {
    let sum = 0
    for (const seat of this.#seats.values()) sum += pendingOnTablets(seat, nowMs)
    return sum
  }

  /** All tablets of which something waits. */
  sources(): string[] {
    return [...new Set([...this.#seats.values()].flatMap(({ pending }) => [...pending.keys()]))]
  }

  /** Looks at one checkpoint again: an alarm began or ended there. */
  reviewOne(checkpointId: number): void {
    const seat = this.#seats.get(checkpointId)
    if (seat !== undefined) this.#review(seat)
  }

  /** Forgets who went, once every screen was told. */
  forgetGone(upToTick: number): void {
    for (const [code, { tick }] of this.#gone) if (tick <= upToTick) this.#gone.delete(code)
  }

  /** Looks at the clock: days that end, minutes that pass, states that time changes. */
  review(): void {
    const now = this.#options.clock.now()
    if (now < this.#lookedMs - SET_BACK_MS) this.#options.onSetBack()
    this.#lookedMs = now
    for (const seat of this.#seats.values()) this.#review(seat)
  }

  #review(seat: Seat): void {
    const now = this.#options.clock.now()
    forgetTheFuture(seat, now)
    const dayFromMs = localMidnight(now, seat.zone)
    // Half a day into the next: a day has 23 to 25 hours where clocks change.
    const today = seat.window.day(dayFromMs, localMidnight(dayFromMs + 1.5 * DAY_MS, seat.zone))
    if (dayFromMs !== seat.dayFromMs || !same(today, seat.today)) {
      seat.dayFromMs = dayFromMs
      seat.today = today
      this.#touch(seat, 'any')
    }
    const hour = seat.window.lastHour(now)
    if (!same(hour, seat.hour)) {
      seat.hour = hour
      this.#touch(seat, 'hour')
    }
    seat.window.prune(now)
    const state = checkpointState(
      {
        set: seat.checkpoint.setState,
        lastStatusAt: seat.lastStatusMs,
        shiftOpen: seat.shiftUntilMs === null ? null : now < seat.shiftUntilMs,
        unstaffedByHand: seat.checkpoint.unstaffed,
        unacknowledgedAlarm: this.#options.isAlarmed(seat.checkpoint.id),
        lastEntryAt: seat.lastEntryMs,
        now,
      },
      this.#options.times(),
    )
    if (state !== seat.state) {
      const before = seat.state
      seat.state = state
      this.#touch(seat, 'any')
      this.#options.onState(seat, before)
    }
  }

  #touch(seat: Seat, part: keyof Seat['changed']): void {
    seat.changed.any = this.tick
    seat.changed[part] = this.tick
    this.#options.onChange()
  }

  #newSeat(checkpoint: Checkpoint, zone: string): Seat {
    const tick = this.tick
    this.#options.onChange()
    return {
      checkpoint,
      zone,
      window: new CountsWindow(),
      snapshot: '',
      log: [],
      lastStatusMs: null,
      lastEntryMs: null,
      queue: null,
      queueAt: 0,
      stock: null,
      stockAt: 0,
      shiftUntilMs: null,
      pending: new Map(),
      state: checkpoint.setState === 'open' ? 'offline' : checkpoint.setState,
      dayFromMs: 0,
      today: new CountsWindow().day(0, 0),
      hour: new CountsWindow().day(0, 0),
      changed: { any: tick, hour: tick, queue: tick, stock: tick, pending: tick, place: tick },
    }
  }
}

/** Once for all: thousands of checkpoints are filled together. */
const byCheckpoint = <Row extends { checkpointId: number }>(rows: readonly Row[]): Map<number, Row[]> => {
  const found = new Map<number, Row[]>()
  for (const row of rows) {
    const there = found.get(row.checkpointId)
    if (there === undefined) found.set(row.checkpointId, [row])
    else there.push(row)
  }
  return found
}

const same = (a: readonly number[], b: readonly number[]) => a.every((value, index) => value === b[index])
