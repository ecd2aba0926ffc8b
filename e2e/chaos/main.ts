/**
 * `npm run chaos [-- --seed N] [--rounds N] [--worlds N] [--faults 'A,B'] [--prove]`: breaks everything while tablets and dashboards work,
 * and holds what they were told against what is stored. `--prove` plants mistakes one at a time and must find each.
 * Needs Postgres and Redis of the system's packages, and a build.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { missingServices } from '../support/services'
import { FAULTS } from './faults'
import { bundlePlantedServer, PLANTED } from './planted'
import { runChaos } from './run'

const ROOT = join(import.meta.dirname, '..', '..')
/** Promised, and in a world with a mistake, where it need not come. */
const PATIENCE_MS = 10_000

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string', default: '14' },
    worlds: { type: 'string', default: '1' },
    faults: { type: 'string', default: Object.keys(FAULTS).join(',') },
    prove: { type: 'boolean', default: false },
  },
})
const say = (line: string) => void process.stdout.write(`${line}\n`)

const missing = missingServices()
if (missing !== null) {
  process.stderr.write(`chaos ${missing}\n`)
  process.exit(2)
}
execFileSync(process.execPath, [join(ROOT, 'server/launch.mjs'), '--prepare'], { stdio: ['ignore', 2, 2] })

/** A world left behind is two servers, a Postgres on a disk of its own, and a Redis. */
const interrupted = new AbortController()
process.once('SIGINT', () => interrupted.abort(new Error('ended by hand')))
const { signal } = interrupted

let failures = 0
let kills = 0
const seed = Number(values.seed)
if (values.prove) {
  await bundlePlantedServer(ROOT)
  for (const [name, planted] of Object.entries(PLANTED)) {
    say(`planted: ${name}`)
    const faults = [...planted.faults, ...planted.faults]
    const { findings } = await runChaos({
      seed,
      faults,
      rounds: faults.length,
      planted,
      patienceMs: PATIENCE_MS,
      say,
      signal,
    })
    const shown = findings.find((finding) => planted.shows.test(finding))
    if (shown === undefined) failures++
    say(shown === undefined ? `  NOT FOUND; instead: ${findings[0] ?? 'nothing'}` : `  found: ${shown}`)
  }
} else {
  for (let world = 0; world < Number(values.worlds); world++) {
    say(`world ${world + 1}, seed ${seed + world}`)
    const report = await runChaos({
      seed: seed + world,
      faults: values.faults.split(','),
      rounds: Number(values.rounds),
      patienceMs: PATIENCE_MS,
      say,
      signal,
    })
    kills += report.kills
    failures += report.findings.length
    say(
      `${report.entries} entries, ${report.acknowledged} acknowledged, ${report.kills} kills (${kills} in all), ` +
        `recovered in ${Math.round(report.recoveredMs)} ms, ${report.findings.length} findings`,
    )
    for (const finding of report.findings.slice(0, 20)) say(`  ${finding}`)
  }
}
process.exitCode = failures === 0 ? 0 : 1
