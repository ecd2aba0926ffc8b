import type { Sql } from 'postgres'
import type { World } from './world'

/** Commits that are watched, and how many of them must have waited for a sync of their own: others may share one. */
const WATCHED_COMMITS = 20
const SYNCS = 15

/** A power cut can't be had here; but a commit that is safe from one waits for a sync of the log, and those are counted. */
export const isUnflushed = async ({ sql }: World): Promise<boolean> => {
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
