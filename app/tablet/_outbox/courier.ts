import type { Item } from '#domain/checkpoints/item'
import type { Entry } from '#domain/entries/entry'
import { MINUTE_MS } from '#domain/instant'
import type { Duty } from '#protocol/duty'
import type { Problem } from '#protocol/problem'
import type { Busy, EntriesAnswer } from '#protocol/results'
import type { Roster } from '#protocol/roster'
import type { Instruction, Policy, Status } from '#protocol/tablet'
import { refusalOf, type TabletSocket } from '../../_live/socket'
import { type Bar, type DrainEvent, type DrainTask, drain, drainStart } from './drain'
import { FACTS } from './facts'
import { createKeptClock } from './kept-clock'
import { offerAboveSeq, offerUnderEpoch } from './offer-again'
import { type Batch, DEFER_RETRY_MS, KEEP_MS, type Outbox } from './store'
import { readAnswer } from './verdict'

/**
 * Carries the outbox to the server: it joins the drain (when), the store (what) and the socket (how). Only the leading
 * tab runs one. It emits only while connected, so that the outbox stays the one memory.
 */

const ANSWER_MS = 5_000
const STATUS_MS = 20_000
const TIME_MS = 5 * MINUTE_MS
/** A refused token or protocol is tried again: a restored server may know it after all. */
const BARRED_RETRY_MS = MINUTE_MS
/** Well under the server's limit of 1 MiB a message. */
const MESSAGE_CHARACTERS = 400_000

type Ack<T> = (answer: T | Busy | { error: Problem }) => void

export interface TabletEvents {
  policy: (policy: Policy) => void
  roster: (roster: Roster) => void
  duty: (duty: Duty) => void
  instruction: (instruction: Instruction) => void
  withdrawn: (which: { ids: readonly string[] }) => void
  revoked: (how: { wipe: boolean }) => void
  [event: string]: (...values: never[]) => void
}
export interface TabletCalls {
  entries: (entries: Entry[], ack: Ack<EntriesAnswer>) => void
  items: (items: Item[], ack: Ack<EntriesAnswer>) => void
  status: (status: Status, ack: Ack<object>) => void
  time: (ack: Ack<{ now: string }>) => void
  [call: string]: (...values: never[]) => void
}

export type Link = { kind: 'connected' } | { kind: 'offline' } | { kind: 'barred'; reason: Bar }

interface CourierHooks {
  link(link: Link): void
  policy(policy: Policy): void
  /** What the queue and the stock were last said to be. */
  status(): Pick<Status, 'queue' | 'stock'>
  revoked(wipe: boolean): void
  /** Something came back: states of entries have changed. */
  settled(): void
}

export interface Courier {
  /** Something was saved, or another tab saved something. */
  wake(): void
  /** Server minus tablet, milliseconds, for the next entry. */
  clockOffsetMs(): number | null
  stop(): void
}

/** The longest beginning of the batch that fits into a message; one always does. */
function cut(batch: Batch): Batch {
  let characters = 0
  const fits = batch.made.findIndex((made, index) => {
    characters += JSON.stringify(made).length
    return index > 0 && characters > MESSAGE_CHARACTERS
  })
  if (fits === -1) return batch
  return batch.kind === 'entry'
    ? { kind: 'entry', made: batch.made.slice(0, fits) }
    : { kind: 'item', made: batch.made.slice(0, fits) }
}

async function battery(): Promise<number | undefined> {
  // Chromium only; the type library does not know it.
  const source = navigator as Navigator & { getBattery?: () => Promise<{ level: number }> }
  const found = await source.getBattery?.().catch(() => undefined)
  return found ? Math.round(found.level * 100) : undefined
}

export function startCourier(
  outbox: Outbox,
  socket: TabletSocket<TabletEvents, TabletCalls>,
  hooks: CourierHooks,
): Courier {
  let state = drainStart
  let batch: Batch = { kind: 'entry', made: [] }
  let timer: ReturnType<typeof setTimeout> | undefined
  let acknowledgedAtConnect: number | null = null
  let stopped = false
  const clock = createKeptClock(outbox)
  const beats: ReturnType<typeof setInterval>[] = []

  const tell = (event: DrainEvent): void => {
    if (stopped) return
    const step = drain(state, event, Math.random())
    state = step.state
    for (const task of step.tasks) act(task)
  }

  const act = (task: DrainTask): void => {
    switch (task.do) {
      case 'arm':
        clearTimeout(timer)
        timer = setTimeout(() => tell({ kind: 'rang' }), task.ms)
        return
      case 'disarm':
        clearTimeout(timer)
        return
      case 'load':
        outbox.next(task.limit, Date.now() - DEFER_RETRY_MS).then(
          (next) => {
            batch = cut(next)
            tell({ kind: 'loaded', round: task.round, ids: batch.made.map(({ id }) => id) })
          },
          () => tell({ kind: 'load-failed', round: task.round }),
        )
        return
      case 'send':
        void send(task.ids).then((ack) => {
          tell({ kind: 'came-back', round: task.round, answer: readAnswer(task.ids, ack) })
        })
        return
      case 'settle':
        settle(task).then(
          () => tell({ kind: 'settled', round: task.round }),
          () => tell({ kind: 'settle-failed', round: task.round }),
        )
    }
  }

  /** The acknowledgement, or undefined where none came in time. Never rejects: the drain waits for it. */
  const send = async (ids: readonly string[]): Promise<unknown> => {
    if (!socket.connected) return undefined
    const isMeant = ({ id }: { id: string }) => ids.includes(id)
    const timed = socket.timeout(ANSWER_MS)
    try {
      return batch.kind === 'entry'
        ? await timed.emitWithAck('entries', batch.made.filter(isMeant))
        : await timed.emitWithAck('items', batch.made.filter(isMeant))
    } catch {
      return undefined
    }
  }

  const settle = async ({ verdicts, epoch }: Extract<DrainTask, { do: 'settle' }>): Promise<void> => {
    await outbox.settle(verdicts, epoch, Date.now())
    if (epoch !== null) await offerUnderEpoch(outbox, epoch)
    hooks.settled()
  }

  const meetPolicy = async (policy: Policy): Promise<void> => {
    await offerUnderEpoch(outbox, policy.epoch)
    const acknowledged = acknowledgedAtConnect
    acknowledgedAtConnect = null
    await offerAboveSeq(outbox, policy, acknowledged)
    await outbox.setFact(FACTS.policy, policy)
    tell({ kind: 'woke' })
    hooks.policy(policy)
  }

  const askTime = async (): Promise<void> => {
    if (!socket.connected) return
    await clock.ask(() =>
      socket
        .timeout(ANSWER_MS)
        .emitWithAck('time')
        .catch(() => undefined),
    )
  }

  const sayStatus = async (): Promise<void> => {
    clock.look()
    await clock.keep()
    if (clock.offsetMs() !== null) await outbox.forget(Date.now() - KEEP_MS)
    if (!socket.connected) return
    const { waiting } = await outbox.tally()
    const level = await battery()
    const status: Status = { ...hooks.status(), pending: waiting, ...(level === undefined ? {} : { battery: level }) }
    await socket
      .timeout(ANSWER_MS)
      .emitWithAck('status', status)
      .catch(() => undefined)
  }

  /** The store can fail under any of these (storage pressure); the next beat tries again. */
  const later = (work: Promise<void>): void => {
    work.catch(() => undefined)
  }

  const onConnect = (): void => {
    hooks.link({ kind: 'connected' })
    // What was acknowledged before this connection, for the comparison with the first policy on it.
    const begin = (seq: number | null): void => {
      acknowledgedAtConnect = seq
      if (socket.connected) tell({ kind: 'connected' })
    }
    outbox.acknowledgedSeq().then(begin, () => begin(null))
    later(askTime())
    later(sayStatus())
  }
  const onDisconnect = (): void => {
    if (state.phase === 'barred') return
    hooks.link({ kind: 'offline' })
    tell({ kind: 'disconnected' })
  }
  const onRefused = (error: Error): void => {
    const reason = refusalOf(error)
    if (!reason) return
    hooks.link({ kind: 'barred', reason })
    tell({ kind: 'barred', reason })
  }
  const onPolicy = (policy: Policy): void => later(meetPolicy(policy))
  const onRevoked = ({ wipe }: { wipe: boolean }): void => {
    // Retired for good: nothing more is taken from this tablet. What waits stays; asked again now and then, in case it
    // was a mistake that someone mends.
    if (!wipe) {
      hooks.link({ kind: 'barred', reason: 'retired' })
      tell({ kind: 'barred', reason: 'retired' })
      socket.disconnect()
    }
    hooks.revoked(wipe)
  }
  const onWake = (): void => {
    clock.look()
    tell({ kind: 'woke' })
  }

  socket.on('connect', onConnect)
  socket.on('disconnect', onDisconnect)
  socket.on('connect_error', onRefused)
  socket.on('policy', onPolicy)
  socket.on('revoked', onRevoked)
  window.addEventListener('online', onWake)
  window.addEventListener('pageshow', onWake)
  document.addEventListener('visibilitychange', onWake)
  beats.push(
    setInterval(() => later(sayStatus()), STATUS_MS),
    setInterval(() => later(askTime()), TIME_MS),
    setInterval(() => {
      if (state.phase === 'barred') socket.connect()
    }, BARRED_RETRY_MS),
  )

  later(
    clock.reopen().then(() => {
      if (socket.connected) onConnect()
      else {
        hooks.link({ kind: 'offline' })
        socket.connect()
      }
    }),
  )

  return {
    wake: onWake,
    clockOffsetMs() {
      clock.look()
      return clock.offsetMs()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      for (const beat of beats) clearInterval(beat)
      socket.off('connect', onConnect)
      socket.off('disconnect', onDisconnect)
      socket.off('connect_error', onRefused)
      socket.off('policy', onPolicy)
      socket.off('revoked', onRevoked)
      window.removeEventListener('online', onWake)
      window.removeEventListener('pageshow', onWake)
      document.removeEventListener('visibilitychange', onWake)
      socket.disconnect()
    },
  }
}
