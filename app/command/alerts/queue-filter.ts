import { SEVERITIES } from '#domain/alerts/alert-causes'
import { ALERT_KINDS, type AlertKind } from '#domain/alerts/alert-kinds'
import type { Alert } from '#protocol/live'

/** What of the queue is shown: all of it, or those of which something is so. */
export const QUEUE_PARTS = ['all', 'open', 'received', 'overdue', 'mine', 'climbed'] as const
export type QueuePart = (typeof QUEUE_PARTS)[number]

type Severity = (typeof SEVERITIES)[number]

export interface QueueFilter {
  part: QueuePart
  kind: AlertKind | null
  severity: Severity | null
}

/** Who looks, and when. */
interface Looker {
  /** Names that an alert may be given to and that mean the reader. */
  names: readonly string[]
  /** Code of the reader's jurisdiction. */
  jurisdiction: string
  /** The server's time, ms; null until the page runs. */
  now: number | null
}

const oneOf = <T extends string>(all: readonly T[], value: string | null): T | null =>
  all.find((one) => one === value) ?? null

/** Names of the filter's parts in the address, beside those of the list and the selection. */
const IN_ADDRESS = { part: 'alerts', kind: 'alert-kind', severity: 'alert-severity' } as const

/** `?alerts=overdue&alert-kind=fever&alert-severity=critical`; what makes no sense is passed over. */
export const readFilter = (search: string): QueueFilter => {
  const query = new URLSearchParams(search)
  return {
    part: oneOf(QUEUE_PARTS, query.get(IN_ADDRESS.part)) ?? 'all',
    kind: oneOf(ALERT_KINDS, query.get(IN_ADDRESS.kind)),
    severity: oneOf(SEVERITIES, query.get(IN_ADDRESS.severity)),
  }
}

/** What the address's query says of a filter; null takes a parameter out. */
export const writeFilter = ({ part, kind, severity }: QueueFilter): Record<string, string | null> => ({
  [IN_ADDRESS.part]: part === 'all' ? null : part,
  [IN_ADDRESS.kind]: kind,
  [IN_ADDRESS.severity]: severity,
})

const isIn = (part: QueuePart, alert: Alert, { names, jurisdiction, now }: Looker): boolean => {
  switch (part) {
    case 'open':
      return alert.state === 'open'
    case 'received':
      return alert.state === 'acknowledged'
    case 'overdue':
      return now !== null && Date.parse(alert.dueAt) < now
    case 'mine':
      return alert.owner !== undefined && names.includes(alert.owner)
    case 'climbed':
      return alert.level > 0 && alert.jurisdiction === jurisdiction
    default:
      return true
  }
}

/** Those of the alerts that the filter shows, in the order given. */
export const filterAlerts = (
  alerts: readonly Alert[],
  { part, kind, severity }: QueueFilter,
  looker: Looker,
): Alert[] =>
  alerts.filter(
    (alert) =>
      (kind === null || alert.kind === kind) &&
      (severity === null || alert.severity === severity) &&
      isIn(part, alert, looker),
  )

/** How many alerts each part has. */
export const countParts = (alerts: readonly Alert[], looker: Looker): Record<QueuePart, number> => {
  const counts = { all: 0, open: 0, received: 0, overdue: 0, mine: 0, climbed: 0 }
  for (const part of QUEUE_PARTS) counts[part] = alerts.filter((alert) => isIn(part, alert, looker)).length
  return counts
}
