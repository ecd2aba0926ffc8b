import { type Costs, capacityOf, simulate } from '../../server/testing/scale-model'
import { seededRandom } from '../../server/testing/seeded-random'
import type { Figure } from './figure'

/**
 * Measured on two cores shared by server, database and load (docs/performance.md): one message of one entry cost the
 * server 90 us, one of twenty 35 us an entry; a statement 0.38 ms of processor and one flush of the disk, a row 31 us.
 */
const MEASURED: Costs = { messageMs: 0.058, entryMs: 0.032, flushMs: 1, rowMs: 0.031, inFlight: 2, maxRows: 500 }
/** The field's entries a second at a surge, and checkpoints, of a nation; and how full a shard may be in plain hours. */
const NATION = { rate: 50_000, checkpoints: 200_000, load: 0.4 }
const SIMULATED_MS = 60_000
/** A province whose network was gone for a shift. */
const OUTAGE = { tablets: 1_800, entries: 2_000 }

/** docs/scale.md on paper: what a shard takes, and how many of them a nation needs. */
export const benchScale = async (): Promise<Figure[]> => {
  const random = seededRandom(2026).next
  const figures: Figure[] = []
  const capacity = capacityOf(MEASURED, 1)
  figures.push({ name: 'a shard takes, one entry a message', value: Math.round(capacity), unit: 'entries/s' })
  for (const load of [0.2, 0.4, 0.6, 0.8, 0.95]) {
    const { p50, p99, rowsAFlush } = simulate(MEASURED, { rate: capacity * load, batch: 1, ms: SIMULATED_MS }, random)
    const at = `at ${load * 100} % of it`
    figures.push(
      { name: `${at}: acknowledgement, median`, value: round(p50), unit: 'ms' },
      { name: `${at}: acknowledgement, 99th percentile`, value: round(p99), unit: 'ms' },
      { name: `${at}: entries that share a statement`, value: round(rowsAFlush), unit: '' },
    )
  }
  const shards = Math.ceil(NATION.rate / (capacity * NATION.load))
  const oneLess = simulate(
    MEASURED,
    { rate: NATION.rate / (shards - Math.ceil(shards / 10)), batch: 1, ms: SIMULATED_MS },
    random,
  )
  const batches = capacityOf(MEASURED, 20)
  figures.push(
    {
      name: `shards of a nation at ${NATION.rate} entries/s, each ${NATION.load * 100} % full`,
      value: shards,
      unit: '',
    },
    { name: 'checkpoints a shard', value: Math.round(NATION.checkpoints / shards), unit: '' },
    { name: 'a tenth of the shards lost: 99th percentile on the others', value: round(oneLess.p99), unit: 'ms' },
    { name: 'a shard takes, twenty entries a message', value: Math.round(batches), unit: 'entries/s' },
    {
      name: `${OUTAGE.tablets} tablets with ${OUTAGE.entries} entries each hand in to one shard`,
      value: round((OUTAGE.tablets * OUTAGE.entries) / batches / 60),
      unit: 'min',
    },
  )
  return figures
}

const round = (value: number) => Math.round(value * 10) / 10
