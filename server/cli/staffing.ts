import { fewestStableLanes, lanesFor, shareFleet, type WaitTarget } from '#domain/staffing/staffing'
import { planDay, shareFleetByHour } from '#domain/staffing/staffing-day'
import { OperatorError } from '../../db/operator-error'
import { type CliCommand, type CliIo, parseOptions, UsageError } from './command'
import { MOST_LANES, readDays, readFleetPoints } from './read-staffing-file'

export const command: CliCommand = {
  name: 'staffing',
  summary: 'how many lanes a checkpoint needs, and how a fleet of lanes is shared best (M/M/c)',
  help: `
Usage: npm run kakou -- staffing --arrivals N [--service SECONDS] --wait SECONDS [--within SHARE] [--json]
       npm run kakou -- staffing --points FILE.csv --fleet N [--json]
       npm run kakou -- staffing --day FILE.csv --wait SECONDS [--within SHARE] [--fleet N] [--json]

One checkpoint: the fewest lanes for a wait.
  --arrivals N       vehicles an hour
  --service SECONDS  time that one vehicle takes at the barrier (60)
  --wait SECONDS     the mean wait is to be this or less
  --within SHARE     instead: this share of vehicles (0.95) waits --wait or less

Many checkpoints: every point its fewest stable lanes, the rest where each next lane saves most queue.
  --points FILE.csv  columns code,arrivals,service (vehicles an hour, seconds)
  --fleet N          lanes in all

A day: lanes of every hour for a wait, staff of all shifts, the day's queue, and with one lane less.
  --day FILE.csv     columns code,hour,arrivals,service (hour 0 to 23; vehicles in that hour, seconds)
  --fleet N          also so many lanes shared out hour by hour, and who moves where and when

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
        day: { type: 'string' },
        fleet: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    if (values.day !== undefined) {
      for (const other of ['arrivals', 'service', 'points'] as const) {
        if (values[other] !== undefined) throw new UsageError(`--${other} does not go with --day`)
      }
      if (values.wait === undefined) throw new UsageError('--wait SECONDS is missing')
      const fleet = values.fleet === undefined ? null : fleetOption(values.fleet)
      await answerDay(io, values.day, waitTarget(values.wait, values.within), fleet, values.json === true)
      return 0
    }
    if (values.points !== undefined || values.fleet !== undefined) {
      for (const other of ['arrivals', 'service', 'wait', 'within'] as const) {
        if (values[other] !== undefined) throw new UsageError(`--${other} does not go with --points and --fleet`)
      }
      if (values.points === undefined || values.fleet === undefined) {
        throw new UsageError('--points FILE.csv and --fleet N go together')
      }
      const shared = shareFleet(await readFleetPoints(values.points), fleetOption(values.fleet))
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
    const target = waitTarget(values.wait, values.within)
    if (fewestStableLanes(arrivals, service) > MOST_LANES) {
      throw new UsageError(`--arrivals ${arrivals} at --service ${service} want more than ${MOST_LANES} lanes`)
    }
    const queue = lanesFor(arrivals, service, target)
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

function fleetOption(text: string): number {
  const fleet = numberOption('fleet', text, 0, 1_000_000)
  if (!Number.isInteger(fleet)) throw new UsageError('--fleet: wanted is a whole number of lanes')
  return fleet
}

function waitTarget(wait: string, within: string | undefined): WaitTarget {
  const waitSeconds = numberOption('wait', wait, 0, 86_400)
  return within === undefined ? { waitSeconds } : { waitSeconds, within: numberOption('within', within, 0, 0.999_999) }
}

async function answerDay(
  io: CliIo,
  file: string,
  target: WaitTarget,
  fleet: number | null,
  json: boolean,
): Promise<void> {
  const days = await readDays(file)
  const points = days.map((day) => planDay(day, target))
  const staff = points.reduce((sum, point) => sum + point.staff, 0)
  const shared = fleet === null ? null : shareFleetByHour(days, fleet)
  if (json) {
    io.out(JSON.stringify({ points, staff, ...(shared && { fleet: shared }) }))
    return
  }
  for (const { code, lanesByHour, staff: people, queue, oneLaneLess } of points) {
    io.out(`${code}: lanes by hour ${lanesByHour.join(' ')}; ${people} staff a day`)
    io.out(
      `  queue at most ${queue.peak.vehicles.toFixed(0)} vehicles, longest wait ${seconds(queue.longestWaitSeconds)}`,
    )
    io.out(
      `  with one lane less ${oneLaneLess.peak.vehicles.toFixed(0)} vehicles, ${seconds(oneLaneLess.longestWaitSeconds)}`,
    )
  }
  io.out(`${staff} staff a day in all`)
  for (const [hour, found] of (shared?.hours ?? []).entries()) {
    const at = `${String(hour).padStart(2, '0')}:00`
    if (found.kind === 'too-few') io.out(`${at} ${found.missing} more lanes are needed`)
    else io.out(`${at} ${days.map(({ code }, point) => `${code} ${found.lanes[point]}`).join(', ')}`)
    for (const move of shared?.moves.filter((one) => one.hour === hour) ?? [])
      io.out(`  ${move.lanes} from ${move.from} to ${move.to}`)
  }
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
