import type { Sql } from 'postgres'
import { makePartitions } from '../../db/stores/partitions'
import { DAY_MS } from '../../server/domain/instant'

const DAYS = 21
/** Of one statement: what a machine of 8 GB sorts without its disk. */
const STEP = 100_000

interface Layer {
  /** Numbers of the entries, both in it: their ids and contents follow from these. */
  from: number
  to: number
  /** How many plates were laid; a few are seen often, most seldom. */
  plates: number
  /** Ids of checkpoints, which take turns. */
  checkpoints: readonly number[]
}

/** So many plates to choose from, in a table of their own. */
export const layPlates = async (sql: Sql, plates: number): Promise<void> => {
  await sql`
    create unlogged table bench_plates as
    select (row_number() over ())::int as n, plate from (
      select distinct (array['浙','浙','浙','浙','苏','皖','沪','赣','鄂'])[1 + floor(random() * 9)] ||
        (array['E','E','E','A','B','F','C','D'])[1 + floor(random() * 8)] ||
        (select string_agg(substr('0123456789012345678901234567890ABCDEFGHJKLMNPQRSTUVWXYZ',
          1 + floor(random() * 55 + g * 0)::int, 1), '') from generate_series(1, 5 + (i % 4 = 0)::int) g) as plate
      from generate_series(1, ${Math.ceil(plates * 1.1)}::int) i limit ${plates}) made`
  await sql`create unique index on bench_plates (n)`
}

/** Entries of the last three weeks, made by the database itself as they would be stored: partitions by week, details, plates, counters. */
export const layEntries = async (sql: Sql, { from, to, plates, checkpoints }: Layer): Promise<void> => {
  const now = Date.now()
  await makePartitions(sql, now, now - (DAYS + 7) * DAY_MS)
  for (let first = from; first <= to; first += STEP) {
    await sql`
      with made as materialized (
        select i, ${now}::bigint - ((${to} - i)::float8 / ${to - from + 1} * ${DAYS * DAY_MS})::bigint as ms, md5(i::text) as hash,
          1 + floor(random() * random() * ${plates - 1})::int as n,
          (${[...checkpoints]}::int[])[1 + i % ${checkpoints.length}] as checkpoint
        from generate_series(${first}::int, ${Math.min(to, first + STEP - 1)}::int) i),
      named as materialized (
        select m.*, (m.ms / 86400000)::int as bucket, p.plate, to_timestamp(m.ms / 1000.0) as at,
          (substr(lpad(to_hex(ms), 12, '0'), 1, 8) || '-' || substr(lpad(to_hex(ms), 12, '0'), 9, 4) || '-7' ||
            substr(hash, 1, 3) || '-8' || substr(hash, 4, 3) || '-' || substr(hash, 7, 12))::uuid as id
        from made m join bench_plates p using (n) order by m.ms),
      bare as (
        insert into entries (bucket, id, checkpoint_id, source, direction, occurred_at, received_at, counted_at,
          vehicle_kind, headcount, disposition, flags, adds, digest, standing)
        select bucket, id, checkpoint, '019a0000-0000-7000-8000-000000000001', 'in', at, at, at, 'car', 1, 'release', 0,
          '{1,0,1,0,0,0,0,0,0,0,0,0,0}', decode(hash, 'hex'), true from named)
      insert into entry_details (bucket, entry_id, plate, plate_type, body)
      select bucket, id, plate, '02', json_build_object('id', id, 'direction', 'in', 'headcount', 1, 'disposition',
        'release', 'occurredAt', at, 'vehicle', json_build_object('plate', plate, 'kind', 'car', 'plateType', '02'),
        'people', json_build_array(json_build_object('readings', json_build_array()))) from named`
  }
  await sql`insert into plates select distinct plate from entry_details on conflict do nothing`
  // A row for each hour is there from the first layer on; a later one need not add to it.
  await sql`
    insert into counters select checkpoint_id, date_trunc('hour', counted_at, 'UTC'), direction, count(*), 0, count(*),
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from entries group by 1, 2, 3 on conflict do nothing`
  // What a night's vacuum does, so that none of it falls into what is measured.
  await sql`vacuum analyze`
}
