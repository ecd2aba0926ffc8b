import { createInterface } from 'node:readline/promises'
import { countDemo, removeDemo } from '../demo/remove-demo'
import { type CliCommand, parseOptions, UsageError } from './command'
import { withCore } from './with-core'

export const command: CliCommand = {
  name: 'demo remove',
  summary: 'clear the demo away; what is real stays',
  help: `
Usage: npm run kakou -- demo remove [--yes] [--json]

Deletes the demo county and everything that happened at its checkpoints: entries, counters, alerts, tablets, roads,
closures, towns, and the accounts that were made with it. Real checkpoints, roads, accounts and entries stay. A running
server follows at once. It can not be undone, and a later start does not lay the demo again.

  --yes    don't ask
  --json   what was deleted, as one JSON document on stdout (wants --yes)
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, { options: { yes: { type: 'boolean' }, json: { type: 'boolean' } } })
    if (!values.yes && (values.json || !process.stdin.isTTY)) {
      throw new UsageError('it can not be undone: say --yes, or run it in a terminal where it can ask')
    }
    return withCore(io, async ({ database, clock }) => {
      const { sql } = database
      const there = await countDemo(sql)
      if (!values.yes) {
        io.err(`This deletes ${there.checkpoints} checkpoints, ${there.entries} entries, ${there.alerts} alerts,`)
        io.err(
          `${there.devices} tablets, ${there.jurisdictions} towns and ${there.accounts} accounts of the demo, for good.`,
        )
        if (!(await confirmed())) {
          io.err('Nothing was deleted.')
          return 1
        }
      }
      const gone = await removeDemo(sql, clock.now())
      const [left] = await sql<{ administrator: boolean }[]>`
        select exists (select 1 from users where role = 'admin' and disabled_at is null) as administrator`
      if (values.json) io.out(JSON.stringify(gone))
      else
        io.out(`The demo is gone: ${gone.checkpoints} checkpoints, ${gone.entries} entries, ${gone.accounts} accounts.`)
      if (!left?.administrator) {
        io.err(
          'No administrator is left: make one with "npm run kakou -- user create", or start the server again for its one-time code.',
        )
      }
      return 0
    })
  },
}

const confirmed = async (): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question('Type "remove" to go on: ')).trim() === 'remove'
  } finally {
    terminal.close()
  }
}
