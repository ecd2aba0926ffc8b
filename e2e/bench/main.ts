/**
 * `npm run bench [-- NAME …] [--json] [--long] [--plot FILE.svg]`: measures, prints a table; the plot is of the coverage bench. Builds
 * first. See docs/performance.md.
 */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure'
import { plotGrowth } from './plot-growth'

const ROOT = join(import.meta.dirname, '..', '..')

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  cold: async () => (await import('./cold-start')).benchColdStart(),
  coverage: async () => (await import('./coverage')).benchCoverage(),
  stall: async () => (await import('./event-loop-stall')).benchEventLoopStall(),
  import: async () => (await import('./import-memory')).benchImportMemory(),
  ingest: async () => (await import('./ingest')).benchIngest(),
  latency: async () => (await import('./tap-latency')).benchTapLatency(),
  crowd: async () => (await import('./crowd')).benchCrowd(process.argv.includes('--long')),
  deltas: async () => (await import('./delta-bytes')).benchDeltas(),
  hour: async () => (await import('./hour')).benchHour(process.argv.includes('--long')),
  scale: async () => (await import('./scale')).benchScale(),
  search: async () => (await import('./search')).benchSearch(),
  stored: async () => (await import('./stored')).benchStored(process.argv.includes('--long')),
  map: async () => {
    const { benchMapPanning } = await import('./map-panning')
    return [...(await benchMapPanning(50_000)), ...(await benchMapPanning(100_000))]
  },
  screens: async () => (await import('./screens')).benchScreens(),
  tablet: async () => (await import('./tablet-keys')).benchTabletKeys(),
  wall: async () => (await import('./wall-memory')).benchWallMemory(),
  whatif: async () => (await import('./what-if')).benchWhatIf(),
}

const args = process.argv.slice(2)
const json = args.includes('--json')
const plotAt = args.indexOf('--plot')
const plot = plotAt < 0 ? undefined : args[plotAt + 1]
const names = args.filter((arg, at) => !arg.startsWith('--') && (plotAt < 0 || at !== plotAt + 1))
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
if (plot !== undefined) await writeFile(plot, plotGrowth(figures))
if (json) process.stdout.write(`${JSON.stringify({ cores: cpus().length, node: process.version, figures }, null, 2)}\n`)
else console.table(figures)
