import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'
import type { PlatePattern } from '#domain/identifiers/plate-pattern'
import { MINUTE_MS } from '#domain/instant'

/**
 * Every plate that entries bear, once: a hundredth of the rows, so that a pattern is matched against few, and the
 * entries' own index has only whole plates to look for.
 */

/** `?` right after the known characters that are gone through one by one. */
const MAX_GAP = 2
/** Greater than any character: what begins with a text is less than the text and this. */
const LAST = '\u{10ffff}'

type Anchor = PlatePattern['head']

/** Writes down plates; those that are known already cost a look. */
export const notePlates = async (sql: Sql, plates: readonly string[]): Promise<void> => {
  // In one order, so that two servers that note the same ones wait for each other and never both.
  await sql`insert into plates select unnest(${[...plates].sort()}::text[]) on conflict do nothing`
}

/** An entry is received a moment before it is there to be read; a pause of the machine may make the moment long. */
const OVERLAP_MS = 5 * MINUTE_MS

/**
 * Writes down the plates of what was received since this was done last, by whichever server: for what one that broke off
 * did not. `nowMs` is when it begins, up to which the next one needs not look back.
 */
export const noteNewPlates = async (sql: Sql, nowMs: number): Promise<void> => {
  const [row] = await sql<{ at: Date | null }[]>`select plates_noted_at as at from instance`
  if (row?.at == null) {
    await sql`insert into plates select distinct plate from entry_details where plate is not null on conflict do nothing`
  } else {
    await sql`
      insert into plates
      select distinct d.plate from entries e join entry_details d on d.bucket = e.bucket and d.entry_id = e.id
      where e.received_at >= ${new Date(row.at.getTime() - OVERLAP_MS)} and d.plate is not null
      on conflict do nothing`
  }
  await sql`update instance set plates_noted_at = ${new Date(nowMs)} where plates_noted_at is not distinct from ${row?.at ?? null}`
}

const reach = ({ known, gap, more }: Anchor): number => known.length + (gap <= MAX_GAP ? more.length : 0)

/** As many characters in a row are looked up wherever they stand; of Han the index knows none. */
const PART = /[A-Z0-9]{3}/
/** A beginning, or an end, of so many is as good. */
const ENOUGH = 3

/** Plates that fit, at most `limit`. */
export const findPlates = async (
  sql: Sql | TransactionSql,
  pattern: PlatePattern,
  limit: number,
): Promise<string[]> => {
  const like = likeOf(pattern.text)
  const ends = Math.max(pattern.head.known.length, pattern.tail.known.length)
  if (ends < ENOUGH && PART.test(pattern.text)) {
    // Not told of the limit, by which going through all plates would seem the shorter way.
    const rows = await sql<{ plate: string }[]>`
      with fitting as materialized (select plate from plates where plate like ${like})
      select plate from fitting limit ${limit}`
    return rows.map(({ plate }) => plate)
  }
  const forward = reach(pattern.head) >= reach(pattern.tail)
  const anchor = forward ? pattern.head : pattern.tail
  const key = forward ? sql`plate` : sql`reverse(plate) collate "C"`
  const { known, gap, more } = anchor
  const begin = more === '' || gap > MAX_GAP ? sql`select ${known}::text as head` : heads(sql, key, anchor)
  const rows = await sql<{ plate: string }[]>`
    with starts as (${begin})
    select p.plate from starts, lateral (
      select plate from plates
      where ${key} >= head and ${key} < head || ${LAST} and plate like ${like}) p
    limit ${limit}`
  return rows.map(({ plate }) => plate)
}

/** What the beginnings are with the gap filled: each the next one in the index, so as few looks as there are of them. */
const heads = (sql: Sql | TransactionSql, key: PendingQuery<Row[]>, { known, gap, more }: Anchor) => {
  const length = known.length + gap
  const until = known === '' ? sql`` : sql`and ${key} < ${known + LAST}`
  return sql`
    select head || ${more}::text as head from (
      with recursive filled as (
        (select left(${key}, ${length}) as head from plates where ${key} >= ${known} ${until} order by ${key} limit 1)
        union all
        select (select left(${key}, ${length}) from plates
          where ${key} >= filled.head || ${LAST} ${until} order by ${key} limit 1)
        from filled where filled.head is not null)
      select head from filled where head is not null) gaps`
}

/** For SQL's LIKE; of its own signs none can stand in a pattern. */
export const likeOf = (pattern: string): string => pattern.replaceAll('*', '%').replaceAll('?', '_')

/** Forgets plates that no entry bears any more. How many. */
export const forgetPlates = async (sql: Sql): Promise<number> => {
  const { count } = await sql`
    delete from plates p where not exists (select from entry_details d where d.plate = p.plate)`
  return count
}
