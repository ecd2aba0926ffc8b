/** `npm run bench [-- NAME …] [--json]`: measures, prints a table. Builds first. See docs/performance.md. */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure'

const ROOT = join(import.meta.dirname, '..', '..')

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  coverage: async () => (await import('./coverage')).benchCoverage(),
  import: async () => (await import('./import-memory')).benchImportMemory(),
  ingest: async () => (await import('./ingest')).benchIngest(),
  latency: async () => (await import('./tap-latency')).benchTapLatency(),
  scale: async () => (await import('./scale')).benchScale(),
  map: async () => (await import('./map-panning')).benchMapPanning(),
}

const args = process.argv.slice(2)
const json = args.includes('--json')
const names = args.filter((arg) => !arg.startsWith('--'))
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  process.stderr.write(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}\n`)
  process.exit(2)
}

execFileSync(process.execPath, [join(ROOT, 'server/launch.mjs'), '--prepare'], { stdio: ['ignore', 2, 2] })
const figures: Figure[] = []
for (const [name, run] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue
  process.stderr.write(`bench ${name} …\n`)
  figures.push(...(await run()))
}
if (json) process.stdout.write(`${JSON.stringify({ cores: cpus().length, node: process.version, figures }, null, 2)}\n`)
else console.table(figures)
