import { CLI_ACTOR } from '../people/cli-actor'
import { removeSecondFactorOf } from '../people/second-factor/remove-second-factor'
import { type CliCommand, parseOptions, UsageError } from './command'
import { report, withCore } from './with-core'

export const command: CliCommand = {
  name: 'user no-code',
  summary: 'let an account sign in without a code again',
  help: `
Usage: npm run kakou -- user no-code NAME [--json]

For who lost the app that shows codes, and the recovery codes. All sessions of the account end.
  --json  print {name}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [username, ...rest] = positionals
    if (username === undefined || rest.length > 0) throw new UsageError('exactly one NAME is expected')
    return withCore(io, async (core) =>
      report(io, await removeSecondFactorOf(core, CLI_ACTOR, { username }), ({ name }) => {
        io.out(values.json ? JSON.stringify({ name }) : `${name} signs in with the password alone`)
      }),
    )
  },
}
