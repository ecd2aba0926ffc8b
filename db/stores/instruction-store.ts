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
    where t.checkpoint_id = ${options.checkpointId} and i.sent_at > ${options.since}
      and not exists (
        select from instruction_reads r where r.instruction_id = i.id and r.device_id = ${options.deviceId})
    order by i.sent_at, i.id limit 100`

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

export interface InstructionReach {
  id: string
  text: string
  sentAt: Date
  sender: string
  to: { code: string; name: string; readAt: string | null; device: string | null }[]
}

/**
 * What was sent, newest first, with the first reading at each checkpoint. The transaction's scope says what of it is there.
 */
export const findInstructions = (
  tx: TransactionSql,
  { before, limit }: { before: { sentAt: Date; id: string } | null; limit: number },
): Promise<InstructionReach[]> =>
  tx<InstructionReach[]>`
    select i.id, i.text, i.sent_at as "sentAt", i.sender,
      (select json_agg(json_build_object('code', c.code, 'name', c.name, 'readAt', r.read_at, 'device', r.device_id)
          order by r.read_at nulls first, c.code)
        from instruction_targets t
        join checkpoints c on c.id = t.checkpoint_id
        left join lateral (
          select read_at, device_id from instruction_reads
          where instruction_id = i.id and checkpoint_id = c.id order by read_at limit 1) r on true
        where t.instruction_id = i.id) as to
    from instructions i
    where ${before?.sentAt ?? null}::timestamptz is null
      or (i.sent_at, i.id) < (${before?.sentAt ?? null}::timestamptz, ${before?.id ?? null}::uuid)
    order by i.sent_at desc, i.id desc limit ${limit}`
