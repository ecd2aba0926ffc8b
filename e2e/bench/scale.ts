import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Costs, capacityOf, simulate } from '../../server/testing/scale-model'
import { seededRandom } from '../../server/testing/seeded-random'
import type { Figure } from './figure'
import { type Measured, readMeasured } from './measured'

const MEASURED = join(import.meta.dirname, '..', '..', 'docs', 'performance.md')
/** Not measured: what a disk must do. `inFlight` and `maxRows` are those of server/entries/ingest.ts. */
const FLUSH = { flushMs: 1, inFlight: 2, maxRows: 500 }

/** The field's entries a second at the height of a surge, and how full a shard may be in plain hours. */
const NATION = { rate: 50_000, checkpoints: 200_000, provinces: 34, load: 0.4 }
/** Of a day its mean is so much of the height; the largest province has so much of all. */
const MEAN = 0.2
const LARGEST = 0.1
const TABLETS_A_CHECKPOINT = 2
/** How often a tablet says how it is (app/tablet/_outbox/courier.ts). */
const SIGN_S = 20
const SIMULATED_MS = 60_000
/** A province whose network was gone for a shift; a database that is away until its standby takes over. */
const OUTAGE = { tablets: 1_800, entries: 2_000 }
const FAIL_OVER_S = 600
const KEPT_DAYS = 30

/**
 * What a message, each entry in it and each statement cost the server, from three cases that share statements
 * differently: who waits for an acknowledgement shares the statements under way, so that 50 writers of one are 25 rows
 * each, 200 are 100, and 4,000 entries are full ones.
 */
export const costsOf = ({ serverUs: { few, one, twenty }, databaseUs }: Measured): Costs => {
  const [rowsOfFew, rowsOfOne] = [50 / FLUSH.inFlight, 200 / FLUSH.inFlight]
  const statementUs = (few - one) / (1 / rowsOfFew - 1 / rowsOfOne)
  const oneUs = one - statementUs / rowsOfOne
  const messageUs = ((oneUs - (twenty - statementUs / FLUSH.maxRows)) * 20) / 19
  return {
    ...FLUSH,
    messageMs: messageUs / 1_000,
    entryMs: (oneUs - messageUs) / 1_000,
    statementMs: statementUs / 1_000,
    rowMs: databaseUs / 1_000,
  }
}

/** docs/scale.md on paper: what a shard takes, and how many of them a nation needs. */
export const benchScale = async (): Promise<Figure[]> => {
  const measured = readMeasured(readFileSync(MEASURED, 'utf8'))
  const costs = costsOf(measured)
  const [one, twenty] = [capacityOf(costs, 1), capacityOf(costs, 20)]
  return [
    { name: 'a message costs the server', value: round(costs.messageMs * 1_000), unit: 'us' },
    { name: 'a statement', value: round(costs.statementMs * 1_000), unit: 'us' },
    { name: 'each entry in it', value: round(costs.entryMs * 1_000), unit: 'us' },
    { name: 'a row costs the database', value: round(costs.rowMs * 1_000), unit: 'us' },
    { name: 'a shard takes, one entry a message', value: Math.round(one), unit: 'entries/s' },
    { name: 'of that was measured, on two cores for all', value: share(measured.acks.one / one), unit: '%' },
    { name: 'a shard takes, twenty entries a message', value: Math.round(twenty), unit: 'entries/s' },
    { name: 'of that was measured, on two cores for all', value: share(measured.acks.twenty / twenty), unit: '%' },
    ...[0.2, 0.4, 0.6, 0.8, 0.95].flatMap((load) => atRate(costs, `at ${load * 100} % of it`, one * load)),
    ...nation(costs, measured, { one, twenty }),
  ]
}

const nation = (costs: Costs, measured: Measured, { one, twenty }: { one: number; twenty: number }): Figure[] => {
  const { rate, checkpoints, provinces, load } = NATION
  const largest = rate * LARGEST
  const tablets = checkpoints * LARGEST * TABLETS_A_CHECKPOINT
  const day = rate * MEAN * 86_400
  const terabytes = (day * measured.rowBytes) / 1e12
  return [
    { name: `shards by load, each ${load * 100} % full`, value: Math.ceil(rate / (one * load)), unit: '' },
    ...atRate(costs, `a mean province of ${provinces}`, rate / provinces),
    ...atRate(costs, 'the largest on one shard', largest),
    ...atRate(costs, 'the largest on two', largest / 2),
    { name: 'the largest: of its database, processors', value: round((largest * costs.rowMs) / 1_000), unit: 'cores' },
    { name: 'the largest: tablets', value: tablets, unit: '' },
    { name: 'their sockets', value: Math.round((tablets * measured.tabletKb) / 1_000), unit: 'MB' },
    { name: 'their signs, of one thread', value: share((tablets / SIGN_S / 1_000) * costs.messageMs), unit: '%' },
    {
      name: `its database away for ${FAIL_OVER_S / 60} minutes: handed in, while the field goes on, after`,
      value: round((largest * FAIL_OVER_S) / (twenty - largest) / 60),
      unit: 'min',
    },
    {
      name: `${OUTAGE.tablets} tablets with ${OUTAGE.entries} entries each hand in to one shard`,
      value: round((OUTAGE.tablets * OUTAGE.entries) / twenty / 60),
      unit: 'min',
    },
    { name: 'entries a day', value: Math.round(day / 1e6), unit: 'million' },
    { name: 'on disk, a day', value: round(terabytes), unit: 'TB' },
    { name: `on disk, ${KEPT_DAYS} days and their replica`, value: round(2 * KEPT_DAYS * terabytes), unit: 'TB' },
  ]
}

const atRate = (costs: Costs, name: string, rate: number): Figure[] => {
  // The same chances for each, so that one more figure changes no other.
  const outcome = simulate(costs, { rate, batch: 1, ms: SIMULATED_MS }, seededRandom(2026).next)
  return [
    { name: `${name}: entries`, value: Math.round(rate), unit: '/s' },
    { name: `${name}: of the server's thread`, value: share(outcome.busy), unit: '%' },
    { name: `${name}: acknowledgement, median`, value: round(outcome.p50), unit: 'ms' },
    { name: `${name}: acknowledgement, 99th percentile`, value: round(outcome.p99), unit: 'ms' },
    { name: `${name}: entries that share a statement`, value: round(outcome.rowsAFlush), unit: '' },
  ]
}

const round = (value: number) => Math.round(value * 10) / 10
const share = (value: number) => Math.round(value * 100)
