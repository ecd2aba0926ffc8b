import { writeFile } from 'node:fs/promises'
import type { Polygons } from '#domain/coverage/boundary'
import { type Datum, isDatum, pointsInWgs84, polygonsInWgs84, roadsInWgs84 } from '#domain/coverage/datum'
import type { CoverageOptions } from '#domain/coverage/evaluate'
import { evaluate } from '#domain/coverage/evaluate'
import { buildNetwork } from '#domain/coverage/network'
import { CHECKPOINT_STATES, type CoveragePoints } from '#domain/coverage/points'
import type { CoverageResult } from '#domain/coverage/result'
import type { RoadInput } from '#domain/coverage/road-input'
import type { CoverageSettings } from '#domain/coverage/settings'
import {
  DEFAULT_SETTINGS,
  DISTANCE_SETTINGS,
  isDistanceSetting,
  LARGEST_SETTING_METRES,
} from '#domain/coverage/settings'
import { TABLE_KEYS } from '#domain/planning/coverage-tables'
import { OperatorError } from '../../db/operator-error'
import { EXPORT_FORMATS, writeCoverage } from '../exports/write-coverage'
import { checkNetwork } from '../roads/check-network'
import { readBoundary } from '../roads/read-boundary'
import { readCheckpoints, readClosures, readPlaces } from '../roads/read-points'
import { readRoads } from '../roads/read-roads'
import { RoadFileError } from '../roads/road-file-error'
import { type CliCommand, parseOptions, UsageError } from './command'

export const command: CliCommand = {
  name: 'coverage',
  summary: 'which roads nobody watches, from files alone (no server, no database)',
  help: `
Usage: npm run kakou -- coverage --roads FILE --boundary FILE [options]

Cuts the roads at the boundary and says which crossings are monitored, which roads are exposed, lapsed, monitored or
unreachable, and by which way each place can be reached past every working checkpoint.

  --roads FILE         .osm.pbf, .osm, Overpass JSON or GeoJSON lines with OpenStreetMap tags
  --boundary FILE      one GeoJSON Polygon or MultiPolygon, or the boundary relation of an .osm.pbf or .osm (FILE#ID or
                       FILE#NAME where it has several)
  --places FILE        GeoJSON Points with name, population
  --checkpoints FILE   GeoJSON Points with code, state (${CHECKPOINT_STATES.join(', ')}; missing: open)
  --closures FILE      GeoJSON Points with code
  --datum D            wgs84 (default); gcj02 or bd09 where all files come from Chinese public maps (results are WGS 84)
  --profile P          vehicle (default) or foot
  --direction D        in (default) or out
  --set NAME=METRES    change a distance; may be given more than once:
${DISTANCE_SETTINGS.map((name) => `                         ${name} (${DEFAULT_SETTINGS[name]})`).join('\n')}
  --segments           list every inside segment with its state and line
  --seal               the fewest new points so that no place is reached
  --protect NAME       with --seal: only these places; may be given more than once
  --frontier           how few people stay exposed for each number of new points
  --out FILE           also writes .geojson (all roads and points), .xlsx (all tables) or .csv (one of them)
  --table T            of a CSV: crossings (default), places, checkpoints, roads
  --language L         of that file: zh (default) or en
  --json               one JSON document on stdout

Exit 0 done, 1 a file cannot be used, 2 wrong usage.
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: {
        roads: { type: 'string' },
        boundary: { type: 'string' },
        places: { type: 'string' },
        checkpoints: { type: 'string' },
        closures: { type: 'string' },
        datum: { type: 'string' },
        profile: { type: 'string' },
        direction: { type: 'string' },
        set: { type: 'string', multiple: true },
        segments: { type: 'boolean' },
        seal: { type: 'boolean' },
        protect: { type: 'string', multiple: true },
        frontier: { type: 'boolean' },
        out: { type: 'string' },
        table: { type: 'string' },
        language: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const { roads, boundary } = values
    if (!roads || !boundary) throw new UsageError(`--${roads ? 'boundary' : 'roads'} FILE is missing`)
    const settings = settingsOf(values)
    const { datum = 'wgs84' } = values
    if (!isDatum(datum)) throw new UsageError('--datum is wgs84, gcj02 or bd09')
    const file = exportOf(values)
    if (values.protect && !values.seal) throw new UsageError('--protect is for --seal')
    try {
      const polygons = await readBoundary(boundary)
      const points = {
        places: values.places ? await readPlaces(values.places) : [],
        checkpoints: values.checkpoints ? await readCheckpoints(values.checkpoints) : [],
        closures: values.closures ? await readClosures(values.closures) : [],
      }
      for (const name of values.protect ?? []) {
        if (!points.places.some((place) => place.name === name)) {
          throw new UsageError(`--protect "${name}": no place has that name`)
        }
      }
      const read = { roads: await readRoads(roads), polygons, points }
      const input = inWgs84(read, datum)
      const network = buildNetwork(input.roads, input.polygons, settings)
      checkNetwork(roads, network)
      const options: CoverageOptions = {
        segments: values.segments === true || file !== null,
        frontier: values.frontier,
      }
      if (values.seal) options.seal = values.protect ? { protect: values.protect } : true
      const result = evaluate(network, input.points, options)
      if (file !== null) {
        await writeFile(file.name, await writeCoverage(result, input.points, file)).catch(() => {
          throw new OperatorError(`${file.name}: cannot be written`)
        })
      }
      if (!values.segments) delete result.segments
      if (values.json) io.out(JSON.stringify(result))
      else for (const line of tableOf(result)) io.out(line)
      return 0
    } catch (error) {
      if (error instanceof RoadFileError) throw new OperatorError(error.message)
      throw error
    }
  },
}

interface CoverageFiles {
  roads: RoadInput
  polygons: Polygons
  points: CoveragePoints
}

function inWgs84({ roads, polygons, points }: CoverageFiles, datum: Datum): CoverageFiles {
  return {
    roads: roadsInWgs84(roads, datum),
    polygons: polygonsInWgs84(polygons, datum),
    points: {
      places: pointsInWgs84(points.places, datum),
      checkpoints: pointsInWgs84(points.checkpoints, datum),
      closures: pointsInWgs84(points.closures, datum),
    },
  }
}

/** The file that `--out` asks for; null where it does not. */
function exportOf({ out, table = 'crossings', language = 'zh' }: { out?: string; table?: string; language?: string }) {
  if (out === undefined) return null
  const format = EXPORT_FORMATS.find((known) => out.toLowerCase().endsWith(`.${known}`))
  if (format === undefined)
    throw new UsageError(`--out ${out}: wanted is a name that ends in .${EXPORT_FORMATS.join(', .')}`)
  const key = TABLE_KEYS.find((known) => known === table)
  if (key === undefined) throw new UsageError(`--table is ${TABLE_KEYS.join(', ')}`)
  if (language !== 'zh' && language !== 'en') throw new UsageError('--language is zh or en')
  return { name: out, format, table: key, language } as const
}

function settingsOf(values: { profile?: string; direction?: string; set?: string[] }): CoverageSettings {
  const settings: CoverageSettings = { ...DEFAULT_SETTINGS }
  const { profile = 'vehicle', direction = 'in' } = values
  if (profile !== 'vehicle' && profile !== 'foot') throw new UsageError('--profile is vehicle or foot')
  if (direction !== 'in' && direction !== 'out') throw new UsageError('--direction is in or out')
  settings.profile = profile
  settings.direction = direction
  for (const pair of values.set ?? []) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    const text = pair.slice(at + 1).trim()
    if (at < 0 || !isDistanceSetting(name)) {
      throw new UsageError(`--set ${pair}: wanted is NAME=METRES with a NAME of ${DISTANCE_SETTINGS.join(', ')}`)
    }
    const metres = text === '' ? Number.NaN : Number(text)
    if (!(metres >= 0 && metres <= LARGEST_SETTING_METRES)) {
      throw new UsageError(`--set ${pair}: wanted are metres from 0 to ${LARGEST_SETTING_METRES}`)
    }
    settings[name] = metres
  }
  return settings
}

function* tableOf(result: CoverageResult): Generator<string> {
  const { summary } = result
  const kilometres = (metres: number) => `${(metres / 1000).toFixed(1)} km`
  yield `Crossings   ${summary.crossings} in ${summary.groups} groups: ${Object.entries(summary.byState)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ')}`
  yield `Roads       ${kilometres(summary.metres.inside)} inside: ${(
    ['exposed', 'lapsed', 'monitored', 'unreachable'] as const
  )
    .map((state) => `${kilometres(summary.metres[state])} ${state}`)
    .join(', ')}`
  yield `Places      ${Object.entries(summary.places)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ')}; ${summary.populationExposed} people exposed`
  const ranked = result.crossings.filter((crossing) => crossing.rank !== null)
  if (ranked.length > 0) yield ''
  for (const crossing of ranked) {
    const { name, ref, class: roadClass } = crossing.road
    const road = [ref, name].filter((part) => part !== null).join(' ') || 'road without a name'
    const rank = String(crossing.rank).padStart(3)
    yield `${rank}  ${crossing.state.padEnd(11)}  ${crossing.id.padEnd(24)}  ${String(crossing.population).padStart(7)} people  ${road} (${roadClass})`
  }
  for (const place of result.places) {
    if (!place.bypass) continue
    yield `${place.name}: ${place.state}, ${kilometres(place.bypass.metres)} from ${place.bypass.crossing}${place.bypass.roads.length > 0 ? ` by ${place.bypass.roads.join(', ')}` : ''}`
  }
  if (result.seal) {
    yield ''
    yield `Sealed by ${result.seal.minimum} new points${result.seal.unsealable.length > 0 ? `; cannot be sealed: ${result.seal.unsealable.join(', ')}` : ''}`
    for (const point of result.seal.points) {
      yield `  ${point.lng}, ${point.lat}  ${point.name ?? 'road without a name'} (${point.class})`
    }
  }
  if (result.frontier) {
    yield ''
    for (const corner of result.frontier)
      yield `${String(corner.points).padStart(4)} new points: ${corner.populationExposed} people exposed`
  }
  if (result.warnings.length > 0) yield ''
  for (const warning of result.warnings) {
    yield `${warning.kind}: ${warning.what}${warning.where ? ` at ${warning.where.join(', ')}` : ''}`
  }
}
