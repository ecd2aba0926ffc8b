import type { Sql } from 'postgres'
import type { EntrySource } from './entry-source'

const NONE: ReadonlySet<string> = new Set()
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A pairing that is named and not the source's own; null where there is none, or what is named can't be one. */
const unknownPairing = (source: EntrySource & { kind: 'device' }, raw: unknown): string | null => {
  const pairing = typeof raw === 'object' && raw !== null && 'pairing' in raw ? raw.pairing : null
  return typeof pairing === 'string' && !source.pairings.has(pairing) && UUID.test(pairing) ? pairing : null
}

/** Whether `findForeignPairings` has to ask the database. */
export const namesUnknownPairing = (source: EntrySource, made: readonly unknown[]): boolean =>
  source.kind === 'device' && made.some((raw) => unknownPairing(source, raw) !== null)

/** Pairings named in a message that belong to another device. A query only where one is not the source's own. */
export const findForeignPairings = async (
  sql: Sql,
  source: EntrySource,
  made: readonly unknown[],
): Promise<ReadonlySet<string>> => {
  if (source.kind === 'gate') return NONE
  const unknown = new Set(made.flatMap((raw) => unknownPairing(source, raw) ?? []))
  if (unknown.size === 0) return NONE
  const found = await sql<{ id: string }[]>`
    select id from pairings where id = any(${[...unknown]}::uuid[]) and device_id <> ${source.id}`
  return new Set(found.map(({ id }) => id))
}
