import type { Sql, TransactionSql } from 'postgres'

type Connection = Sql | TransactionSql

/** An instruction as a tablet gets it. */
interface InstructionRow {
  id: string
  text: string
  sentAt: Date
}

/** Instructions to a checkpoint that a device has not read, oldest first. */
export const findUnread = (
  sql: Connection,
  options: { checkpointId: number; deviceId: string; since: Date },
): Promise<InstructionRow[]> =>
  sql<InstructionRow[]>`
    select i.id, i.text, i.sent_at as "sentAt" from instruction_targets t
    join instructions i on i.id = t.instruction_id
    where t.checkpoint_id = ${options.checkpointId} and i.sent_at > ${options.since} and i.withdrawn_at is null
      and not exists (
        select from instruction_reads r where r.instruction_id = i.id and r.device_id = ${options.deviceId})
    order by i.sent_at, i.id limit 100`

/** Instructions to a checkpoint that were taken back. */
export const findWithdrawn = async (
  sql: Connection,
  { checkpointId, since }: { checkpointId: number; since: Date },
): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select i.id from instruction_targets t join instructions i on i.id = t.instruction_id
    where t.checkpoint_id = ${checkpointId} and i.sent_at > ${since} and i.withdrawn_at is not null
    order by i.sent_at desc limit 100`
  return rows.map(({ id }) => id)
}

interface ReadRow {
  instruction: string
  device: string
  checkpoint: number
  /** ISO 8601. */
  at: string
}

/** Marks as read what exists and was not read on that device before. */
export const insertReads = async (sql: Connection, rows: readonly ReadRow[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    insert into instruction_reads (instruction_id, device_id, checkpoint_id, read_at)
    select r.instruction, r.device, r.checkpoint, r.at
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r(instruction uuid, device uuid, checkpoint int, at timestamptz)
    join instructions i on i.id = r.instruction
    order by r.instruction, r.device
    on conflict do nothing`
}

/** An instruction as who sent it sees it. */
export interface SentInstruction {
  id: string
  text: string
  sentAt: Date
  sender: string
  withdrawnAt: Date | null
  withdrawnBy: string | null
  /** Checkpoints that it went to, and of them those where it was read. */
  points: number
  read: number
}

export interface InstructionReach extends SentInstruction {
  to: { code: string; name: string; readAt: string | null; device: string | null; crew: string[] }[]
}

/** What was sent, newest first, and how many have read it. The transaction's scope says what of it is there. */
export const findInstructions = (
  tx: TransactionSql,
  { before, limit }: { before: { sentAt: Date; id: string } | null; limit: number },
): Promise<SentInstruction[]> =>
  tx<SentInstruction[]>`
    select ${sentColumns(tx)}
    from (
      select * from instructions
      where ${before?.sentAt ?? null}::timestamptz is null
        or (sent_at, id) < (${before?.sentAt ?? null}::timestamptz, ${before?.id ?? null}::uuid)
      order by sent_at desc, id desc limit ${limit}) i
    cross join lateral ${counted(tx)} n
    order by i.sent_at desc, i.id desc`

const sentColumns = (tx: TransactionSql) => tx`
  i.id, i.text, i.sent_at as "sentAt", i.sender, i.withdrawn_at as "withdrawnAt", i.withdrawn_by as "withdrawnBy",
  n.points, n.read`

const counted = (tx: TransactionSql) => tx`(
  select count(*)::int as points, count(r.checkpoint_id)::int as read
  from instruction_targets t
  left join (select distinct checkpoint_id from instruction_reads where instruction_id = i.id) r
    on r.checkpoint_id = t.checkpoint_id
  where t.instruction_id = i.id)`

/** One, with the first reading at each checkpoint and the crew that was on duty then; who has not read it comes first. */
export const findInstruction = async (tx: TransactionSql, id: string): Promise<InstructionReach | null> => {
  const [found] = await tx<InstructionReach[]>`
    select ${sentColumns(tx)},
      (select coalesce(json_agg(json_build_object('code', c.code, 'name', c.name, 'readAt', r.read_at, 'device', r.device_id,
            'crew', coalesce(r.crew, '[]'))
          order by r.read_at nulls first, c.code), '[]')
        from instruction_targets t
        join checkpoints c on c.id = t.checkpoint_id
        left join lateral (
          select f.read_at, f.device_id, (
            select json_agg(p ->> 'name') from (
              select body from items s
              where s.checkpoint_id = c.id and s.kind in ('shift', 'handover') and s.begins and s.counted_at <= f.read_at
                and s.counted_at > f.read_at - interval '36 hours'
              order by s.counted_at desc limit 1) on_duty, jsonb_array_elements(on_duty.body -> 'people') p
            where p ->> 'name' is not null) as crew
          from instruction_reads f
          where f.instruction_id = i.id and f.checkpoint_id = c.id order by f.read_at limit 1) r on true
        where t.instruction_id = i.id) as to
    from instructions i
    cross join lateral ${counted(tx)} n
    where i.id = ${id}`
  return found ?? null
}
