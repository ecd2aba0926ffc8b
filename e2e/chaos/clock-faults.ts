import { setTimeout as pause } from 'node:timers/promises'
import { localDate, localMidnight } from '#domain/entries/counted-at'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain/instant'
import { findWeeks } from '../../db/stores/partitions'
import type { SeededRandom } from '../../server/testing/seeded-random'
import type { Dashboard } from './dashboard'
import { type Fault, type Struck, see } from './fault'
import { recover, ZONE } from './recovery'
import type { World } from './world'

/** The field works on an evening before it comes to so little before midnight. */
const EVENING_MS = 5 * MINUTE_MS
const BEFORE_MS = SECOND_MS
/** Longer, where one server is in the next day meanwhile, which is looked at. */
const BEFORE_APART_MS = 6 * SECOND_MS
/** So that the day of the one server ends well before that of the other. */
const APART_MS = MINUTE_MS
const PATIENCE_MS = 30 * SECOND_MS
/** Where nothing waits an entry counts when it was made, but for what the way takes and a busy machine. */
const NEAR_MS = 20 * SECOND_MS
const FIRST_YEAR = Date.UTC(1970, 0, 2)
const LAST_YEAR = Date.UTC(2099, 11, 31)
const BACK_MS = 26 * HOUR_MS
const YEAR_MS = 370 * DAY_MS
/** For so many days ahead there must be partitions. */
const AHEAD_DAYS = 14

/** The midnight in the county that ends the day of `ms`. */
const nextMidnight = (ms: number): number => localMidnight(localMidnight(ms, ZONE) + 1.5 * DAY_MS, ZONE)

/** The midnight that ends the last day of the month. */
const monthEnd = (ms: number): number => {
  for (let midnight = nextMidnight(ms); ; midnight = nextMidnight(midnight)) {
    if (localDate(midnight, ZONE).endsWith('-01')) return midnight
  }
}

/** It is another time everywhere: servers that differ keep their difference, tablets go right. */
const setAll = async ({ clocks, tablets }: World, ms: number, apartMs = 0): Promise<void> => {
  const movedMs = ms - Date.now()
  for (const [at, clock] of clocks.entries()) clock.move(movedMs + at * apartMs)
  await see('the servers to go by it', () => clocks.every((clock) => clock.isTaken()))
  // Only now, or one would ask a server what time it is that has not heard of it.
  for (const tablet of tablets) tablet.clock.jumpTo(movedMs)
}

/** Entries that servers received in a time, by their clocks; null while there are none. */
const receivedIn = async ({ sql }: World, from: number, until: number): Promise<number | null> => {
  const [row] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from entries
    where received_at >= ${new Date(from)} and received_at < ${new Date(until)}`
  return row?.rows || null
}

/** Else nothing could fall to zero. */
const showing = ({ dashboards }: World) =>
  see('every dashboard to show somebody', () =>
    dashboards.every((one) => [...(one.people()?.values() ?? [])].some((people) => people > 0)),
  )

/**
 * The field works over a midnight. `apartMs`: how far the second server's clock is ahead of the first's, so that for a
 * while it is in the next day, and each shows its own.
 */
const passMidnight = async (world: World, midnight: number, apartMs = 0): Promise<Struck> => {
  const { dashboards } = world
  await showing(world)
  const evening = midnight - EVENING_MS
  if (localDate(evening, ZONE) !== localDate(world.now(), ZONE)) {
    // The day that was before ends with this: it is not yet the midnight that is waited for.
    const before = dashboards.map(({ daysEnded }) => daysEnded)
    await setAll(world, evening, apartMs)
    await see('every dashboard to begin that day', () => fell(dashboards, before))
  } else await setAll(world, evening, apartMs)
  const late = await see('entries of the evening', () => receivedIn(world, evening, midnight))
  await showing(world)

  const ended = dashboards.map(({ daysEnded }) => daysEnded)
  await setAll(world, midnight - (apartMs > 0 ? BEFORE_APART_MS : BEFORE_MS), apartMs)
  if (apartMs > 0) {
    const shown = await recover(world, PATIENCE_MS)
    if (typeof shown === 'string') world.findings.push(`while one server is in the next day: ${shown}`)
  }
  await see('entries of the next day', () => receivedIn(world, midnight + apartMs, midnight + apartMs + HOUR_MS))
  await see('every dashboard to begin the day at zero', () => fell(dashboards, ended))
  const early = await receivedIn(world, midnight, midnight + HOUR_MS)
  return {
    kills: 0,
    seen: `${late} entries before and ${early} after the beginning of ${localDate(midnight, ZONE)}`,
  }
}

const fell = (dashboards: readonly Dashboard[], ended: readonly number[]): boolean =>
  dashboards.every(({ daysEnded }, at) => daysEnded > (ended[at] ?? 0))

/** Clocks that staff set, or that forgot the time: all but one of the first tablets are wrong. */
const wrongTimes = (random: SeededRandom): number[] => [
  FIRST_YEAR,
  LAST_YEAR,
  Date.now() - random.int(2, 10) * HOUR_MS,
  Date.now() + random.int(2, 10) * HOUR_MS,
  Date.now() - random.int(3, 40) * MINUTE_MS,
]

export const CLOCK_FAULTS: Record<string, Fault> = {
  'pass midnight': (world) => passMidnight(world, nextMidnight(world.now())),
  'pass the end of a month': (world) => passMidnight(world, monthEnd(world.now())),
  'pass midnight a minute apart': (world) => passMidnight(world, nextMidnight(world.now()), APART_MS),
  async 'set the servers back over midnight'(world) {
    const before = world.now()
    await see('entries of the day', () => receivedIn(world, before - MINUTE_MS, before + HOUR_MS))
    await setAll(world, before - BACK_MS)
    const rows = await see('entries of the day before', () =>
      receivedIn(world, before - BACK_MS - SECOND_MS, before - BACK_MS + HOUR_MS),
    )
    return { kills: 0, seen: `${rows} entries a day before those that came first` }
  },
  async 'set the clocks of tablets wrong'(world, random) {
    await setAll(world, world.now())
    const right = world.now() - Date.now()
    const wrong = world.tablets.slice(0, wrongTimes(random).length)
    let checked = 0
    for (let time = 0; time < 2; time++) {
      const times = wrongTimes(random)
      for (const [at, tablet] of wrong.entries())
        tablet.clock.jumpTo((times[(at + time) % times.length] ?? 0) - Date.now())
      await see('the tablets to learn the time', () => wrong.every(({ clock }) => clock.offset() !== null))
      const from = Date.now()
      await pause(random.int(1_000, 2_000))
      const made = wrong.flatMap((tablet) => tablet.madeSince(from))
      await see('what they made then to be stored', () =>
        wrong.every((tablet) => tablet.waitingSince(Date.now() - 500) === 0),
      )
      checked += await checkTimes(world, made)
    }
    for (const tablet of wrong) tablet.clock.jumpTo(right)
    if (checked === 0) throw new Error('no tablet with a wrong clock made anything')
    return { kills: 0, seen: `${checked} entries claim a wrong time and count when they were made` }
  },
  async 'start a server a year ahead'(world) {
    const [server, clock] = [world.server(0), world.clock(0)]
    const right = clock.movedMs
    const details = async () => {
      const [row] = await world.sql<{ kept: number }[]>`select count(*)::int as kept from entry_details`
      return row?.kept ?? 0
    }
    const before = await details()
    const said = () => server.output().split('nothing is purged').length
    const heard = said()
    await server.kill()
    clock.move(right + YEAR_MS)
    await server.start()
    await see('it to say that it purges nothing', () => said() > heard)
    for (const tablet of world.tablets.slice(0, 2)) tablet.moveTo(0)
    const now = world.now()
    const rows = await see('entries received a year ahead', () => receivedIn(world, now - HOUR_MS, now + HOUR_MS))
    const weeks = await findWeeks(world.sql)
    const last = Math.floor((now + AHEAD_DAYS * DAY_MS) / DAY_MS)
    if (!weeks.some((week) => week <= last && last < week + 7)) {
      world.findings.push('a server made no partitions of the fortnight ahead')
    }
    await server.kill()
    clock.move(right)
    await server.start()
    if ((await details()) < before) world.findings.push('a server that was a year ahead purged what was young')
    return { kills: 2, seen: `${rows} entries received a year ahead, nothing purged` }
  },
}

/** Of entries that a tablet made with a wrong clock and knew how wrong: that they count when they were made. */
const checkTimes = async (
  { sql, findings }: World,
  made: readonly { entry: { id: string }; atMs: number }[],
): Promise<number> => {
  const rows = await sql<{ id: string; counted: Date; received: Date; occurred: Date }[]>`
    select id, counted_at as counted, received_at as received, occurred_at as occurred from entries
    where id = any(${made.map(({ entry }) => entry.id)}::uuid[])`
  for (const { id, counted, received } of rows) {
    const apart = received.getTime() - counted.getTime()
    if (Math.abs(apart) > NEAR_MS)
      findings.push(`${id} of a tablet with a wrong clock counts ${apart} ms from its time`)
  }
  return rows.filter(({ occurred, received }) => Math.abs(received.getTime() - occurred.getTime()) > NEAR_MS).length
}
