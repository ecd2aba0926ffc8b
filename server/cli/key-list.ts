import { CLI_ACTOR } from '../people/cli-actor'
import { listKeys } from '../people/keys/list-keys'
import { type CliCommand, parseOptions } from './command'
import { withCore } from './with-core'

export const command: CliCommand = {
  name: 'key list',
  summary: 'list the keys of programs, revoked ones too',
  help: `
Usage: npm run kakou -- key list [--json]

A line a key: id, role, jurisdiction, name, when it was made, and when it was revoked.
  --json  print {keys: [{id, name, role, jurisdiction, createdAt, revokedAt}]}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, { options: { json: { type: 'boolean' } } })
    return withCore(io, async (core) => {
      const keys = await listKeys(core, CLI_ACTOR)
      if (values.json) io.out(JSON.stringify({ keys }))
      else {
        for (const { id, role, jurisdiction, name, createdAt, revokedAt } of keys) {
          io.out([id, role, jurisdiction.code, name, createdAt, revokedAt ? `revoked ${revokedAt}` : ''].join('  '))
        }
      }
      return 0
    })
  },
}
