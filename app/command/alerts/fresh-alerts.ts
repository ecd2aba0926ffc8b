import type { Alert } from '#protocol/live'

/** What of each alert was known: its state, and how far it had climbed. */
export type Known = ReadonlyMap<string, { state: Alert['state']; level: number }>

export const knownOf = (alerts: readonly Alert[]): Known =>
  new Map(alerts.map(({ id, state, level }) => [id, { state, level }]))

/**
 * Alerts that call for somebody now: raised or opened again since, or climbed to the reader's own jurisdiction. Nothing
 * of the first picture does: whoever opens the page looks at it.
 */
export const freshAlerts = (before: Known | null, alerts: readonly Alert[], home: string): Alert[] =>
  before === null
    ? []
    : alerts.filter(({ id, state, level, jurisdiction }) => {
        const known = before.get(id)
        if (state === 'resolved') return false
        if (known !== undefined && level > known.level && jurisdiction === home) return true
        return state === 'open' && (known === undefined || known.state === 'resolved')
      })
