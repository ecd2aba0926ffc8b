import { localMidnight } from '#domain/entries/counted-at'
import { DAY_MS } from '#domain/instant'

/** What is looked for; as it stands in the address, so that a view can be sent on. */
export interface AuditQuery {
  who: string
  verb: string
  target: string
  /** Local dates, both included; empty: open. */
  from: string
  to: string
  /** The line that is open. */
  line: string
}

const NAMES = ['who', 'verb', 'target', 'from', 'to', 'line'] as const

/** From the part of an address after `?`. */
export const readQuery = (search: string): AuditQuery => {
  const given = new URLSearchParams(search)
  const of = (name: (typeof NAMES)[number]) => given.get(name) ?? ''
  return { who: of('who'), verb: of('verb'), target: of('target'), from: of('from'), to: of('to'), line: of('line') }
}

/** `?…`, or nothing where nothing is looked for. */
export const writeQuery = (query: AuditQuery): string => {
  const given = new URLSearchParams()
  for (const name of NAMES) if (query[name] !== '') given.set(name, query[name])
  const text = given.toString()
  return text === '' ? '' : `?${text}`
}

/** The path of the call that answers it: whole local days become instants. `from`: the line that it begins with. */
export const auditPath = (
  query: AuditQuery,
  zone: string,
  { cursor = null, from: first = '' }: { cursor?: string | null; from?: string } = {},
): string => {
  const given = new URLSearchParams()
  for (const name of ['who', 'verb', 'target'] as const)
    if (query[name].trim() !== '') given.set(name, query[name].trim())
  const midnight = (date: string, days: number) => {
    const noon = Date.parse(`${date}T12:00:00Z`)
    // Noon of the day after is in the day after, whether the clock was changed between or not.
    return Number.isNaN(noon) ? null : new Date(localMidnight(noon + days * DAY_MS, zone)).toISOString()
  }
  const from = midnight(query.from, 0)
  const to = midnight(query.to, 1)
  if (from !== null) given.set('from', from)
  if (to !== null) given.set('to', to)
  if (cursor !== null) given.set('cursor', cursor)
  else if (first !== '') given.set('line', first)
  return `/audit?${given}`
}
