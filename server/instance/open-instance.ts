import { findRoot } from '../../db/stores/jurisdiction-store'
import type { Core } from '../core'
import { hashToken } from '../devices/device-directory'
import { makeDemoAccounts } from './demo-accounts'
import { ensureInstance } from './ensure-instance'
import { inFours, setupCode } from './setup-code'

/** Fills an empty database with the demo county. */
type SeedDemo = (core: Core) => Promise<void>

/**
 * Makes an empty database an instance of Kakou, and reads its secret. Returns lines for the terminal: how to sign in,
 * where that is not known yet. Of several servers that start at once, one does it and the others wait.
 */
export const openInstance = async (core: Core, seedDemo: SeedDemo | null = null): Promise<string[]> => {
  await ensureInstance(core)
  core.keys.demand()
  return core.database.sql.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(hashtext('kakou open instance'))`
    return open(core, seedDemo)
  })
}

const open = async (core: Core, seedDemo: SeedDemo | null): Promise<string[]> => {
  const { sql } = core.database
  // The operator's tool may have made the instance before the first start, which decides what it becomes.
  await sql`
    update instance set demo = ${core.env.demo}
    where demo_seeded_at is null and not exists (select from users) and not exists (select from checkpoints)`
  const [found] = await sql<{ demo: string; empty: boolean; users: boolean; administrator: boolean }[]>`
    select demo,
      demo_seeded_at is null and not exists (select from checkpoints) and not exists (select from networks) as empty,
      exists (select from users) as users,
      exists (select from users where role = 'admin' and disabled_at is null) as administrator
    from instance`
  if (found === undefined) throw new Error('the instance was not written')
  if (found.empty && found.demo !== 'off') await seedDemo?.(core)
  await findRoot(sql)
  if (found.administrator) {
    await sql`update instance set setup_code_hash = null where setup_code_hash is not null`
    return []
  }
  if (!found.users && found.demo !== 'off') return makeDemoAccounts(core)
  const code = setupCode(core.secret)
  await sql`update instance set setup_code_hash = ${hashToken(code)}`
  return [`First run: open /setup and enter the one-time code ${inFours(code)}`]
}
