import { basename } from 'node:path'
import { OperatorError } from '../../db/operator-error'
import { findJurisdiction } from '../../db/stores/jurisdiction-store'
import { findActiveNetwork } from '../../db/stores/network-store'
import { systemClock } from '../clock'
import { readImport } from '../roads/read-import'
import { OSM_ATTRIBUTION, replaceRoads } from '../roads/replace-roads'
import { RoadFileError } from '../roads/road-file-error'
import { type CliCommand, parseOptions, UsageError } from './command'
import { withDatabase } from './with-database'

export const command: CliCommand = {
  name: 'roads import',
  summary: 'put a road network in place of the one before',
  help: `
Usage: npm run kakou -- roads import FILE [--boundary FILE] [--places FILE] [--jurisdiction CODE] [--json]

Reads roads (.osm.pbf, .osm, Overpass JSON, GeoJSON), checks them against the boundary, and puts them in place of the
network before, in one transaction. A running server shows them at once. Where anything is wrong the old network stays.

  --boundary FILE       one GeoJSON Polygon or MultiPolygon; without it the boundary known already
  --places FILE         GeoJSON Points with name, population
  --jurisdiction CODE   whose network it is; without it the root's
  --json                the report as one JSON document on stdout
`,
  async run(argv, io) {
    const { values, positionals } = parseOptions(argv, {
      allowPositionals: true,
      options: {
        boundary: { type: 'string' },
        places: { type: 'string' },
        jurisdiction: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new UsageError('name one road file')
    return withDatabase(io, async ({ sql }) => {
      const jurisdiction = await findJurisdiction(sql, values.jurisdiction ?? null)
      if (jurisdiction === null) throw new OperatorError(`there is no jurisdiction ${values.jurisdiction}`)
      const boundary = values.boundary ?? (await findActiveNetwork(sql))?.polygons
      if (boundary === undefined) throw new UsageError('no boundary is known yet: give --boundary FILE')
      const read = await readImport({ roads: file, boundary, places: values.places ?? null }).catch(
        (error: unknown) => {
          if (error instanceof RoadFileError) throw new OperatorError(error.message)
          throw error
        },
      )
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
      }
      return 0
    })
  },
}
