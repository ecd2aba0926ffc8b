import type { Alert, CheckpointLive } from '#protocol/live'
import type { alertWords } from '../_text/alerts'
import type { command } from '../_text/command'
import { number } from '../_text/format'

type Words = (typeof command)['zh']
type More = (typeof alertWords)['zh']

interface TitleTools {
  words: Words
  more: More
  /** A span of time in the reader's words. */
  duration(milliseconds: number): string
  time(at: string): string
  supplyName(supply: string): string
  /** The server's time, ms; null until the page runs. */
  now: number | null
}

/** What happened, in a few words: since when, how many, what of. */
export const alertTitle = (alert: Alert, checkpoint: CheckpointLive | undefined, tools: TitleTools): string => {
  const what = whatOf(alert, checkpoint, tools)
  return alert.count > 1 && alert.kind !== 'queue' ? `${what} · ${tools.words.alert.several(alert.count)}` : what
}

const whatOf = (
  { kind, points = 0, since, detail = {}, state }: Alert,
  checkpoint: CheckpointLive | undefined,
  { words, more, duration, time, supplyName, now }: TitleTools,
): string => {
  const lasts = since !== undefined && now !== null && state !== 'resolved' ? duration(now - Date.parse(since)) : null
  switch (kind) {
    case 'offline':
      if (points > 1) return more.manyOffline(number(points))
      return lasts === null ? words.alert.offline : more.offlineFor(lasts)
    case 'zero-report':
      if (points > 1) return more.manyMissing(number(points))
      return typeof detail.to === 'string' ? more.missing(time(detail.to)) : words.alert['zero-report']
    case 'queue': {
      const vehicles = checkpoint?.queue ?? detail.vehicles
      return typeof vehicles === 'number' ? words.alert.queueOf(number(vehicles)) : words.alert.queue
    }
    case 'stock': {
      const low = Object.entries(detail).map(([supply, left]) => `${supplyName(supply)} ${left}`)
      return low.length > 0 ? more.low(low.join(more.comma)) : words.alert.stock
    }
    case 'two-hours':
      if (lasts === null) return words.alert['two-hours']
      if (detail.what === 'kept') return more.keptFor(lasts)
      if (detail.what === 'fever-home') return more.feverHomeFor(lasts)
      if (detail.what === 'sent') return more.sentFor(number(Number(detail.people)), lasts)
      return detail.what === 'risk' ? more.unreachedFor(lasts) : more.heldFor(lasts)
    default:
      return words.alert[kind]
  }
}

/** Whose it is, and whether someone has it. */
export const alertOwner = (alert: Alert, words: Words): string =>
  alert.owner ? words.alert.owner(alert.owner) : alert.state === 'acknowledged' ? words.alert.received : ''
