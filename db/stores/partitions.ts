import type { Sql, TransactionSql } from 'postgres'
import { DAY_MS } from '#domain/instant'
import { closePartition } from '../access/apply-access'

/** Made so many days ahead, so that a server that was off for a weekend finds its partitions there. */
const AHEAD_DAYS = 14
/** So old may rows be that find themselves in the default one, and are given their own: those of tablets while nobody made any. */
const LATE_DAYS = 28
/** A partition holds a week of buckets (days). */
const WEEK = 7
/** Held while partitions are made: two servers may start at once. */
const LOCK = 7_203_901

/**
 * Makes the partitions of `entries` and `entry_details` for the weeks from that of `fromMs` (now unless given) to those
 * that begin within 14 days, and for those of the last four that have rows and no partition. Rows that went to the default
 * one meanwhile move along, in the same transaction. Returns the first buckets of the new ones.
 */
export const makePartitions = async (sql: Sql, nowMs: number, fromMs: number = nowMs): Promise<number[]> => {
  const today = Math.floor(nowMs / DAY_MS)
  const first = Math.floor(Math.min(fromMs, nowMs) / DAY_MS / WEEK) * WEEK
  const weeks = await findLate(sql, today - LATE_DAYS, first)
  for (let week = first; week <= today + AHEAD_DAYS; week += WEEK) weeks.push(week)
  const made: number[] = []
  for (const week of weeks) if (await makeWeek(sql, week)) made.push(week)
  return made
}

/** The weeks, by their first bucket, of rows in the default partition that lie between two buckets. */
const findLate = async (sql: Sql, from: number, before: number): Promise<number[]> => {
  const rows = await sql<{ week: number }[]>`
    select distinct bucket / ${WEEK}::int * ${WEEK}::int as week from entries_default
    where bucket >= ${from} and bucket < ${before} order by 1`
  return rows.map(({ week }) => week)
}

/** The weeks that have a partition, by their first bucket. */
export const findWeeks = async (sql: Sql | TransactionSql): Promise<number[]> => {
  const rows = await sql<{ week: number }[]>`
    select substring(relname from '[0-9]+$')::int as week from pg_class
    where relnamespace = 'public'::regnamespace and relispartition and relname ~ '^entries_[0-9]+$' order by 1`
  return rows.map(({ week }) => week)
}

/** Makes the partition of a week; false where it is there. */
export const makeWeek = (sql: Sql, week: number): Promise<boolean> =>
  sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${LOCK})`
    const [found] = await transaction`select 1 from pg_class where relname = ${`entries_${week}`}`
    if (found !== undefined) return false
    for (const table of ['entries', 'entry_details']) {
      // Names are made of a closed list and a number.
      const name = `${table}_${week}`
      const range = `bucket >= ${week} and bucket < ${week + WEEK}`
      await transaction.unsafe(`create table ${name} (like ${table} including defaults including constraints)`)
      await transaction.unsafe(`lock table ${table}_default in share row exclusive mode`)
      await transaction.unsafe(
        `with moved as (delete from ${table}_default where ${range} returning *) insert into ${name} select * from moved`,
      )
      await transaction.unsafe(
        `alter table ${table} attach partition ${name} for values from (${week}) to (${week + WEEK})`,
      )
      for (const statement of closePartition(name)) await transaction.unsafe(statement)
    }
    return true
  }) as Promise<boolean>
