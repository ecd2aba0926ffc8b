import { readFileSync } from 'node:fs'
import { KEY_FORM, parseKey } from '../env'
import { CLI_ACTOR } from '../people/cli-actor'
import { masterKeyFile, replaceMasterKey } from '../persons/master-key'
import { rotateKeys } from '../persons/rotate-keys'
import { type CliCommand, type CliIo, parseOptions, UsageError } from './command'
import { report, withCore } from './with-core'

export const command: CliCommand = {
  name: 'key rotate',
  summary: 'seal all persons under new keys',
  help: `
Usage: npm run kakou -- key rotate [--to FILE] [--json]

Makes new keys and seals every name, telephone number, document number and note under them, while the servers run. The
old keys are destroyed by the server an hour later, when nothing is sealed under them any more (those of tablets'
copies after a week).
  --to FILE  also put them under the master key in FILE (${KEY_FORM}: openssl rand -hex 32). Where KAKOU_KEY is set,
             set it to the new one and restart the servers; else kakou.key in KAKOU_DATA is replaced, and a running
             server uses it at once. Keep the old one as long as backups from before are kept.
  --json     print {master, sealed, lost}: the name of the master key, and how many entries
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, { options: { to: { type: 'string' }, json: { type: 'boolean' } } })
    const to = values.to === undefined ? null : readKey(values.to)
    return withCore(io, async (core) => {
      const rotated = await rotateKeys(core, CLI_ACTOR, to)
      if (rotated.ok && to !== null && core.env.key === null) {
        replaceMasterKey(core.env, to)
        // A running server reads the file again.
        await core.bus.publish('keys')
      }
      return report(io, rotated, (rotation) => {
        if (values.json) return io.out(JSON.stringify(rotation))
        io.out(`${rotation.sealed} entries are sealed anew. The master key is ${rotation.master}.`)
        if (rotation.lost > 0) io.out(`${rotation.lost} entries were under a key that is gone: nobody can read them.`)
        if (to !== null) sayWhatNext(io, core.env.key === null ? masterKeyFile(core.env) : null)
      })
    })
  },
}

const readKey = (file: string): Buffer => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`--to ${file}: this user can't read it`)
  }
  const key = parseKey(text.trim())
  if ('expected' in key) throw new UsageError(`--to ${file}: expected ${KEY_FORM}`)
  return key.value
}

const sayWhatNext = (io: CliIo, replaced: string | null): void => {
  if (replaced === null)
    io.out('Set KAKOU_KEY to the new key and restart the servers now: until then they can not read persons.')
  else
    io.out(
      `${replaced} holds the new key, and a running server uses it. Keep a copy of it apart; the old one opens older backups.`,
    )
}
