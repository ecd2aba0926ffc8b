import { verifyCounters } from '../../db/stores/counter-store'
import { type CliCommand, parseOptions } from './command'
import { withDatabase } from './with-database'

export const command: CliCommand = {
  name: 'verify',
  summary: 'recount everything from the entries and compare with the counters',
  help: `
Usage: npm run kakou -- verify [--json]

Counts all entries again, in one snapshot of the database, and lists every counter that differs. Exit 1 where any does.
  --json  print {ok, faults: [{checkpoint, hour, direction, column, counted, recounted}]}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, { options: { json: { type: 'boolean' } } })
    const faults = await withDatabase(io, ({ sql }) => verifyCounters(sql))
    const ok = faults.length === 0
    if (values.json) io.out(JSON.stringify({ ok, faults }))
    else if (ok) io.out('All counters equal a recount of the entries.')
    else {
      for (const { checkpoint, hour, direction, column, counted, recounted } of faults) {
        io.out(`${checkpoint} ${hour} ${direction} ${column}: counted ${counted}, recounted ${recounted}`)
      }
    }
    return ok ? 0 : 1
  },
}
