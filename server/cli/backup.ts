import { existsSync } from 'node:fs'
import { writeAudit } from '../audit'
import { makeBackup } from '../backup/make-backup'
import { systemClock } from '../clock'
import { whereKeyLies } from '../persons/key-place'
import { backupSecret } from './backup-secret'
import { type CliCommand, parseOptions, UsageError } from './command'
import { withDatabase } from './with-database'

export const command: CliCommand = {
  name: 'backup',
  summary: 'write all that the database holds into one encrypted file, while servers run',
  help: `
Usage: npm run kakou -- backup FILE [--key-file FILE] [--json]

One snapshot of every table, encrypted (AES-256-GCM). Entries go on being stored meanwhile. FILE must not exist yet and
appears only when it is whole. KAKOU_KEY is not in it, and without that key the names, telephone and document numbers in
it, and the sealed copies on tablets, are lost: keep a copy of the key somewhere else.
  --key-file FILE  what opens the backup: its content, at least 12 bytes; without it a passphrase is asked for
  --json           print {file, bytes, tables}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { 'key-file': { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one file to write')
    if (existsSync(file)) throw new UsageError(`${file} is there already: name another`)
    const secret = await backupSecret(values['key-file'], io, true)
    return withDatabase(io, async ({ sql, env }) => {
      const made = await makeBackup(sql, { file, secret })
      await writeAudit(sql, systemClock.now(), { actor: 'cli', verb: 'backup.make', after: made })
      if (values.json) io.out(JSON.stringify({ file, ...made }))
      else io.out(`${file}: ${made.tables} tables, ${(made.bytes / 1e6).toFixed(1)} MB.`)
      io.err(`The key is not in it. ${whereKeyLies(env)}.`)
      return 0
    })
  },
}
