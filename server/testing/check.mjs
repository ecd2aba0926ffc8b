// `npm run check`: format, lint, types and the rules of the house, in seconds and without a database.
// `npm run check -- --mend` first mends what needs no thought.
// Plain JavaScript, so that a clone without node_modules gets a sentence instead of a stack trace.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

if (!existsSync(join(root, 'node_modules', 'tsx'))) {
  process.stderr.write(
    'check needs the packages: run "npm ci --include=dev" first (or "npm test", which installs them)\n',
  )
  process.exit(1)
}

const { register } = await import('tsx/esm/api')
register()
const { mend, runChecks } = await import('./check/main.ts')
if (process.argv.includes('--mend')) await mend(root)
const { failed } = await runChecks(root)
process.exitCode = failed === 0 ? 0 : 1
