import type { Core } from '../core'
import { say } from '../log'
import { type SealEntry, sealEntry } from '../persons/seal-entry'
import { isEmpty, seedDemo } from './seed-demo'

/**
 * Lays the demo into a database that never held anything, unless KAKOU_DEMO=off; and says so, since it takes seconds.
 */
export const ensureDemo = async (core: Core): Promise<void> => {
  const { env, clock, database, secret } = core
  const { sql } = database
  if (env.demo === 'off') return
  if (!(await isEmpty(sql))) return
  say('Making the demo county and three weeks of its history …')
  const started = clock.elapsed()
  const seal: SealEntry = (entry) => sealEntry(core.keys, entry)
  const report = await seedDemo({ sql, clock, digestSecret: secret, seal }, { mode: env.demo })
  const seconds = ((clock.elapsed() - started) / 1000).toFixed(1)
  say(
    `Demo: ${report.county}, ${report.checkpoints} checkpoints, ${report.places} places, ${report.entries} entries (${seconds} s)`,
  )
}
