import type { Sql } from 'postgres'
import { makePartitions } from '../../db/stores/partitions'
import { DAY_MS } from '../../server/domain/instant'
import { seedCounty } from '../../server/testing/county-fixture'
import { type ServerRig, startServerRig } from '../../server/testing/server-rig'
import { type Figure, median, quantile } from './figure'

/** `--long`: what a large county keeps; else a fifth of it, which lays in minutes. */
const ENTRIES = process.argv.includes('--long') ? 5_000_000 : 1_000_000
const PLATES = ENTRIES / 5
const DAYS = 21
const CALLS = 15

/** What people ask for: a page each, newest first. */
const QUESTIONS: Record<string, (plate: string) => Record<string, string>> = {
  'a whole plate': (plate) => ({ plate }),
  'its last three, *7P2': (plate) => ({ plate: `*${plate.slice(-3)}` }),
  'its last four, *K7P2': (plate) => ({ plate: `*${plate.slice(-4)}` }),
  'all but one, 浙E3?7P2': (plate) => ({ plate: `${plate.slice(0, 3)}?${plate.slice(4)}` }),
  'as in 浙E?K7*': (plate) => ({ plate: `${plate.slice(0, 2)}?${plate.slice(3, 5)}*` }),
  'as in ??3K7*': (plate) => ({ plate: `??${plate.slice(2, 5)}*` }),
  'what most have, 浙E*': (plate) => ({ plate: `${plate.slice(0, 2)}*` }),
  'in the middle, *K7P*': (plate) => ({ plate: `*${plate.slice(3, 6)}*` }),
  'a name': () => ({ name: '欧阳明' }),
}

/** Pages of `POST /entries/search` over a million entries (with `--long` five) of a fifth as many plates, over HTTP, audit line included. */
export const benchSearch = async (): Promise<Figure[]> => {
  const rig = await startServerRig({ fill: (sql) => seedCounty(sql, new Date().toISOString()) })
  try {
    await layEntries(rig.sql)
    const plates = await rig.sql<{ plate: string }[]>`
      select plate from plates where length(plate) = 7 order by md5(plate) limit ${CALLS}`
    if (plates.length < CALLS) throw new Error('the plates were not laid')
    const figures: Figure[] = []
    for (const [name, question] of Object.entries(QUESTIONS)) {
      const times: number[] = []
      for (const { plate } of plates) times.push(await ask(rig, question(plate)))
      figures.push(
        { name: `search ${name}, median`, value: round(median(times)), unit: 'ms' },
        { name: `search ${name}, 95th percentile`, value: round(quantile(times, 0.95)), unit: 'ms' },
      )
    }
    return figures
  } finally {
    await rig.close()
  }
}

const round = (value: number) => Math.round(value * 10) / 10

const ask = async (rig: ServerRig, body: Record<string, string>): Promise<number> => {
  // A key of its own, so that the limit of searches is not what is measured.
  const token = await rig.key('command')
  const began = performance.now()
  const { status } = await rig.call('POST', '/entries/search', { token, body: { ...body, reason: 'bench' } })
  if (status !== 200) throw new Error(`a search was answered ${status}`)
  return performance.now() - began
}

/** Made by the database itself, as they would be stored: partitions by week, details, plates, indexes. */
const layEntries = async (sql: Sql): Promise<void> => {
  const now = Date.now()
  await makePartitions(sql, now, now - (DAYS + 7) * DAY_MS)
  await sql`
    create unlogged table bench_plates as
    select (row_number() over ())::int as n, plate from (
      select distinct (array['浙','浙','浙','浙','苏','皖','沪','赣','鄂'])[1 + floor(random() * 9)] ||
        (array['E','E','E','A','B','F','C','D'])[1 + floor(random() * 8)] ||
        (select string_agg(substr('0123456789012345678901234567890ABCDEFGHJKLMNPQRSTUVWXYZ',
          1 + floor(random() * 55 + g * 0)::int, 1), '') from generate_series(1, 5 + (i % 4 = 0)::int) g) as plate
      from generate_series(1, ${PLATES * 1.1}::int) i limit ${PLATES}) made`
  await sql`create unique index on bench_plates (n)`
  const step = ENTRIES / 10
  for (let from = 1; from <= ENTRIES; from += step) {
    await sql`
      with made as materialized (
        select i, ${now}::bigint - floor(random() * ${DAYS * DAY_MS})::bigint as ms, md5(i::text) as hash,
          1 + floor(random() * random() * ${PLATES - 1})::int as n, 1 + (i % 2) as checkpoint
        from generate_series(${from}::int, ${from + step - 1}::int) i),
      named as materialized (
        select m.*, (m.ms / 86400000)::int as bucket, p.plate, to_timestamp(m.ms / 1000.0) as at,
          (substr(lpad(to_hex(ms), 12, '0'), 1, 8) || '-' || substr(lpad(to_hex(ms), 12, '0'), 9, 4) || '-7' ||
            substr(hash, 1, 3) || '-8' || substr(hash, 4, 3) || '-' || substr(hash, 7, 12))::uuid as id
        from made m join bench_plates p using (n)),
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
  await sql`
    insert into counters select checkpoint_id, date_trunc('hour', counted_at, 'UTC'), direction, count(*), 0, count(*),
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from entries group by 1, 2, 3`
  await sql`vacuum analyze`
}
