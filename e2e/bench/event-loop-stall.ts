import { existsSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { crossingsOf } from '#domain/coverage/crossings'
import { buildNetwork } from '#domain/coverage/network'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { packRoads } from '../../db/stores/road-codec'
import type { CoverageAnswer, CoverageRequest, Stations } from '../../server/coverage/worker-messages'
import { AskingThread } from '../../server/process/asking-thread'
import { gridInput, pointsOf, ringOf } from './coverage-grid'
import type { Figure } from './figure'

const SEGMENTS = 50_000
const CHANGES = 60
const RESOLUTION_MS = 1

/** The processor's time of the thread that runs the event loop, milliseconds; Linux alone tells. */
const SCHEDULED = `/proc/self/task/${process.pid}/schedstat`
const processorTime = (): number | null =>
  existsSync(SCHEDULED) ? Number(readFileSync(SCHEDULED, 'utf8').split(' ')[0]) / 1e6 : null

/** What the screens are sent after a change, encoded as it is: once for all of them. */
const encodeForScreens = ({ live, summary }: CoverageAnswer): string =>
  JSON.stringify(['delta', { version: '2', since: '1', coverage: { version: '2', ...live, summary } }])

/** How long the event loop stands still while the thread computes coverage at 50,000 segments: states that change, and points. */
export async function benchEventLoopStall(): Promise<Figure[]> {
  const side = Math.round(Math.sqrt(SEGMENTS / 2))
  const input = await gridInput(side)
  const polygons = [[ringOf(side)]]
  const { places, checkpoints, closures } = pointsOf(side, crossingsOf(buildNetwork(input, polygons, DEFAULT_SETTINGS)))
  const thread = new AskingThread<CoverageRequest, CoverageAnswer>('coverage/coverage-worker')
  const stations = (open: (at: number) => boolean): Stations => ({
    checkpoints: checkpoints.map((point, at) => ({ ...point, state: open(at) ? 'open' : 'offline' })),
    closures: [...closures],
  })
  const ways = packRoads(input)
  await thread.ask({ kind: 'network', ways, polygons, places: [...places], stations: stations(() => true) })
  const figures: Figure[] = []
  const measure = async (what: string, ask: (turn: number) => Promise<CoverageAnswer | null>) => {
    const spent: number[] = []
    const stall = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
    await ask(-1)
    stall.enable()
    for (let turn = 0; turn < CHANGES; turn++) {
      const before = processorTime()
      const answer = await ask(turn)
      if (answer) encodeForScreens(answer)
      const after = processorTime()
      if (before !== null && after !== null) spent.push(after - before)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    stall.disable()
    const milliseconds = (nanoseconds: number) => Math.round(nanoseconds / 1e5) / 10
    figures.push({
      name: `event loop, ${SEGMENTS} segments, ${what}: longest stall`,
      value: milliseconds(stall.max),
      unit: 'ms',
    })
    const p99 = milliseconds(stall.percentile(99))
    figures.push({ name: `event loop, ${SEGMENTS} segments, ${what}: 99th percentile`, value: p99, unit: 'ms' })
    // All that the loop's thread did for one change together, whatever the machine did beside it: no task of it was longer.
    if (spent.length > 0) {
      figures.push({
        name: `event loop, ${SEGMENTS} segments, ${what}: its processor time a change, most`,
        value: Math.round(Math.max(...spent) * 10) / 10,
        unit: 'ms',
      })
    }
  }
  // What the machine does by itself, to hold the others against.
  await measure('nothing asked', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return null
  })
  await measure('a checkpoint lost or back', (turn) =>
    thread.ask({ kind: 'stations', stations: stations((at) => at !== turn) }),
  )
  await measure('a what-if with a point more', (turn) => {
    const [first] = checkpoints
    const add = [{ lng: (first?.lng ?? 0) + turn * 1e-4, lat: first?.lat ?? 0 }]
    return thread.ask({ kind: 'evaluate', whatIf: { add } })
  })
  await thread.close()
  return figures
}
