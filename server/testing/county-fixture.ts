import { randomBytes, randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { hashToken } from '../devices/device-directory'

/** What a test's database holds before it starts: one county, two checkpoints, a tablet at the first. */
export interface CountyFixture {
  checkpoints: [number, number]
  device: { id: string; token: string; pairing: string }
}

/** Fills a migrated, empty database. `now` is ISO 8601. */
export const seedCounty = async (sql: Sql, now: string): Promise<CountyFixture> => {
  await sql`
    insert into instance (digest_secret, demo, created_at) values (${randomBytes(32)}, 'off', ${now})`
  const [county] = await sql<{ id: number }[]>`
    insert into jurisdictions (code, name, level, path) values ('330523', '云岭县', 'county', '/1/') returning id`
  const checkpoints = await sql<{ id: number }[]>`
    insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at) values
      ('K01', '吉口卡口', ${county?.id ?? 0}, 'county-line', 'county', 'open', 119.5, 30.6, ${now}),
      ('K02', '枫岭卡口', ${county?.id ?? 0}, 'county-line', 'county', 'open', 119.7, 30.7, ${now})
    returning id`
  const [first, second] = checkpoints.map(({ id }) => id)
  if (first === undefined || second === undefined) throw new Error('the checkpoints were not stored')
  return { checkpoints: [first, second], device: await seedDevice(sql, first, now) }
}

/** A tablet that stands at a checkpoint. */
export const seedDevice = async (sql: Sql, checkpointId: number, now: string): Promise<CountyFixture['device']> => {
  const id = randomUUID()
  const pairing = randomUUID()
  const token = randomBytes(32).toString('base64url')
  await sql`
    insert into devices (id, token_hash, pairing_id, created_at) values (${id}, ${hashToken(token)}, ${pairing}, ${now})`
  await sql`
    insert into pairings (id, device_id, checkpoint_id, started_at) values (${pairing}, ${id}, ${checkpointId}, ${now})`
  return { id, token, pairing }
}
