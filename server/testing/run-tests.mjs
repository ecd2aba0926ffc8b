// `npm test`: everything, from a fresh clone. Plain JavaScript, because it runs before anything is installed; what can
// be TypeScript is in run/ and is loaded once the packages are there.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PREPARE_TIMEOUT_MS = 600_000

// The launcher knows when to install and when to build; asked by both commands, it does neither twice.
const prepared = spawnSync(process.execPath, ['server/launch.mjs', '--prepare'], {
  cwd: root,
  stdio: 'inherit',
  timeout: PREPARE_TIMEOUT_MS,
})
const built = prepared.status === 0

try {
  const { register } = await import('tsx/esm/api')
  register()
} catch {
  process.stdout.write('The packages could not be installed; the lines above say why.\n0 passed, 1 failed\n')
  process.exit(1)
}
const { runSuites } = await import('./run/suites.ts')
process.exitCode = await runSuites(root, built)
