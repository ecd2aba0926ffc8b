import { existsSync } from 'node:fs'
import { isEmpty } from '../../db/backup/load-tables'
import { OperatorError } from '../../db/operator-error'
import { verifyCounters } from '../../db/stores/counter-store'
import { writeAudit } from '../audit'
import { verifyChain } from '../audit-trail/verify-chain'
import { restoreBackup } from '../backup/restore-backup'
import { systemClock } from '../clock'
import { keyFault, whereKeyLies } from '../persons/key-place'
import { APP_LOCK } from '../process/instance-lock'
import { backupSecret } from './backup-secret'
import { type CliCommand, parseOptions, UsageError } from './command'
import { type DatabaseUse, withDatabase } from './with-database'

export const command: CliCommand = {
  name: 'restore',
  summary: 'put a backup into an empty database, or in place of what is there',
  help: `
Usage: npm run kakou -- restore FILE [--key-file FILE] [--replace] [--json]

Reads all of the backup before it changes anything, then puts it in place, brings it up to this version, and counts
everything again. Where it fails the database is as it was. No server may run meanwhile. Whoever was signed in signs in
again; tablets offer again what was acknowledged since the backup, and it is stored once.
  --key-file FILE  what opens the backup: its content; without it the passphrase is asked for
  --replace        the database holds something already, and it may go
  --json           print {tables, counterFaults, auditFaults, keyFault}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { 'key-file': { type: 'string' }, replace: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one file to read')
    if (!existsSync(file)) throw new UsageError(`there is no file ${file}`)
    const secret = await backupSecret(values['key-file'], io, false)
    return withDatabase(
      io,
      async (database) => {
        const { sql, env } = database
        await refuseWhileServed(database)
        if (!values.replace && !(await isEmpty(sql))) {
          throw new OperatorError('the database is not empty: restore into an empty one, or say --replace')
        }
        const { tables } = await restoreBackup(database, { file, secret })
        await writeAudit(sql, systemClock.now(), {
          actor: 'cli',
          verb: 'backup.restore',
          after: { tables: tables.length },
        })
        const counterFaults = (await verifyCounters(sql)).length
        const { faults: auditFaults } = await verifyChain(sql, null)
        const fault = await keyFault(sql, env)
        const ok = counterFaults === 0 && auditFaults.length === 0
        if (values.json) io.out(JSON.stringify({ tables: tables.length, counterFaults, auditFaults, keyFault: fault }))
        else {
          io.out(`${tables.length} tables are restored.`)
          io.out(
            counterFaults === 0 ? 'All counters equal a recount of the entries.' : `${counterFaults} counters differ.`,
          )
          io.out(auditFaults.length === 0 ? 'The audit chain holds.' : auditFaults.join('\n'))
        }
        io.err(fault ?? whereKeyLies(env))
        io.err(
          'Tablets, keys and accounts that were ended after the backup was made are valid again: look through them.',
        )
        return ok ? 0 : 1
      },
      { migrate: false },
    )
  },
}

/** A server holds this lock for as long as it runs. */
const refuseWhileServed = async ({ sql }: DatabaseUse): Promise<void> => {
  const [row] = await sql<{ running: boolean }[]>`
    select exists (select from pg_locks where locktype = 'advisory' and objid = ${APP_LOCK}
      and database = (select oid from pg_database where datname = current_database())) as running`
  if (row?.running) throw new OperatorError('a server runs on this database: stop it first')
}
