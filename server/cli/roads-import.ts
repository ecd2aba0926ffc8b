import { basename } from 'node:path'
import { isDatum } from '#domain/coverage/datum'
import { OperatorError } from '../../db/operator-error'
import { findJurisdiction } from '../../db/stores/jurisdiction-store'
import { findActiveNetwork } from '../../db/stores/network-store'
import { standingPoints } from '../../db/stores/standing-points'
import { type Clock, systemClock } from '../clock'
import { readImport } from '../roads/read-import'
import { OSM_ATTRIBUTION, replaceRoads } from '../roads/replace-roads'
import { RoadFileError } from '../roads/road-file-error'
import { type CliCommand, type CliIo, parseOptions, UsageError } from './command'
import { withDatabase } from './with-database'

export const command: CliCommand = {
  name: 'roads import',
  summary: 'put a road network in place of the one before',
  help: `
Usage: npm run kakou -- roads import FILE [--boundary FILE] [--places FILE] [--datum D] [--jurisdiction CODE] [--json]

Reads roads (.osm.pbf, .osm, Overpass JSON, GeoJSON), checks them against the boundary, and puts them in place of the
network before, in one transaction. A running server shows them at once. Where anything is wrong the old network stays.

  --boundary FILE       one GeoJSON Polygon or MultiPolygon, or FILE#NAME for an administrative boundary in an OpenStreetMap
                        file (also the road file itself); without it the boundary known already
  --places FILE         GeoJSON Points with name, population
  --datum D             wgs84 (default); gcj02 or bd09 where all files come from Chinese public maps
  --jurisdiction CODE   whose network it is; without it the root's
  --json                the report as one JSON document on stdout
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      allowPositionals: true,
      options: {
        boundary: { type: 'string' },
        places: { type: 'string' },
        datum: { type: 'string' },
        jurisdiction: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one road file')
    const { datum = 'wgs84' } = values
    if (!isDatum(datum)) throw new UsageError('--datum is wgs84, gcj02 or bd09')
    return withDatabase(io, async ({ sql }) => {
      const jurisdiction = await findJurisdiction(sql, values.jurisdiction ?? null)
      if (jurisdiction === null) throw new OperatorError(`there is no jurisdiction ${values.jurisdiction}`)
      const boundary = values.boundary ?? (await findActiveNetwork(sql))?.polygons
      if (boundary === undefined) throw new UsageError('no boundary is known yet: give --boundary FILE')
      const standing = await standingPoints(sql, new Date(systemClock.now()))
      const files = { roads: file, boundary, places: values.places ?? null, datum, standing }
      const tell = progressLines(io, systemClock)
      const read = await readImport(files, tell).catch((error: unknown) => {
        if (error instanceof RoadFileError) throw new OperatorError(error.message)
        throw error
      })
      await replaceRoads(sql, systemClock.now(), {
        actor: 'cli',
        jurisdiction,
        name: basename(file),
        read,
        attribution: OSM_ATTRIBUTION,
      })
      const { report } = read
      if (values.json) io.out(JSON.stringify(report))
      else {
        io.out(`${report.ways} ways, ${report.segments} segments (${report.insideSegments} inside), `)
        io.out(`${report.crossings} crossings (${report.presumedCrossings} presumed), ${report.places} places`)
        for (const { kind, what } of report.warnings) io.err(`left out: ${what} (${kind})`)
        const more = report.warningsInAll - report.warnings.length
        if (more > 0) io.err(`left out: ${more} more`)
        for (const code of report.unplaced.checkpoints) io.err(`checkpoint ${code} lies on none of these roads`)
        for (const code of report.unplaced.closures) io.err(`closure ${code} lies on none of these roads`)
      }
      return 0
    })
  },
}

/** A line on stderr every few seconds: how far, and how long still. */
const progressLines = (io: CliIo, clock: Clock) => {
  const began = clock.now()
  let told = began
  return (done: number, total: number) => {
    const now = clock.now()
    if (now - told < 2_000 || total === 0) return
    told = now
    const share = done / total
    const left = Math.round(((now - began) / 1000) * (1 / Math.max(share, 0.001) - 1))
    io.err(`read ${Math.round(share * 100)} %, about ${left} s left`)
  }
}
