import { MINUTE_MS } from '#domain/instant'
import { uuidV7 } from '#domain/uuid'
import { seededRandom } from '../../db/seed/county/random'
import type { NewAlert } from '../../db/stores/alert-store'

/** Who works the alerts of the demo. */
export const DESK = 'demo'

/** Minutes after which the demo's command centre receives an alert, and closes it: from, to. */
const PACE: Record<string, { receive: [number, number]; close: [number, number] }> = {
  fever: { receive: [4, 9], close: [25, 70] },
  watch: { receive: [3, 12], close: [20, 60] },
  risk: { receive: [10, 45], close: [55, 110] },
}
const ANY_PACE = { receive: [5, 15], close: [30, 90] } as const

/** When an alert of the demo is received and closed, epoch milliseconds: fixed by its id. */
export const deskTimes = (alert: { id: string; kind: string }, raisedMs: number) => {
  const random = seededRandom(`desk ${alert.id}`)
  const { receive, close } = PACE[alert.kind] ?? ANY_PACE
  return {
    receivedMs: raisedMs + Math.round(random.between(receive[0], receive[1]) * MINUTE_MS),
    closedMs: raisedMs + Math.round(random.between(close[0], close[1]) * MINUTE_MS),
  }
}

/** What the demo's command centre writes at closing. */
export const deskReason = (kind: string): string => {
  if (kind === 'fever') return '已转运至定点医院，落实闭环管理'
  if (kind === 'watch') return '已移交公安部门'
  return '已核实旅居史，按规定落实管控'
}

/** An alert of the past as it stands at the end of the history. */
export interface PastAlert extends NewAlert {
  state: 'open' | 'acknowledged' | 'resolved'
  count: number
  owner: string | null
  acknowledgedAt: string | null
  resolvedAt: string | null
  reason: string | null
}

interface Kept {
  alert: NewAlert
  count: number
  receivedMs: number
  closedMs: number
}

/** Keeps the alerts of a history as a command centre would have: repeats fold into the one that is not closed yet. */
export class AlertLedger {
  readonly #seed: string
  readonly #all: Kept[] = []
  readonly #last = new Map<string, Kept>()

  constructor(seed: string) {
    this.#seed = seed
  }

  /** Takes an alert, raised in the order of time. */
  add(alert: NewAlert): void {
    const raisedMs = Date.parse(alert.raisedAt)
    const before = this.#last.get(alert.foldKey)
    if (before !== undefined && raisedMs < before.closedMs) {
      before.count++
      return
    }
    const random = seededRandom(`alert ${this.#seed} ${alert.foldKey} ${raisedMs}`)
    const bytes = Uint8Array.from({ length: 16 }, () => random.int(256))
    const own = { ...alert, id: uuidV7(raisedMs, bytes) }
    const kept = { alert: own, count: 1, ...deskTimes(own, raisedMs) }
    this.#last.set(alert.foldKey, kept)
    this.#all.push(kept)
  }

  /** All of them as they stand at `nowMs`. */
  at(nowMs: number): PastAlert[] {
    return this.#all.map(({ alert, count, receivedMs, closedMs }) => {
      const received = receivedMs <= nowMs
      const closed = closedMs <= nowMs
      return {
        ...alert,
        count,
        state: closed ? 'resolved' : received ? 'acknowledged' : 'open',
        owner: received ? DESK : null,
        acknowledgedAt: received ? new Date(receivedMs).toISOString() : null,
        resolvedAt: closed ? new Date(closedMs).toISOString() : null,
        reason: closed ? deskReason(alert.kind) : null,
      }
    })
  }
}
