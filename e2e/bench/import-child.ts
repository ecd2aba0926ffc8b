/** Reads one import in a process of its own and prints what it took: `node import-child.ts ROADS BOUNDARY`. */
import { readImport } from '../../server/roads/read-import'

const [roads = '', boundary = ''] = process.argv.slice(2)
const from = performance.now()
const { report } = await readImport({ roads, boundary, places: null })
const seconds = (performance.now() - from) / 1000
const { maxRSS } = process.resourceUsage()
process.stdout.write(JSON.stringify({ seconds, megabytes: maxRSS / 1024, segments: report.segments }))
