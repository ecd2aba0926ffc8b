import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../../server/testing/seeded-random'
import { judge, type Verdict } from './checker'
import { FAULTS } from './faults'
import type { Planted } from './planted'
import { startWorld } from './world'

interface RunOptions {
  seed: number
  /** Faults, drawn from these names. */
  faults: readonly string[]
  rounds: number
  planted?: Planted
  /** How long recovery may take, ms. */
  patienceMs: number
  say(line: string): void
  /** Ends the run between two faults, and takes the world away. */
  signal?: AbortSignal
}

interface RunReport extends Verdict {
  kills: number
}

/** About how often a tablet makes an entry, and how long the field works before, between and after faults, ms. */
const ENTRY_MS = 120
const CALM_MS = 1_000

/** One world, some faults one after the other, and the verdict. */
export const runChaos = async ({
  seed,
  faults,
  rounds,
  planted,
  patienceMs,
  say,
  signal,
}: RunOptions): Promise<RunReport> => {
  const random = seededRandom(seed)
  const world = await startWorld(random, planted ?? null)
  let kills = 0
  try {
    for (const tablet of world.tablets) tablet.start(ENTRY_MS)
    await pause(CALM_MS)
    for (let round = 0; round < rounds; round++) {
      signal?.throwIfAborted()
      const name = faults.length === rounds ? faults[round] : random.pick(faults)
      const fault = FAULTS[name ?? '']
      if (name === undefined || fault === undefined) throw new Error(`there is no fault called ${name}`)
      say(`${round + 1}/${rounds} ${name}`)
      kills += await fault(world, random).catch((error: unknown) => {
        for (const server of world.servers) say(server.output())
        throw error
      })
      await pause(random.int(CALM_MS / 2, CALM_MS))
    }
    const verdict = await judge(world, patienceMs)
    if (verdict.findings.length > 0 && planted === undefined) for (const server of world.servers) say(server.output())
    return { kills, ...verdict }
  } finally {
    await world.stop()
  }
}
