import type { CheckpointState } from '#domain/checkpoints/checkpoint-state'
import { countsFromVector } from '#domain/entries/counts'
import { DAY_MS } from '#domain/instant'
import type { CheckpointLive } from '#protocol/live'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { StoredChanges } from '../entries/flush-entries'
import type { CountsWindow } from './counts-window'

/** A status of a tablet is worth showing this long. */
const PENDING_KEPT_MS = 7 * DAY_MS

/** A checkpoint on the board: what is known of it now. */
export interface Seat {
  checkpoint: Checkpoint
  zone: string
  window: CountsWindow
  /** Of the read that it was filled from. */
  snapshot: string
  /** Moves that came while it is being read; null while it is not. */
  log: { xid: string; changes: StoredChanges }[] | null
  lastStatusMs: number | null
  lastEntryMs: number | null
  queue: number | null
  /** When the queue was last told. */
  queueAt: number
  stock: Record<string, number> | null
  stockAt: number
  /** Until when somebody is on duty, as far as is known now; null: the checkpoint has never kept shifts. */
  shiftUntilMs: number | null
  pending: Map<string, { count: number; at: number }>
  state: CheckpointState
  dayFromMs: number
  today: number[]
  hour: number[]
  /** Ticks of the last change of each part: the broadcaster sends what changed after a screen's last one. */
  changed: { any: number; hour: number; queue: number; stock: number; pending: number; place: number }
}

/** Nothing was heard later than now, whatever a clock said that was ahead: else nothing newer would count until then. */
export const forgetTheFuture = (seat: Seat, now: number) => {
  if (seat.lastStatusMs !== null) seat.lastStatusMs = Math.min(seat.lastStatusMs, now)
  if (seat.lastEntryMs !== null) seat.lastEntryMs = Math.min(seat.lastEntryMs, now)
  seat.queueAt = Math.min(seat.queueAt, now)
  seat.stockAt = Math.min(seat.stockAt, now)
  for (const told of seat.pending.values()) told.at = Math.min(told.at, now)
}

/** Entries that wait on tablets there, as these last said. */
export const pendingOnTablets = (seat: Seat, nowMs: number): number => {
  let sum = 0
  for (const { count, at } of seat.pending.values()) if (nowMs - at < PENDING_KEPT_MS) sum += count
  return sum
}

/** A checkpoint as screens get it: whole, or with those parts alone that changed after a tick. */
export const showSeat = (seat: Seat, nowMs: number, since: number | null): CheckpointLive => {
  const { checkpoint, changed } = seat
  const all = since === null
  const shown: Partial<CheckpointLive> & Pick<CheckpointLive, 'code' | 'state' | 'at' | 'today'> = {
    code: checkpoint.code,
    state: seat.state,
    at: new Date(nowMs).toISOString(),
    today: countsFromVector(seat.today),
  }
  if (all || changed.hour > since) shown.hour = countsFromVector(seat.hour)
  if ((all || changed.queue > since) && seat.queue !== null) shown.queue = seat.queue
  if ((all || changed.stock > since) && seat.stock !== null) shown.stock = seat.stock
  if (all || changed.pending > since) shown.pendingOnTablets = pendingOnTablets(seat, nowMs)
  if (all || changed.place > since) {
    shown.name = checkpoint.name
    shown.lng = checkpoint.lng
    shown.lat = checkpoint.lat
  }
  if (all || seat.state === 'offline') {
    shown.seenAt = seat.lastStatusMs === null ? null : new Date(seat.lastStatusMs).toISOString()
  }
  // In a delta the parts that did not change are absent, which CheckpointChange allows.
  return shown as CheckpointLive
}
