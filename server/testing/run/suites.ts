/** The suites of `npm test`, one after the other, and the line that sums them up. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from '../check/main'
import { readSources } from '../check/source-tree'
import { startTestCluster, TEST_DATABASE_URL } from '../test-cluster'
import { runBounded } from './bounded-child'
import { bundleTests } from './bundle-tests'
import { findOrInstallBrowser } from './install-browser'
import { closingLine, judge, nothing, sum, type Tally } from './tally'

type Run = { root: string; scratch: string; signal: AbortSignal }

const UNIT_TIMEOUT_MS = 1_500_000
const TEST_FILE_TIMEOUT_MS = 240_000
const E2E_TIMEOUT_MS = 1_500_000

/** @param built whether packages and build are ready. @returns the process's exit code. */
export async function runSuites(root: string, built: boolean): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'kakou-tests-'))
  // Ctrl+C ends the suite at hand, then what was started for it is stopped as always.
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const run: Run = { root, scratch, signal: interruption.signal }
  try {
    const tallies: Tally[] = [built ? nothing : failure('the build failed; its lines are at the top')]
    title('check')
    const check = await runChecks(root)
    tallies.push({ passed: check.passed, failed: check.failed, skipped: 0 })
    title('unit and integration tests')
    tallies.push(await guarded('the unit tests', run.signal, () => unitTests(run)))
    title('end-to-end tests')
    tallies.push(
      built
        ? await guarded('the end-to-end tests', run.signal, () => endToEndTests(run))
        : failure('nothing is built, so nothing can be driven in a browser'),
    )
    const total = sum(tallies)
    process.stdout.write(`\n${closingLine(total)}\n`)
    return total.failed === 0 ? 0 : 1
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
    rmSync(scratch, { recursive: true, force: true })
  }
}

function title(name: string): void {
  process.stdout.write(`\n== ${name}\n`)
}

function failure(reason: string): Tally {
  process.stdout.write(`✗ ${reason}\n`)
  return { ...nothing, failed: 1 }
}

async function guarded(what: string, signal: AbortSignal, suite: () => Promise<Tally>): Promise<Tally> {
  if (signal.aborted) return failure(`${what} did not run: interrupted`)
  try {
    return await suite()
  } catch (error) {
    return failure(`${what} could not run: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function unitTests({ root, scratch, signal }: Run): Promise<Tally> {
  const files = readSources(root)
    .map((file) => file.path)
    .filter((path) => /\.test\.tsx?$/.test(path) && !path.startsWith('e2e/'))
  const tallyFile = join(scratch, 'unit.json')
  const bundles = await bundleTests(root, files)
  const cluster = await startTestCluster()
  try {
    const code = await runBounded(
      process.execPath,
      [
        '--enable-source-maps',
        '--test',
        '--test-concurrency=2',
        `--test-timeout=${TEST_FILE_TIMEOUT_MS}`,
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        '--test-reporter=./server/testing/run/count-reporter.mjs',
        `--test-reporter-destination=${tallyFile}`,
        ...bundles.paths,
      ],
      { cwd: root, env: { [TEST_DATABASE_URL]: cluster.url }, timeoutMs: UNIT_TIMEOUT_MS, signal },
    )
    return judge(
      readTally(tallyFile, (counted: Tally) => counted),
      code,
    )
  } finally {
    await cluster.stop()
    bundles.remove()
  }
}

type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }

async function endToEndTests({ root, scratch, signal }: Run): Promise<Tally> {
  const browser = await findOrInstallBrowser(root)
  const tallyFile = join(scratch, 'e2e.json')
  const code = await runBounded(
    process.execPath,
    ['node_modules/playwright/cli.js', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
    {
      cwd: root,
      env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: tallyFile },
      timeoutMs: E2E_TIMEOUT_MS,
      signal,
    },
  )
  // A test that passed only when repeated did fail.
  const counted = readTally(tallyFile, ({ stats }: PlaywrightReport) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))
  return judge(counted, code)
}

function readTally<Report>(path: string, read: (report: Report) => Tally): Tally | undefined {
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  return text === '' ? undefined : read(JSON.parse(text))
}
