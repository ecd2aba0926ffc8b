import type { TransactionSql } from 'postgres'
import type { BoardLine, BriefingFacts } from '#domain/briefing/briefing'
import type { CoverageResult } from '#domain/coverage/result'
import { localDate } from '#domain/entries/counted-at'
import { presentPeriod, statusWords } from '#domain/reports/report-status'
import type { DailyBoard } from '#protocol/report'
import { countUnreceived, findQueues } from '../../db/stores/briefing-store'
import { readDuty } from '../../db/stores/duty-store'
import { findIndicatorSums } from '../../db/stores/indicator-store'
import { findStates } from '../../db/stores/state-store'
import type { Checkpoint } from '../checkpoints/checkpoint-directory'
import type { Core } from '../core'
import type { CoverageService } from '../coverage/coverage-service'
import type { PersonActor } from '../people/actor'
import { boardOf } from '../reports/read-daily-board'
import { responseTimesOf } from '../reports/read-response-times'
import { type ReportDays, reportingCheckpoints } from '../reports/report-days'
import { populationWithoutPoints, roadsWithoutPoints } from './find-roads'

/** 全县 of a county. */
const WHOLE: Readonly<Record<string, string>> = {
  city: '全市',
  county: '全县',
  town: '全镇',
  village: '全村',
  group: '全组',
}

/** All that a briefing of these days says, read in one snapshot; coverage is of this moment, and so are states that were not written down. */
export const gatherFacts = async (
  tx: TransactionSql,
  core: Core,
  coverage: CoverageService,
  actor: PersonActor,
  days: ReportDays,
): Promise<BriefingFacts> => {
  const nowMs = core.clock.now()
  const { alertLimits: limits } = core.policy.current.document
  const board = await boardOf(tx, core, actor, days)
  const checkpoints = reportingCheckpoints(core, actor)
  const checkpointIds = checkpoints.map(({ id }) => id)
  const window = { from: new Date(board.window.from), to: new Date(board.window.to) }
  const places = new Map(checkpoints.map(({ id, code, name }) => [id, { code, name }]))
  const at = <Row extends { checkpointId: number }>(rows: readonly Row[]) =>
    rows.flatMap((row) => {
      const place = places.get(row.checkpointId)
      return place === undefined ? [] : [{ ...row, ...place }]
    })
  const queues = await findQueues(tx, { checkpointIds, ...window, least: limits.queueVehicles })
  const duty = await readDuty(tx, { checkpointIds, shiftsSince: new Date(nowMs) })
  const complete = nowMs >= window.to.getTime()
  const then = complete ? await statesThen(tx, checkpoints, window.to) : null
  const states = then ?? new Map(coverage.stations().checkpoints.map(({ code, state }) => [code, state]))
  const inState = (wanted: string) =>
    checkpoints.filter(({ code }) => states.get(code) === wanted).map(({ code, name }) => ({ code, name }))
  const jurisdiction = core.checkpoints.jurisdiction(actor.jurisdiction.code)
  const [offline, unstaffed] = [inState('offline'), inState('unstaffed')]
  return {
    area: { name: actor.jurisdiction.name, whole: WHOLE[jurisdiction?.level ?? ''] ?? '全辖区' },
    from: days.from,
    date: days.date,
    zone: days.zone,
    cutOff: complete ? board.window.to : board.asOf,
    complete,
    asOf: board.asOf,
    since: board.since === null ? null : localDate(Date.parse(board.since), days.zone),
    checkpoints: {
      open: checkpoints.length,
      working: checkpoints.length - offline.length - unstaffed.length,
      offline,
      unstaffed,
      ...(complete && then === null ? { at: board.asOf } : {}),
    },
    now: board.sum.counts,
    before: board.before.counts,
    total: board.sum.total,
    reports: reportsOf(board),
    pending: board.rows
      .filter(({ pending }) => pending > 0)
      .map(({ code, name, pending }) => ({ code, name, entries: pending })),
    coverage: core.checkpoints.root()?.path === actor.scope ? coverageFacts(coverage, nowMs) : null,
    queues: at(queues).map(({ code, name, vehicles, at: told }) => ({ code, name, vehicles, at: told.toISOString() })),
    shortages: at(duty).flatMap(({ code, name, stock }) => {
      const items = shortOf(stock, limits.stock)
      return items.length === 0 ? [] : [{ code, name, items }]
    }),
    response: await responseTimesOf(tx, core, actor, days),
    alerts: await countUnreceived(tx, { checkpointIds, now: new Date(nowMs) }),
    indicators: await findIndicatorSums(tx, { path: actor.scope, from: days.from, date: days.date }),
    board: boardLines(board),
    audit: board.head === null ? null : { number: board.head.number, hash: board.head.hash },
  }
}

/** States as they were written down at an instant, by code; null where not all are known of it. */
const statesThen = async (
  tx: TransactionSql,
  checkpoints: readonly Checkpoint[],
  at: Date,
): Promise<ReadonlyMap<string, string> | null> => {
  const ids = checkpoints.map(({ id }) => id)
  const known = new Map((await findStates(tx, ids, { from: at, to: at })).map((one) => [one.checkpointId, one.state]))
  const states = new Map<string, string>()
  for (const { id, code } of checkpoints) {
    const state = known.get(id)
    if (state === undefined) return null
    states.set(code, state)
  }
  return states
}

const reportsOf = (board: DailyBoard): BriefingFacts['reports'] => {
  const lines = presentPeriod(board.periods, board.asOf)?.checkpoints ?? []
  const count = (is: (line: (typeof lines)[number]) => boolean) => lines.filter(is).length
  return {
    due: lines.length,
    reported: count(({ report }) => report !== null),
    zero: count(({ status }) => status === 'zero'),
    noTraffic: count(({ report }) => report?.noTraffic === true),
    late: count(({ report }) => report?.late === true),
    missing: lines.filter(({ status }) => status === 'missing').map(({ code, name }) => ({ code, name })),
  }
}

const coverageFacts = (coverage: CoverageService, nowMs: number): BriefingFacts['coverage'] => {
  const { latest } = coverage
  if (latest === null) return null
  // The thread gives an object without its opening brace (coverage-service.ts).
  const result = JSON.parse(`{${Buffer.from(latest.answer.body).toString()}`) as Pick<CoverageResult, 'crossings'>
  return {
    at: new Date(nowMs).toISOString(),
    roads: roadsWithoutPoints(result),
    population: populationWithoutPoints(result),
  }
}

/** What was asked for, and what is fewer than the policy wants at a checkpoint. */
const shortOf = (
  stock: { amounts: Record<string, number>; wanted: Record<string, number> | null } | null,
  least: Readonly<Record<string, number>>,
): BriefingFacts['shortages'][number]['items'] => {
  if (stock === null) return []
  const wanted = Object.entries(stock.wanted ?? {}).filter(([, amount]) => amount > 0)
  const asked = new Set(wanted.map(([item]) => item))
  const low = Object.entries(stock.amounts).filter(
    ([item, amount]) => !asked.has(item) && (amount === 0 || amount < (least[item] ?? 0)),
  )
  return [
    ...wanted.map(([item, amount]) => ({ item, left: stock.amounts[item] ?? 0, wanted: amount })),
    ...low.map(([item, left]) => ({ item, left, wanted: null })),
  ]
}

const boardLines = (board: DailyBoard): BoardLine[] => {
  const lines = new Map(presentPeriod(board.periods, board.asOf)?.checkpoints.map((line) => [line.code, line]))
  return board.rows.map(({ code, name, counts, total }) => {
    const line = lines.get(code)
    return {
      name,
      vehicles: counts.vehiclesIn + counts.vehiclesOut,
      in: counts.vehiclesIn,
      out: counts.vehiclesOut,
      people: counts.people,
      highReadings: counts.highReadings,
      fevers: counts.fevers,
      riskVehicles: counts.riskVehicles,
      turnedBack: counts.turnedBackVehicles,
      total: total.vehiclesIn + total.vehiclesOut,
      report: line === undefined ? '' : statusWords(line.status, line.report, 'zh'),
    }
  })
}
