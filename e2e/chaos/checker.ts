import type { Sql } from 'postgres'
import { verifyCounters } from '../../db/stores/counter-store'
import { waitFor } from '../../server/testing/wait-for'
import { digestOf } from './outbox'
import type { World } from './world'

/** What a run showed; no findings is the only good one. */
export interface Verdict {
  findings: string[]
  entries: number
  acknowledged: number
  /** From the end of the last fault until every outbox was empty and every dashboard right, ms. */
  recoveredMs: number
}

/**
 * Lets the field come to rest, then holds what clients were told against what is stored, and what dashboards show.
 * @param patienceMs how long recovery may take; promised are ten seconds.
 */
export const judge = async (world: World, patienceMs: number): Promise<Verdict> => {
  const findings: string[] = []
  const began = performance.now()
  for (const tablet of world.tablets) tablet.rest()
  const wait = async (what: string, probe: () => boolean | Promise<boolean>) => {
    const left = patienceMs - (performance.now() - began)
    await waitFor(what, probe, { timeoutMs: Math.max(1, left), everyMs: 50 }).catch(() =>
      findings.push(`${what}: not within ${patienceMs} ms`),
    )
  }
  await wait('every outbox to be empty', () => world.tablets.every(({ waiting }) => waiting === 0))
  const counted = await peopleByCheckpoint(world)
  await wait('every dashboard to show what is counted', () =>
    world.dashboards.every((dashboard) => {
      const shown = dashboard.people()
      return shown !== null && [...counted].every(([code, people]) => shown.get(code) === people)
    }),
  )
  const recoveredMs = performance.now() - began

  const stored = await storedEntries(world)
  let entries = 0
  let acknowledged = 0
  for (const tablet of world.tablets) {
    entries += tablet.made.size
    acknowledged += tablet.acknowledged.size
    for (const id of tablet.rejected) findings.push(`${id} was rejected`)
    for (const [id, digest] of tablet.acknowledged) {
      const found = stored.get(id)
      if (found === undefined) findings.push(`${id} was acknowledged and is not stored`)
      else if (found.digest !== digest) findings.push(`${id} is stored with other content`)
      else if (found.times > 1) findings.push(`${id} is stored ${found.times} times`)
    }
    for (const id of tablet.made.keys()) if (!stored.has(id)) findings.push(`${id} was made and never arrived`)
  }
  for (const difference of await verifyCounters(world.sql))
    findings.push(`the counters differ: ${JSON.stringify(difference)}`)
  // Each entry of the suite has one person, so the counters' sum is the number of entries made.
  const people = [...counted.values()].reduce((sum, value) => sum + value, 0)
  if (people !== entries) findings.push(`${entries} entries were made and ${people} counted`)
  if (await isUnflushed(world)) findings.push('the database does not flush what it commits')
  return { findings: [...new Set(findings)], entries, acknowledged, recoveredMs }
}

const peopleByCheckpoint = async ({ sql }: World): Promise<Map<string, number>> => {
  const rows = await sql<{ code: string; people: number }[]>`
    select c.code, coalesce(sum(n.people), 0)::int as people
    from checkpoints c left join counters n on n.checkpoint_id = c.id group by c.code`
  return new Map(rows.map(({ code, people }) => [code, people]))
}

const storedEntries = async ({ sql }: World): Promise<Map<string, { digest: string; times: number }>> => {
  const rows = await sql<{ id: string; body: object }[]>`
    select d.entry_id as id, d.body from entry_details d join entries e on e.bucket = d.bucket and e.id = d.entry_id`
  const stored = new Map<string, { digest: string; times: number }>()
  for (const { id, body } of rows) {
    stored.set(id, { digest: digestOf(body), times: (stored.get(id)?.times ?? 0) + 1 })
  }
  return stored
}

/** Commits that are watched, and how many of them must have waited for a sync of their own: others may share one. */
const WATCHED_COMMITS = 20
const SYNCS = 15

/** A power cut can't be had here; but a commit that is safe from one waits for a sync of the log, and those are counted. */
const isUnflushed = async ({ sql }: World): Promise<boolean> => {
  const session = await sql.reserve()
  try {
    await session`create table if not exists chaos_commits (number int)`
    const before = await syncsOfLog(session)
    for (let number = 0; number < WATCHED_COMMITS; number++) await session`insert into chaos_commits values (${number})`
    return (await syncsOfLog(session)) - before < SYNCS
  } finally {
    session.release()
  }
}

const syncsOfLog = async (session: Sql): Promise<number> => {
  await session`select pg_stat_force_next_flush()`
  const [version] = await session<{ number: number }[]>`select current_setting('server_version_num')::int as number`
  const [row] =
    (version?.number ?? 0) >= 180_000
      ? await session<{ syncs: number }[]>`select sum(fsyncs)::int as syncs from pg_stat_io where object = 'wal'`
      : await session<{ syncs: number }[]>`select wal_sync::int as syncs from pg_stat_wal`
  return row?.syncs ?? 0
}
