import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../../server/testing/seeded-random'
import { judge, type Verdict } from './checker'
import { NotHere } from './fault'
import { FAULTS } from './faults'
import type { Planted } from './planted'
import { recover } from './recovery'
import { startWorld } from './world'

export interface RunOptions {
  seed: number
  /** In this order; or drawn from, where `rounds` is given. */
  faults: readonly string[]
  rounds?: number
  /** Ends the run when so many processes were killed. */
  kills?: number
  planted?: Planted
  /** The folder of an older release, as which both servers begin. */
  oldRelease?: string | undefined
  /** How long recovery may take, ms. */
  patienceMs: number
  say(line: string): void
  /** Ends the run between two faults, and takes the world away. */
  signal?: AbortSignal
}

export interface RunReport extends Verdict {
  seed: number
  kills: number
  /** How often each fault was had. */
  struck: Record<string, number>
  /** After each fault that was waited for: until all was handed in and shown, ms. */
  recoveries: { fault: string; ms: number }[]
}

/** About how often a tablet makes an entry, and how long the field works before the first fault, ms. */
const ENTRY_MS = 120
const CALM_MS = 1_000
/** How often the next fault comes before the field has recovered from this one. */
const HASTE = 0.25

/** One world, some faults one after the other, and the verdict. */
export const runChaos = async (options: RunOptions): Promise<RunReport> => {
  const { seed, faults, rounds, planted, patienceMs, say, signal } = options
  const random = seededRandom(seed)
  const world = await startWorld(seed, { planted, oldRelease: options.oldRelease })
  const report = { seed, kills: 0, struck: {} as Record<string, number>, recoveries: [] as RunReport['recoveries'] }
  const { recoveries, struck } = report
  const count = rounds ?? faults.length
  try {
    for (const tablet of world.tablets) tablet.start(ENTRY_MS)
    await pause(CALM_MS)
    for (let round = 0; round < count && report.kills < (options.kills ?? Number.POSITIVE_INFINITY); round++) {
      signal?.throwIfAborted()
      const fault = rounds === undefined ? (faults[round] ?? '') : random.pick(faults)
      const began = performance.now()
      const had = await FAULTS[fault]?.(world, random).catch((error: unknown) => {
        if (error instanceof NotHere) return error
        for (const server of world.servers) say(server.output())
        throw error
      })
      if (had === undefined) throw new Error(`there is no fault called ${fault}`)
      if (had instanceof NotHere) {
        say(`${round + 1}/${count} ${fault}: not here, ${had.message}`)
        continue
      }
      const lastedMs = performance.now() - began
      report.kills += had.kills
      struck[fault] = (struck[fault] ?? 0) + 1
      const hasty = random.chance(HASTE)
      const recovered = hasty || planted !== undefined ? null : await recover(world, patienceMs)
      if (typeof recovered === 'number') recoveries.push({ fault, ms: Math.round(recovered) })
      if (typeof recovered === 'string') world.findings.push(`after ${fault}: ${recovered} after ${patienceMs} ms`)
      const how =
        recovered === null ? 'not waited for' : typeof recovered === 'string' ? 'NOT RECOVERED' : inSeconds(recovered)
      say(`${round + 1}/${count} ${fault} (${inSeconds(lastedMs)}; ${had.seen}): ${how}`)
    }
    const verdict = await judge(world, patienceMs)
    if (verdict.findings.length > 0 && planted === undefined) for (const server of world.servers) say(server.output())
    return { ...report, ...verdict }
  } finally {
    await world.stop()
  }
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
