import { CLI_ACTOR } from '../people/cli-actor'
import { createKey } from '../people/keys/create-key'
import { type CliCommand, parseOptions, UsageError } from './command'
import { oneRole } from './one-role'
import { report, withCore } from './with-core'

export const command: CliCommand = {
  name: 'key create',
  summary: 'make a key for a program, with a role',
  help: `
Usage: npm run kakou -- key create --role ROLE [--jurisdiction CODE] [--name NAME] [--json]

The key is valid on the running server at once. It is shown here and never again.
  --role ROLE          admin, command, health, planner, supervisor, reporter, staff, or gate, which only posts entries
  --jurisdiction CODE  sees this jurisdiction and what is below it; default the whole instance
  --name NAME          what it is for; default the role
  --json               print {key}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: {
        role: { type: 'string' },
        jurisdiction: { type: 'string' },
        name: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    if (values.role === undefined) throw new UsageError('--role ROLE is missing')
    const role = values.role === 'gate' ? ('gate' as const) : oneRole(values.role)
    const input = { role, jurisdiction: values.jurisdiction ?? null, name: values.name ?? null }
    return withCore(io, async (core) =>
      report(io, await createKey(core, CLI_ACTOR, input), ({ key }) => {
        io.out(values.json ? JSON.stringify({ key }) : key)
      }),
    )
  },
}
