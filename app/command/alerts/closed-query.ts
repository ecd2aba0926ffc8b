import { localMidnight } from '#domain/entries/counted-at'
import { DAY_MS } from '#domain/instant'
import { isDay } from '#domain/reports/report-window'

/** Which closed alerts are asked for, as it stands in the address; empty: any. */
export interface ClosedQuery {
  kind: string
  /** A part of a checkpoint's name or code. */
  find: string
  /** Local dates, both included. */
  from: string
  to: string
}

const NAMES = ['kind', 'find', 'from', 'to'] as const

/** From the part of an address after `?`; a kind or a day that does not exist is as none. */
export const readClosedQuery = (search: string, kinds: readonly string[]): ClosedQuery => {
  const given = new URLSearchParams(search)
  const of = (name: (typeof NAMES)[number]) => given.get(name) ?? ''
  const day = (text: string) => (isDay(text) ? text : '')
  const kind = kinds.includes(of('kind')) ? of('kind') : ''
  return { kind, find: of('find').slice(0, 60), from: day(of('from')), to: day(of('to')) }
}

/** The path of the call that answers it: whole local days become instants. */
export const closedPath = ({ kind, find, from, to }: ClosedQuery, zone: string): string => {
  // Noon of the day after is in the day after, whether the clock was changed between or not.
  const midnight = (date: string, days: number) =>
    new Date(localMidnight(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS, zone)).toISOString()
  const given = new URLSearchParams()
  if (kind !== '') given.set('kind', kind)
  if (find.trim() !== '') given.set('checkpoint', find.trim())
  if (from !== '') given.set('from', midnight(from, 0))
  if (to !== '') given.set('to', midnight(to, 1))
  return `/alerts/closed?${given}`
}
