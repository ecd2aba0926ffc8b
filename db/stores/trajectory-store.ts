import type { TransactionSql } from 'postgres'

export interface Permit {
  id: string
  /** Sealed. */
  plate: Buffer
  since: Date
  until: Date
  reason: string
  askedBy: string
  approver: string
  askedAt: Date
  approvedAt: Date | null
  expiresAt: Date
}

const FIELDS = `id, plate, since, until, reason, asked_by as "askedBy", approver, asked_at as "askedAt",
  approved_at as "approvedAt", expires_at as "expiresAt"`

export const insertPermit = async (tx: TransactionSql, permit: Permit, scope: string): Promise<void> => {
  await tx`
    insert into trajectory_permits (id, plate, since, until, reason, scope, asked_by, approver, asked_at, expires_at)
    values (${permit.id}, ${permit.plate}, ${permit.since}, ${permit.until}, ${permit.reason}, ${scope},
      ${permit.askedBy}, ${permit.approver}, ${permit.askedAt}, ${permit.expiresAt})`
}

/** Permits that somebody asked for or is to give, and that are not over; the newest first. */
export const findPermits = (tx: TransactionSql, name: string, now: Date): Promise<Permit[]> =>
  tx<Permit[]>`
    select ${tx.unsafe(FIELDS)} from trajectory_permits
    where (asked_by = ${name} or approver = ${name}) and expires_at > ${now} order by asked_at desc, id limit 200`

export const findPermit = async (tx: TransactionSql, id: string): Promise<Permit | null> => {
  const [row] = await tx<Permit[]>`select ${tx.unsafe(FIELDS)} from trajectory_permits where id = ${id} for update`
  return row ?? null
}

export const approvePermit = async (tx: TransactionSql, id: string, at: Date, expiresAt: Date): Promise<void> => {
  await tx`update trajectory_permits set approved_at = ${at}, expires_at = ${expiresAt} where id = ${id}`
}

interface Passage {
  id: string
  checkpointId: number
  countedAt: Date
  direction: string
  disposition: string
}

const MOST_PASSAGES = 2_000

type Journey = Pick<Permit, 'since' | 'until'> & { plate: string }

/** Where a vehicle passed, in order; corrected passages as they stand. */
export const findPassages = (tx: TransactionSql, { plate, since, until }: Journey): Promise<Passage[]> =>
  tx<Passage[]>`
    select e.id, e.checkpoint_id as "checkpointId", e.counted_at as "countedAt", e.direction, e.disposition
    from entry_details d join entries e on e.bucket = d.bucket and e.id = d.entry_id
    where d.plate = ${plate} and e.standing and e.counted_at >= ${since} and e.counted_at < ${until}
    order by e.counted_at, e.id limit ${MOST_PASSAGES}`

export interface Companion {
  plate: string
  /** Passages of the vehicle beside which it passed too. */
  passages: number
  checkpoints: number
  lastAt: Date
}

/** Vehicles that passed the same checkpoints within so many minutes, at two passages at least; the closest first. */
export const findCompanions = (tx: TransactionSql, journey: Journey, minutes: number): Promise<Companion[]> =>
  tx<Companion[]>`
    with own as materialized (
      select e.id, e.checkpoint_id, e.counted_at
      from entry_details d join entries e on e.bucket = d.bucket and e.id = d.entry_id
      where d.plate = ${journey.plate} and e.standing
        and e.counted_at >= ${journey.since} and e.counted_at < ${journey.until}
      order by e.counted_at, e.id limit ${MOST_PASSAGES})
    select d.plate, count(distinct own.id)::int as passages, count(distinct own.checkpoint_id)::int as checkpoints,
      max(near.counted_at) as "lastAt"
    from own cross join lateral (
      select e.bucket, e.id, e.counted_at from entries e
      where e.checkpoint_id = own.checkpoint_id and e.standing
        and e.counted_at between own.counted_at - ${minutes} * interval '1 minute'
          and own.counted_at + ${minutes} * interval '1 minute') near
    join entry_details d on d.bucket = near.bucket and d.entry_id = near.id
    where d.plate is not null and d.plate <> ${journey.plate}
    group by d.plate having count(distinct own.id) > 1
    order by passages desc, checkpoints desc, d.plate limit 100`
