import { setTimeout as pause } from 'node:timers/promises'
import { localMidnight } from '#domain/entries/counted-at'
import { DAY_MS } from '#domain/instant'
import { COUNTER_COLUMNS } from '../../db/stores/entry-rows'
import type { World } from './world'

export const ZONE = 'Asia/Shanghai'
const LOOK_MS = 50
/** What was counted is read again this often: while it is waited for a day may end, or a backup be laid back. */
const COUNTED_FOR_MS = 1_000

/** People of the local day by the clock of a server, by checkpoint: counted anew from the entries. */
export const countToday = async ({ sql, clocks }: World, server: number): Promise<Map<string, number>> => {
  const now = clocks[server]?.now() ?? Date.now()
  const from = localMidnight(now, ZONE)
  const until = localMidnight(from + 1.5 * DAY_MS, ZONE)
  const people = COUNTER_COLUMNS.indexOf('people') + 1
  const rows = await sql<{ code: string; people: number }[]>`
    select c.code, coalesce(sum(e.adds[${people}]), 0)::int as people
    from checkpoints c left join entries e on e.checkpoint_id = c.id and e.standing
      and e.counted_at >= ${new Date(from)} and e.counted_at < ${new Date(until)}
    group by c.code`
  return new Map(rows.map(({ code, people }) => [code, people]))
}

/**
 * Waits, while the field works on, until what was made before is handed in and shown everywhere. Returns how long it
 * took in ms, or what is missing once the patience is over.
 */
export const recover = async (world: World, patienceMs: number): Promise<number | string> => {
  const began = performance.now()
  const endedMs = Date.now()
  let missing = ''
  while (performance.now() - began < patienceMs) {
    const waiting = world.tablets.reduce((sum, tablet) => sum + tablet.waitingSince(endedMs), 0)
    missing = waiting > 0 ? `${waiting} entries wait` : await unshown(world)
    if (missing === '') return performance.now() - began
    await pause(LOOK_MS)
  }
  return missing
}

/** Whether every dashboard shows at least what is counted now; what is missing where not. */
const unshown = async (world: World): Promise<string> => {
  const counted = await Promise.all(world.servers.map((_, at) => countToday(world, at)))
  const readAt = performance.now()
  let missing = ''
  do {
    missing = ''
    for (const dashboard of world.dashboards) {
      const shown = dashboard.people()
      for (const [code, people] of counted[dashboard.server] ?? []) {
        const has = shown?.get(code)
        if (has === undefined || has < people)
          missing ||= `server ${dashboard.server} shows ${has} of ${people} at ${code}`
      }
    }
    if (missing === '') return ''
    await pause(LOOK_MS)
  } while (performance.now() - readAt < COUNTED_FOR_MS)
  return missing
}
