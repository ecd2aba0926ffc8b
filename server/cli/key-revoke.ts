import { CLI_ACTOR } from '../people/cli-actor'
import { revokeKey } from '../people/keys/revoke-key'
import { type CliCommand, parseOptions, UsageError } from './command'
import { report, withCore } from './with-core'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const command: CliCommand = {
  name: 'key revoke',
  summary: 'end a program’s key for good',
  help: `
Usage: npm run kakou -- key revoke ID [--json]

ID is the key's id, as \`key list\` shows it. The running server refuses the key at once and cuts its sockets.
  --json  print {id, name}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [id, ...rest] = positionals
    if (id === undefined || rest.length > 0) throw new UsageError('exactly one ID is expected')
    if (!UUID.test(id)) throw new UsageError(`${id} is no id: see key list`)
    return withCore(io, async (core) =>
      report(io, await revokeKey(core, CLI_ACTOR, { id }), (revoked) => {
        io.out(values.json ? JSON.stringify(revoked) : `${revoked.name} is revoked`)
      }),
    )
  },
}
