import { daysLeft, type StockCount } from '#domain/checkpoints/stock-days'
import { localHour } from '#domain/entries/counted-at'
import { DAY_MS } from '#domain/instant'
import { laneAdvice } from '#domain/staffing/lane-advice'
import type { CheckpointPanel } from '#protocol/checkpoint-panel'
import { inScope } from '../../db/access/in-scope'
import { readStockCounts, readStoodTablets } from '../../db/stores/panel-store'
import type { Core } from '../core'
import { dutyAt } from '../items/show-duty'
import { done, type Outcome, refuse } from '../outcome'
import type { PersonActor } from '../people/actor'
import { arrivalsOf } from './arrivals'

/** Supplies and arrivals are looked at so far back. */
const STOCK_DAYS = 14
const ARRIVAL_DAYS = 7
/** The mean wait that lanes are advised for, as the planner asks unless told otherwise. */
const WAIT_SECONDS = 300

interface PanelInput {
  code: string
  /** Vehicles that the last hour counted. */
  lastHour: number
}

/** Scope: within the caller's jurisdiction. What the panel of a checkpoint shows beside the live picture. */
export const readPanel = async (
  core: Core,
  actor: PersonActor,
  { code, lastHour }: PanelInput,
): Promise<Outcome<CheckpointPanel>> => {
  const checkpoint = core.checkpoints.byCode(code)
  const duty = checkpoint?.path.startsWith(actor.scope) ? await dutyAt(core, actor, code) : null
  if (checkpoint === undefined || duty === null) {
    return refuse('not-found', 'There is no such checkpoint within your jurisdiction.')
  }
  const now = core.clock.now()
  const { place, tablets, counts } = await inScope(core.database, actor, async (tx) => ({
    ...(await readStoodTablets(tx, checkpoint.id)),
    counts: await readStockCounts(tx, checkpoint.id, new Date(now - STOCK_DAYS * DAY_MS)),
  }))
  const [day] = await arrivalsOf(core, actor, ARRIVAL_DAYS, checkpoint.id)
  const hour = localHour(now, core.checkpoints.zone(checkpoint.path))
  const target = { waitSeconds: WAIT_SECONDS }
  return done({
    kind: checkpoint.kind,
    ring: checkpoint.ring,
    road: checkpoint.road,
    leader: place.leader,
    duty,
    daysLeft: daysLeft(counts.map(({ at, amounts }): StockCount => ({ at: at.getTime(), amounts }))),
    tablets: tablets.map(({ ordinal, seenAt, ...tablet }) => ({
      ...tablet,
      name: `${code}-${ordinal}`,
      seenAt: seenAt?.toISOString() ?? null,
    })),
    lanes: {
      all: place.lanes,
      open: new Set(tablets.map(({ lane, ordinal }) => lane ?? ordinal)).size,
      advice:
        day === undefined
          ? null
          : { serviceSeconds: day.serviceSeconds, ...laneAdvice(day, { hour, lastHour, target }) },
    },
  })
}
