import { MISSING_ROLES } from '../../db/access/roles'
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres'
import { migrateDatabase } from '../../db/migrate'
import { readEnv } from '../env'
import { type CliCommand, parseOptions } from './command'

export const command: CliCommand = {
  name: 'migrate',
  summary: 'bring the database up to this version (npm start does it too)',
  help: `
Usage: npm run kakou -- migrate [--json]

Applies the migrations that the database lacks. Several servers may start it at once; one does it, the others wait.
  --json   print {applied, total}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, { options: { json: { type: 'boolean' } } })
    const env = readEnv(io.environment)
    const embedded = env.databaseUrl === null ? await startEmbeddedPostgres(env.dataDir) : null
    try {
      const { applied, total, roles } = await migrateDatabase(
        embedded?.target ?? { kind: 'url', url: env.databaseUrl ?? '' },
      )
      if (values.json) io.out(JSON.stringify({ applied, total }))
      else io.out(`${applied} migrations applied, ${total} in all.`)
      if (roles === null) io.err(`kakou migrate: ${MISSING_ROLES}`)
      return 0
    } finally {
      await embedded?.release()
    }
  },
}
