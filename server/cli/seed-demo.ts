import { seedDemo } from '../demo/seed-demo'
import { sealEntry } from '../persons/seal-entry'
import { type CliCommand, parseOptions, UsageError } from './command'
import { withCore } from './with-core'

const MOST_SEGMENTS = 2_000_000

export const command: CliCommand = {
  name: 'seed demo',
  summary: 'fill an empty database with the demo county and three weeks of history',
  help: `
Usage: npm run kakou -- seed demo [--segments N] [--seed S] [--json]

Makes a mountain-and-river county out of a seed (the same seed gives the same county), with roads, places, checkpoints,
closures and three weeks of entries, and lays it into an empty database, all or nothing. A running server shows it at
once. The server does the same by itself on its first start, unless KAKOU_DEMO=off. "demo remove" clears it away.

  --segments N   road segments at least (1500); up to ${MOST_SEGMENTS}
  --seed S       any text (b)
  --json         what was made, as one JSON document on stdout
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: { segments: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
    })
    const segments = values.segments === undefined ? undefined : Number(values.segments)
    if (segments !== undefined && !(Number.isInteger(segments) && segments >= 1 && segments <= MOST_SEGMENTS)) {
      throw new UsageError(`--segments ${values.segments}: wanted is a whole number from 1 to ${MOST_SEGMENTS}`)
    }
    return withCore(io, async ({ database, clock, env, secret, keys }) => {
      keys.demand()
      if (!values.json) io.err('Making the demo county …')
      const report = await seedDemo(
        { sql: database.sql, clock, digestSecret: secret, seal: (entry) => sealEntry(keys, entry) },
        { segments, seed: values.seed, mode: env.demo === 'off' ? 'county' : env.demo },
      )
      if (values.json) io.out(JSON.stringify(report))
      else {
        io.out(
          `${report.county}: ${report.segments} road segments, ${report.places} places, ${report.checkpoints} checkpoints`,
        )
        io.out(`${report.entries} entries of ${report.days} days, ${report.alerts} alerts`)
      }
      return 0
    })
  },
}
