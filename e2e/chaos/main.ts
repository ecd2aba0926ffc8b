/**
 * `npm run chaos [-- --seed N] [--rounds N] [--worlds N] [--kills N] [--faults 'A,B'] [--old REF] [--prove]`: breaks everything while
 * tablets and dashboards work, and holds what they were told against what is stored. `--kills N` is the long form: worlds
 * of rounds that kill, until so many processes were killed. Without `--faults` or `--kills` the last world is a rolling
 * upgrade from the release before (`--old`: from another, and that world alone). `--prove` plants mistakes one at a time and must find each.
 * Needs Postgres and Redis of the system's packages, and a build.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { missingServices } from '../support/services'
import { NotHere } from './fault'
import { FAULTS, KILLS, ROLLING_UPGRADE } from './faults'
import { buildOldRelease } from './old-release'
import { prove } from './prove'
import { type RunOptions, type RunReport, runChaos } from './run'
import { summarise } from './summary'

const ROOT = join(import.meta.dirname, '..', '..')
/** Every run, with its seed and all that it showed. */
const KEPT = join(ROOT, 'test-results', 'chaos.jsonl')
const ROUNDS = 14
/** In a world with a mistake, where recovery need not come. */
const PROVING_MS = 10_000
/** Findings that are printed of a world; all are kept. */
const SHOWN = 20

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rounds: { type: 'string', default: String(ROUNDS) },
    worlds: { type: 'string', default: '1' },
    kills: { type: 'string' },
    faults: { type: 'string' },
    // Ten seconds are promised, and reported; a machine that does other things is given more before it fails.
    patience: { type: 'string', default: '30' },
    old: { type: 'string' },
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

const reports: RunReport[] = []
const killed = () => reports.reduce((sum, { kills }) => sum + kills, 0)

const breakWorld = async (options: Pick<RunOptions, 'faults' | 'rounds' | 'kills' | 'oldRelease'>): Promise<void> => {
  const ownSeed = seed + reports.length
  say(`world ${reports.length + 1}, seed ${ownSeed}`)
  const report = await runChaos({ seed: ownSeed, ...options, patienceMs, say, signal })
  reports.push(report)
  mkdirSync(join(KEPT, '..'), { recursive: true })
  appendFileSync(KEPT, `${JSON.stringify({ at: new Date().toISOString(), ...options, ...report })}\n`)
  say(
    `  ${report.entries} entries, ${report.acknowledged} acknowledged, ${report.kills} kills (${killed()} in all), ` +
      `at rest after ${Math.round(report.restedMs)} ms, ${report.findings.length} findings`,
  )
  for (const finding of report.findings.slice(0, SHOWN)) say(`  ${finding}`)
}

const upgradeWorld = async (): Promise<void> => {
  try {
    const { folder, name } = buildOldRelease(ROOT, values.old)
    say(`from the release ${name}:`)
    await breakWorld({ faults: ROLLING_UPGRADE, oldRelease: folder })
  } catch (error) {
    // Whoever names one wants it.
    if (!(error instanceof NotHere) || values.old !== undefined) throw error
    say(`no release before this one was run beside it: ${error.message}`)
  }
}

const breakWorlds = async (): Promise<boolean> => {
  const rounds = Number(values.rounds)
  const faults = values.faults?.split(',')
  if (values.kills !== undefined) {
    const wanted = Number(values.kills)
    while (killed() < wanted) await breakWorld({ faults: faults ?? KILLS, rounds, kills: wanted - killed() })
  } else if (values.old === undefined) {
    for (let world = 0; world < Number(values.worlds); world++) {
      await breakWorld({ faults: faults ?? Object.keys(FAULTS), rounds })
    }
  }
  if (values.old !== undefined || (values.kills === undefined && faults === undefined)) await upgradeWorld()
  for (const line of summarise(reports)) say(line)
  return reports.every(({ findings }) => findings.length === 0)
}

const isGood = values.prove
  ? await prove({ root: ROOT, seed, patienceMs: PROVING_MS, say, signal })
  : await breakWorlds()
process.exitCode = isGood ? 0 : 1
