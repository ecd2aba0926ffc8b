import { randomBytes } from 'node:crypto'
import type { Core } from '../core'

/** Makes an empty database an instance of Kakou, and reads its secret and its keys into the core. */
export const ensureInstance = async (core: Core): Promise<void> => {
  const { sql } = core.database
  await sql`
    insert into instance (digest_secret, demo, created_at)
    values (${randomBytes(32)}, ${core.env.demo}, ${new Date(core.clock.now())}) on conflict do nothing`
  const [row] = await sql<{ secret: Buffer }[]>`select digest_secret as secret from instance`
  if (row === undefined) throw new Error('the instance was not written')
  core.secret = row.secret
  await core.keys.load(sql, core.env, core.clock.now())
}
