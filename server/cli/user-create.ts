import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import { type CliCommand, parseOptions, UsageError } from './command'
import { oneRole } from './one-role'
import { report, withCore } from './with-core'

export const command: CliCommand = {
  name: 'user create',
  summary: 'make an account with a random password',
  help: `
Usage: npm run kakou -- user create NAME --role ROLE [--jurisdiction CODE] [--display NAME] [--first] [--json]

The random password is shown here and never again.
  --role ROLE          admin, command, health, planner, supervisor, reporter or staff
  --jurisdiction CODE  sees this jurisdiction and what is below it; default the whole instance
  --display NAME       how others see the person; default the account's name
  --first              must be changed at the first sign-in, and runs out (72 hours unless the jurisdiction says otherwise)
  --json               print {name, password}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: {
        role: { type: 'string' },
        jurisdiction: { type: 'string' },
        display: { type: 'string' },
        first: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    const [username, ...rest] = positionals
    if (username === undefined || rest.length > 0) throw new UsageError('exactly one NAME is expected')
    const input = {
      username,
      displayName: values.display ?? null,
      role: oneRole(values.role),
      jurisdiction: values.jurisdiction ?? null,
      password: null,
      given: values.first === true,
    }
    return withCore(io, async (core) =>
      report(io, await createUser(core, CLI_ACTOR, input), ({ name, password }) => {
        io.out(values.json ? JSON.stringify({ name, password }) : `${name}  ${password}`)
      }),
    )
  },
}
