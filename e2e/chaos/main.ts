/**
 * `npm run chaos [-- --seed N] [--rounds N] [--worlds N] [--kills N] [--faults 'A,B'] [--prove]`: breaks everything while
 * tablets and dashboards work, and holds what they were told against what is stored. `--kills N` is the long form: worlds
 * of rounds that kill, until so many processes were killed. `--prove` plants mistakes one at a time and must find each.
 * Needs Postgres and Redis of the system's packages, and a build.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { missingServices } from '../support/services'
import { FAULTS, KILLS } from './faults'
import { prove } from './prove'
import { type RunReport, runChaos } from './run'
import { summarise } from './summary'

const ROOT = join(import.meta.dirname, '..', '..')
/** Every run, with its seed and all that it showed. */
const KEPT = join(ROOT, 'test-results', 'chaos.jsonl')
const ROUNDS = 14

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string', default: String(ROUNDS) },
    worlds: { type: 'string', default: '1' },
    kills: { type: 'string' },
    faults: { type: 'string' },
    // Ten seconds are promised, and reported; a machine that does other things is given more before it fails.
    patience: { type: 'string', default: '30' },
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

const seed = Number(values.seed)
const patienceMs = Number(values.patience) * 1_000

const breakWorlds = async (): Promise<boolean> => {
  const wanted = values.kills === undefined ? null : Number(values.kills)
  const faults = values.faults?.split(',') ?? (wanted === null ? Object.keys(FAULTS) : [...KILLS])
  const reports: RunReport[] = []
  const killed = () => reports.reduce((sum, { kills }) => sum + kills, 0)
  const isDone = () => (wanted === null ? reports.length >= Number(values.worlds) : killed() >= wanted)
  while (!isDone()) {
    const world = reports.length
    say(`world ${world + 1}, seed ${seed + world}`)
    const left = wanted === null ? {} : { kills: wanted - killed() }
    const rounds = Number(values.rounds)
    const report = await runChaos({ seed: seed + world, faults, rounds, ...left, patienceMs, say, signal })
    reports.push(report)
    mkdirSync(join(KEPT, '..'), { recursive: true })
    appendFileSync(KEPT, `${JSON.stringify({ at: new Date().toISOString(), faults, rounds, ...report })}\n`)
    say(
      `  ${report.entries} entries, ${report.acknowledged} acknowledged, ${report.kills} kills (${killed()} in all), ` +
        `at rest after ${Math.round(report.restedMs)} ms, ${report.findings.length} findings`,
    )
    for (const finding of report.findings.slice(0, 20)) say(`  ${finding}`)
  }
  for (const line of summarise(reports)) say(line)
  return reports.every(({ findings }) => findings.length === 0)
}

const isGood = values.prove ? await prove({ root: ROOT, seed, patienceMs, say, signal }) : await breakWorlds()
process.exitCode = isGood ? 0 : 1
