import type { Sql, TransactionSql } from 'postgres'

export interface StateChange {
  checkpointId: number
  at: Date
  state: string
}

/** Writes down what differs from what was said last: several servers see the same change, and a restart sees none. */
export const noteStates = async (sql: Sql, changes: readonly StateChange[]): Promise<void> => {
  await sql`
    insert into state_changes (checkpoint_id, at, state)
    select c.id, c.at, c.state
    from unnest(${changes.map((one) => one.checkpointId)}::int[], ${changes.map((one) => one.at.toISOString())}::text[]::timestamptz[],
      ${changes.map((one) => one.state)}::text[]) as c(id, at, state)
    join checkpoints k on k.id = c.id
    where c.state is distinct from (
      select s.state from state_changes s where s.checkpoint_id = c.id and s.at <= c.at order by s.at desc limit 1)
    on conflict do nothing`
}

/** Of these checkpoints: the state that each began the time in, where it is known, and the changes within it, in order. */
export const findStates = (
  sql: TransactionSql,
  checkpointIds: readonly number[],
  { from, to }: { from: Date; to: Date },
): Promise<StateChange[]> => sql`
  select checkpoint_id as "checkpointId", at, state from (
    select s.checkpoint_id, s.at, s.state from unnest(${[...checkpointIds]}::int[]) as c(id)
    cross join lateral (
      select * from state_changes where checkpoint_id = c.id and at <= ${from} order by at desc limit 1) s
    union all
    select checkpoint_id, at, state from state_changes
    where checkpoint_id = any(${[...checkpointIds]}::int[]) and at > ${from} and at < ${to}) found
  order by 2, 1`

/** Since when states are written down at all; null: nothing is yet. */
export const statesSince = async (sql: TransactionSql): Promise<Date | null> => {
  const [row] = await sql<{ at: Date | null }[]>`select min(at) as at from state_changes`
  return row?.at ?? null
}

interface StepRow {
  checkpointId: number
  step: number
  /** Sums of the adds of `#domain/entries/counts`. */
  vector: number[]
}

/** What was counted in each step of a time, from its beginning on; steps in which nothing was are left out. */
export const findSteps = (
  sql: TransactionSql,
  checkpointIds: readonly number[],
  { from, to, stepMs, counts }: { from: Date; to: Date; stepMs: number; counts: number },
): Promise<StepRow[]> => sql`
  select checkpoint_id as "checkpointId",
    floor(extract(epoch from counted_at - ${from}::timestamptz) * 1000 / ${stepMs})::int as step,
    array[${sql.unsafe(Array.from({ length: counts }, (_, index) => `sum(adds[${index + 1}])::int`).join(', '))}] as vector
  from entries
  where checkpoint_id = any(${[...checkpointIds]}::int[]) and standing and counted_at >= ${from} and counted_at < ${to}
  group by 1, 2 order by 1, 2`

interface PastClosure {
  code: string
  name: string
  lng: number
  lat: number
  startsAt: Date
  liftedAt: Date | null
}

/** Closures that stood at some time within these. */
export const findPastClosures = (
  sql: TransactionSql,
  { from, to }: { from: Date; to: Date },
): Promise<PastClosure[]> => sql`
  select code, name, lng, lat, starts_at as "startsAt", lifted_at as "liftedAt" from closures
  where starts_at < ${to} and (lifted_at is null or lifted_at > ${from}) order by code`
