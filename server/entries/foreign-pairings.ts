import type { Sql } from 'postgres'
import type { EntrySource } from './entry-source'

const NONE: ReadonlySet<string> = new Set()
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Pairings named in a message that belong to another device. A query only where one is not the source's own. */
export const findForeignPairings = async (
  sql: Sql,
  source: EntrySource,
  made: readonly unknown[],
): Promise<ReadonlySet<string>> => {
  if (source.kind === 'gate') return NONE
  const unknown = new Set<string>()
  for (const raw of made) {
    const pairing = typeof raw === 'object' && raw !== null && 'pairing' in raw ? raw.pairing : null
    if (typeof pairing === 'string' && UUID.test(pairing) && !source.pairings.has(pairing)) unknown.add(pairing)
  }
  if (unknown.size === 0) return NONE
  const found = await sql<{ id: string }[]>`
    select id from pairings where id = any(${[...unknown]}::uuid[]) and device_id <> ${source.id}`
  return new Set(found.map(({ id }) => id))
}
