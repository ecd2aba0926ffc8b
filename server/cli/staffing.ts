import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { FleetPoint } from '#domain/staffing'
import { fewestStableLanes, lanesFor, shareFleet } from '#domain/staffing'
import { OperatorError } from '../../db/operator-error'
import { type CliCommand, parseOptions, UsageError } from './command'

/** More lanes than any checkpoint or fleet has; beyond it the question is a slip of the keyboard. */
const MOST_LANES = 10_000

export const command: CliCommand = {
  name: 'staffing',
  summary: 'how many lanes a checkpoint needs, and how a fleet of lanes is shared best (M/M/c)',
  help: `
Usage: npm run kakou -- staffing --arrivals N [--service SECONDS] --wait SECONDS [--within SHARE] [--json]
       npm run kakou -- staffing --points FILE.csv --fleet N [--json]

One checkpoint: the fewest lanes for a wait.
  --arrivals N       vehicles an hour
  --service SECONDS  time that one vehicle takes at the barrier (60)
  --wait SECONDS     the mean wait is to be this or less
  --within SHARE     instead: this share of vehicles (0.95) waits --wait or less

Many checkpoints: every point its fewest stable lanes, the rest where each next lane saves most queue.
  --points FILE.csv  columns code,arrivals,service (vehicles an hour, seconds)
  --fleet N          lanes in all

  --json             one JSON document on stdout

Exit 0 done, 1 the fleet is too small or the file cannot be used, 2 wrong usage.
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: {
        arrivals: { type: 'string' },
        service: { type: 'string' },
        wait: { type: 'string' },
        within: { type: 'string' },
        points: { type: 'string' },
        fleet: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    if (values.points !== undefined || values.fleet !== undefined) {
      for (const other of ['arrivals', 'service', 'wait', 'within'] as const) {
        if (values[other] !== undefined) throw new UsageError(`--${other} does not go with --points and --fleet`)
      }
      if (values.points === undefined || values.fleet === undefined) {
        throw new UsageError('--points FILE.csv and --fleet N go together')
      }
      const fleet = numberOption('fleet', values.fleet, 0, 1_000_000)
      if (!Number.isInteger(fleet)) throw new UsageError('--fleet: wanted is a whole number of lanes')
      const shared = shareFleet(await readFleetPoints(values.points), fleet)
      if (shared.kind === 'too-few') {
        throw new OperatorError(
          `the fleet is too small: ${shared.missing} more lanes are needed for the queues not to grow without end`,
        )
      }
      const points = shared.points.map(({ code, lanes, meanWaitSeconds, meanQueue }) => ({
        code,
        lanes,
        meanWaitSeconds,
        meanQueue,
      }))
      if (values.json) io.out(JSON.stringify({ points, meanQueue: shared.meanQueue }))
      else {
        for (const point of points) {
          io.out(
            `${point.code}: ${point.lanes} lanes, mean wait ${seconds(point.meanWaitSeconds)}, mean queue ${point.meanQueue.toFixed(2)}`,
          )
        }
        io.out(`mean queue in all ${shared.meanQueue.toFixed(2)}`)
      }
      return 0
    }
    if (values.arrivals === undefined) throw new UsageError('--arrivals N is missing')
    if (values.wait === undefined) throw new UsageError('--wait SECONDS is missing')
    const arrivals = numberOption('arrivals', values.arrivals, 0, 1_000_000)
    const service = numberOption('service', values.service ?? '60', 0.001, 86_400)
    const waitSeconds = numberOption('wait', values.wait, 0, 86_400)
    const within = values.within === undefined ? undefined : numberOption('within', values.within, 0, 0.999_999)
    if (fewestStableLanes(arrivals, service) > MOST_LANES) {
      throw new UsageError(`--arrivals ${arrivals} at --service ${service} want more than ${MOST_LANES} lanes`)
    }
    const queue = lanesFor(arrivals, service, { waitSeconds, within })
    if (values.json) io.out(JSON.stringify(queue))
    else {
      io.out(`${queue.lanes} lanes, in use ${percent(queue.utilisation)} of the time`)
      io.out(
        `${percent(queue.probabilityOfWait)} of vehicles wait; mean wait ${seconds(queue.meanWaitSeconds)}, mean queue ${queue.meanQueue.toFixed(2)}`,
      )
    }
    return 0
  },
}

function numberOption(name: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= least && value <= most) return value
  throw new UsageError(`--${name} ${text}: wanted is a number from ${least} to ${most}`)
}

async function readFleetPoints(file: string): Promise<FleetPoint[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new OperatorError(`${file}: cannot be read`)
  })
  const parsed = Papa.parse<Record<string, string | undefined>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (header) => header.trim().toLowerCase(),
  })
  for (const column of ['code', 'arrivals', 'service']) {
    if (!parsed.meta.fields?.includes(column)) throw new OperatorError(`${file}: the column "${column}" is missing`)
  }
  const codes = new Set<string>()
  const points = parsed.data.map((row, at) => {
    const code = row.code?.trim() ?? ''
    const fault = (reason: string) => new OperatorError(`${file}: row ${at + 2}: ${reason}`)
    if (code === '' || codes.has(code))
      throw fault(code === '' ? '"code" is missing' : `the code "${code}" was used before`)
    codes.add(code)
    const column = (name: 'arrivals' | 'service', least: number, most: number) => {
      const value = row[name]?.trim() ? Number(row[name]) : Number.NaN
      if (value >= least && value <= most) return value
      throw fault(`"${name}" is to be a number from ${least} to ${most}`)
    }
    const point = {
      code,
      arrivalsPerHour: column('arrivals', 0, 1_000_000),
      serviceSeconds: column('service', 0.001, 86_400),
    }
    if (fewestStableLanes(point.arrivalsPerHour, point.serviceSeconds) > MOST_LANES) {
      throw fault(`it wants more than ${MOST_LANES} lanes`)
    }
    return point
  })
  if (points.length === 0) throw new OperatorError(`${file}: no rows`)
  return points
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
