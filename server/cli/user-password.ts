import { CLI_ACTOR } from '../people/cli-actor'
import { setPassword } from '../people/passwords/set-password'
import { type CliCommand, parseOptions, UsageError } from './command'
import { report, withCore } from './with-core'

export const command: CliCommand = {
  name: 'user password',
  summary: 'give an account another random password',
  help: `
Usage: npm run kakou -- user password NAME [--first] [--json]

The new password is shown here and never again. All sessions of the account end.
  --first  must be changed at the next sign-in, and runs out (72 hours unless the jurisdiction says otherwise)
  --json   print {name, password}
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      options: { first: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [username, ...rest] = positionals
    if (username === undefined || rest.length > 0) throw new UsageError('exactly one NAME is expected')
    return withCore(io, async (core) =>
      report(
        io,
        await setPassword(core, CLI_ACTOR, { username, password: null, given: values.first === true }),
        ({ name, password }) => {
          io.out(values.json ? JSON.stringify({ name, password }) : `${name}  ${password}`)
        },
      ),
    )
  },
}
