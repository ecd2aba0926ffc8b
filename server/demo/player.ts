import type { Entry } from '#domain/entries/entry'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import { type Random, seededRandom } from '../../db/seed/county/random'
import { dailyRate, localTimeAt } from '../../db/seed/traffic/daily-curve'
import { isHeld, makeEntry, makeRecheck, recheckDelayMs } from '../../db/seed/traffic/make-entry'
import { inwardShare } from '../../db/seed/traffic/make-history'
import { planTraffic } from '../../db/seed/traffic/plan-traffic'
import type { Clock } from '../clock'
import { type DemoStand, tabletOf } from './demo-points'
import type { TabletClient } from './tablet-client'
import { tabletStatus } from './tablet-status'

interface PlayerOptions {
  clock: Clock
  seed: string
  stands: readonly DemoStand[]
  /** By device id. */
  clients: ReadonlyMap<string, TabletClient>
  /** Mean entries a second. */
  rate: number
  /** The same rate at every hour; else it follows the daily curve. */
  steady: boolean
  /** Whether the tablets send their status, and rest people are measured again. */
  onShift: boolean
}

export const STATUS_MS = 20 * SECOND_MS
/** The first status goes out once the sockets are there, all of them within some seconds. */
const FIRST_STATUS_MS = 2 * SECOND_MS
const SPREAD_MS = 6 * SECOND_MS
/** After so long the rate is looked up again. */
const LONGEST_WAIT_MS = 30 * SECOND_MS
/** What `planTraffic` never goes under, as a share of the mean. */
const LEAST_CURVE = 0.05

/** Makes the demo's live traffic: entries by the daily curve, rechecks of who was held, status of every tablet. */
export class DemoPlayer {
  readonly #options: PlayerOptions
  readonly #random: Random
  readonly #cancels = new Set<() => void>()
  #dueMs = 0

  constructor(options: PlayerOptions) {
    this.#options = options
    this.#random = seededRandom(`player ${options.seed} ${options.clock.now()}`)
  }

  start(): void {
    const { clock, onShift, stands, clients, rate } = this.#options
    this.#dueMs = clock.now()
    this.#plan()
    if (!onShift) return
    const everyone = stands.flatMap((stand) => stand.tablets.map((tablet, i) => ({ stand, tablet, i })))
    // One after the other, as tablets that were switched on at different times.
    for (const [at, { stand, tablet, i }] of everyone.entries()) {
      const send = () => {
        clients.get(tablet.source.id)?.status(tabletStatus(stand.point, i, clock.now(), rate))
      }
      this.#after(FIRST_STATUS_MS + (at * SPREAD_MS) / everyone.length, () => {
        send()
        this.#cancels.add(clock.every(STATUS_MS, send))
      })
    }
  }

  /** Someone who was held before this player began: measured again when the time at rest is over. */
  takeHold(checkpointId: number, held: Entry, heldMs: number): void {
    const stand = this.#options.stands.find((one) => one.checkpointId === checkpointId)
    if (stand?.point.condition !== 'staffed') return
    const dueMs = heldMs + recheckDelayMs(seededRandom(`hold ${held.id}`))
    this.#recheckAt(stand, held, dueMs)
  }

  stop(): void {
    for (const cancel of this.#cancels) cancel()
    this.#cancels.clear()
  }

  #plan(): void {
    const { clock, stands, rate, steady } = this.#options
    const nowMs = clock.now()
    const local = localTimeAt(nowMs)
    const curve = Math.max(LEAST_CURVE, dailyRate(local.hour, local.weekday))
    const points = stands.map(({ point }) => point)
    const planned = planTraffic(this.#random, points, local, steady ? rate / curve : rate)
    if (planned === null) return
    const stand = stands.find(({ point }) => point === planned.checkpoint)
    // Behind by more than a moment (the machine slept): begin again at now, and never send it all at once.
    if (this.#dueMs < nowMs - LONGEST_WAIT_MS) this.#dueMs = nowMs
    if (planned.afterMs > LONGEST_WAIT_MS) {
      this.#dueMs = nowMs + LONGEST_WAIT_MS
      this.#after(LONGEST_WAIT_MS, () => this.#plan())
      return
    }
    this.#dueMs += planned.afterMs
    this.#after(Math.max(0, this.#dueMs - nowMs), () => {
      if (stand !== undefined) this.#enter(stand, local)
      this.#plan()
    })
  }

  #enter(stand: DemoStand, local: { hour: number; weekday: number }): void {
    const entry = makeEntry(
      this.#random,
      stand.point,
      this.#options.clock.now(),
      inwardShare(local.hour, local.weekday),
    )
    const client = this.#clientAt(stand, entry)
    if (client === undefined) return
    client.put(entry)
    if (isHeld(entry)) this.#recheckAt(stand, entry, this.#options.clock.now() + recheckDelayMs(this.#random))
  }

  #recheckAt(stand: DemoStand, held: Entry, dueMs: number): void {
    const client = this.#clientAt(stand, held)
    if (client === undefined) return
    this.#after(Math.max(0, dueMs - this.#options.clock.now()), () =>
      client.put(makeRecheck(this.#random, held, dueMs)),
    )
  }

  #clientAt(stand: DemoStand, entry: Entry): TabletClient | undefined {
    const tablet = tabletOf(stand, entry.lane)
    return tablet === null ? undefined : this.#options.clients.get(tablet.source.id)
  }

  #after(ms: number, act: () => void): void {
    const cancel = this.#options.clock.after(ms, () => {
      this.#cancels.delete(cancel)
      act()
    })
    this.#cancels.add(cancel)
  }
}

/** Mean entries a second of so many a day. */
export const rateOf = (entriesADay: number): number => (entriesADay * SECOND_MS) / (24 * HOUR_MS)

/** How often the demo notes how far its history reaches. */
export const NOTE_MS = MINUTE_MS
