import type { Sql } from 'postgres'
import { verifyCounters } from '../../db/stores/counter-store'
import { waitFor } from '../../server/testing/wait-for'
import { isUnflushed } from './log-syncs'
import { countToday } from './recovery'
import { compareStored } from './stored-entries'
import type { World } from './world'

/** They look every five seconds. */
const ROUND_S = 15

/** What a run showed; no findings is the only good one. */
export interface Verdict {
  findings: string[]
  entries: number
  acknowledged: number
  /** From the moment that nothing new was made until every outbox was empty and every dashboard right, ms. */
  restedMs: number
}

/**
 * Lets the field come to rest, then holds what clients were told against what is stored, and what dashboards show.
 * @param patienceMs how long recovery may take.
 */
export const judge = async (world: World, patienceMs: number): Promise<Verdict> => {
  const findings = [...world.findings]
  const began = performance.now()
  for (const tablet of world.tablets) tablet.rest()
  const wait = async (what: string, timeoutMs: number, probe: () => boolean | Promise<boolean>) => {
    await waitFor(what, probe, { timeoutMs: Math.max(1, timeoutMs), everyMs: 50 }).catch(() =>
      findings.push(`${what}: not within ${Math.round(timeoutMs)} ms`),
    )
  }
  const left = () => patienceMs - (performance.now() - began)
  await wait('every outbox to be empty', left(), () => world.tablets.every(({ waiting }) => waiting === 0))
  await wait('every dashboard to show what is counted', left(), () => showTheSame(world))
  const restedMs = performance.now() - began
  await wait('every dashboard to say that nothing waits, and nobody is offline', patienceMs, () =>
    world.dashboards.every((one) => one.waitingOnTablets() === 0 && one.offline().length === 0),
  )
  await wait('no point to be told offline', patienceMs, async () => {
    const [row] = await world.sql<{ open: number }[]>`
      select count(*)::int as open from alerts where kind = 'offline' and state <> 'resolved'`
    return row?.open === 0
  })

  // Whatever each server does by the clock: one that waits for ever for an answer from the database does it no more.
  await wait('every server to look at alerts by the clock', patienceMs, () => lookAtAlerts(world))
  await wait('the audit to be chained', patienceMs, async () => {
    const [row] = await world.sql<{ waiting: number }[]>`select count(*)::int as waiting from audit_pending`
    return row?.waiting === 0
  })

  findings.push(...(await compareStored(world)))
  for (const difference of await verifyCounters(world.sql))
    findings.push(`the counters differ: ${JSON.stringify(difference)}`)
  const entries = world.tablets.reduce((sum, { made }) => sum + made.size, 0)
  const acknowledged = world.tablets.reduce((sum, tablet) => sum + tablet.acknowledged.size, 0)
  // Each entry of the suite has one person, so the counters' sum is the number of entries made.
  const people = await countedInAll(world.sql)
  if (people !== entries) findings.push(`${entries} entries were made and ${people} counted`)
  findings.push(...(await wrongAlerts(world)))
  if (await isUnflushed(world)) findings.push('the database does not flush what it commits')
  return { findings: [...new Set(findings)], entries, acknowledged, restedMs }
}

const lookAtAlerts = async ({ servers }: World): Promise<boolean> => {
  const ages = await Promise.all(
    servers.map(async ({ url }) => {
      const page = await (await fetch(`${url}/metrics`)).text()
      return Number(/^kakou_alert_round_age_seconds (\S+)$/m.exec(page)?.[1])
    }),
  )
  return ages.every((age) => age < ROUND_S)
}

const showTheSame = async (world: World): Promise<boolean> => {
  const counted = await Promise.all(world.servers.map((_, at) => countToday(world, at)))
  return world.dashboards.every((dashboard) => {
    const shown = dashboard.people()
    return (
      shown !== null && [...(counted[dashboard.server] ?? [])].every(([code, people]) => shown.get(code) === people)
    )
  })
}

const countedInAll = async (sql: Sql): Promise<number> => {
  const [row] = await sql<{ people: number }[]>`select coalesce(sum(people), 0)::int as people from counters`
  return row?.people ?? 0
}

/** A fever raises one alert, however often and wherever it is sent; what the clock finds is told once. */
const wrongAlerts = async ({ sql, tablets }: World): Promise<string[]> => {
  const hot = tablets.flatMap(({ made }) => [...made.values()]).filter(({ hasFever }) => hasFever).length
  const [row] = await sql<{ fevers: number; raised: number; doubled: number }[]>`
    select (select coalesce(sum(count), 0)::int from alerts where kind = 'fever') as fevers,
      (select count(*)::int from alert_events where act = 'raised') - (select count(*)::int from alerts) as raised,
      (select count(*)::int from (
        select 1 from alerts where state <> 'resolved' group by fold_key having count(*) > 1) twice) as doubled`
  const findings: string[] = []
  if (row?.fevers !== hot) findings.push(`${hot} fevers were made and ${row?.fevers} alerts raised`)
  if (row?.raised !== 0) findings.push(`of alerts ${row?.raised} more are raised than are there`)
  if (row?.doubled !== 0) findings.push(`${row?.doubled} alerts stand twice`)
  return findings
}
