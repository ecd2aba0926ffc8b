import type { Entry } from '#domain/entries/entry'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/instant'
import type { Checkpoint } from '../county/county'
import { type Random, seededRandom } from '../county/random'
import { dailyRate, ENTRIES_A_DAY, localTimeAt } from './daily-curve'
import { isHeld, makeEntry, makeRecheck, recheckDelayMs } from './make-entry'
import { poisson } from './poisson'

interface HistoryEntry {
  checkpointCode: string
  entry: Entry
}

/** What the traffic at a checkpoint is drawn from. */
export type TrafficPoint = Pick<Checkpoint, 'code' | 'condition' | 'roadClass' | 'lanes' | 'share'>

interface HistoryOptions {
  seed: string | number
  county: { checkpoints: readonly TrafficPoint[] }
  /** The end, milliseconds since 1970; nothing is later. */
  until: number
  /** Local days before the one of `until`, of which there are this many; 21 unless given. */
  days?: number
  /** Entries on an ordinary working day; the demo's unless given. */
  entriesADay?: number
}

/** An open checkpoint whose tablets went silent did so this long before the end. */
const SILENT_FOR_MS = 23 * MINUTE_MS
/** One without a shift: the last one ended this long before the end. */
const UNSTAFFED_FOR_MS = 8 * MINUTE_MS
/** One point was silent for four hours, from 13:00, that many days before the last. */
const GAP_DAYS_BEFORE_END = 6
const GAP = { from: 13, to: 17 } as const

function lastMs(checkpoint: TrafficPoint, until: number): number {
  if (checkpoint.condition === 'silent') return until - SILENT_FOR_MS
  return checkpoint.condition === 'unstaffed' ? until - UNSTAFFED_FOR_MS : until
}

/** More come in of a morning, more go out of an evening; at the weekend the other way round. */
export function inwardShare(hour: number, weekday: number): number {
  const lean = hour < 12 ? 0.06 : hour > 15.5 ? -0.07 : 0
  return 0.57 + (weekday === 0 || weekday === 6 ? -lean : lean)
}

/** The checkpoint of the four silent hours: one that has traffic enough for the gap to be seen. */
function gapCode(random: Random, checkpoints: readonly TrafficPoint[]): string | undefined {
  const busy = checkpoints
    .filter((checkpoint) => checkpoint.condition === 'staffed' && checkpoint.roadClass !== 'motorway')
    .sort((a, b) => b.share - a.share)
  return busy.length > 0 ? random.pick(busy.slice(0, 4)).code : undefined
}

/**
 * The entries of the last weeks, in order of the time when they were sent; a correction comes after what it corrects.
 * The same options give the same entries, and an hour is the same whenever the history ends.
 */
export function* makeHistory(options: HistoryOptions): Generator<HistoryEntry> {
  const { county, until, days = 21, entriesADay = ENTRIES_A_DAY } = options
  const random = seededRandom(`history ${options.seed}`)
  const lastDay = localTimeAt(until).day
  const firstDay = lastDay - days
  const checkpoints = county.checkpoints.filter((checkpoint) => checkpoint.share > 0)
  const silent = gapCode(random.fork('gap'), checkpoints)
  const startMs = Math.floor((until - days * DAY_MS) / HOUR_MS) * HOUR_MS
  /** Rechecks of held people that fall into a later hour. */
  let waiting: { sentMs: number; item: HistoryEntry }[] = []

  for (let hourMs = startMs; hourMs < until; hourMs += HOUR_MS) {
    const { hour, weekday, day } = localTimeAt(hourMs + HOUR_MS / 2)
    const rate = (entriesADay / 24) * dailyRate(hour, weekday, day - firstDay)
    const sent = waiting
    waiting = []
    for (const checkpoint of checkpoints) {
      const inGap =
        checkpoint.code === silent && day === lastDay - GAP_DAYS_BEFORE_END && hour > GAP.from && hour < GAP.to
      if (inGap) continue
      const own = random.fork(`${checkpoint.code} ${hourMs / HOUR_MS}`)
      const end = lastMs(checkpoint, until)
      // No two in the same moment at one point: drivers are let in one by one.
      const times = Array.from({ length: poisson(own, rate * checkpoint.share) }, () => hourMs + own.int(HOUR_MS)).sort(
        (a, b) => a - b,
      )
      for (const occurredMs of times) {
        const entry = makeEntry(own, checkpoint, occurredMs, inwardShare(hour, weekday))
        if (occurredMs >= end) continue
        sent.push({ sentMs: occurredMs, item: { checkpointCode: checkpoint.code, entry } })
        if (!isHeld(entry)) continue
        const recheckMs = occurredMs + recheckDelayMs(own)
        const item = { checkpointCode: checkpoint.code, entry: makeRecheck(own, entry, recheckMs) }
        if (recheckMs < end) sent.push({ sentMs: recheckMs, item })
      }
    }
    sent.sort((a, b) => a.sentMs - b.sentMs || (a.item.entry.id < b.item.entry.id ? -1 : 1))
    for (const one of sent) {
      if (one.sentMs < hourMs + HOUR_MS) yield one.item
      else waiting.push(one)
    }
  }
  for (const { item } of waiting) yield item
}
