import { startServer } from '../support/server'
import { layBenchCounty } from './bench-county'
import { Child, processorMs } from './child'
import type { DashboardsAnswer } from './dashboards'
import { type Figure, tell } from './figure'
import type { TabletsAnswer, TabletsAsk } from './tablets'

const RATE = 100
const ROUND_MS = 4_000
const FEW = 20
const MANY = 200

/** What a screen is sent as checkpoints grow, and what that takes of the server. */
export const benchDeltas = async (): Promise<Figure[]> => [
  ...(await withCheckpoints(10, FEW)),
  ...(await withCheckpoints(100, FEW)),
  ...(await withCheckpoints(1_000, FEW)),
  ...(await withCheckpoints(100, MANY)),
]

/** Half of the screens take compressed deltas, the others do not: by each tick they are told the same. */
const withCheckpoints = async (checkpoints: number, screens: number): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  const children: { end(): void }[] = []
  try {
    const { sql, tokens, key } = await layBenchCounty(server, checkpoints, checkpoints)
    await sql.end()
    const [tablets] = await Child.start<TabletsAsk, TabletsAnswer>('tablets.ts', [server.url])
    children.push(tablets)
    await tablets.ask({ tokens })
    const half = screens / 2
    const watch = async (kind: 'compressed' | 'plain') => {
      const args = [server.url, key, `${half}`, kind]
      const [dashboards] = await Child.start<object, DashboardsAnswer>('dashboards.ts', args)
      children.push(dashboards)
      return dashboards
    }
    const [compressed, plain] = [await watch('compressed'), await watch('plain')]
    await tablets.ask({ ms: ROUND_MS, batch: 1, rate: RATE })
    const figures: Figure[] = []
    for (const [load, ask] of [
      [`${RATE} entries/s`, { ms: ROUND_MS * 3, batch: 1, rate: RATE }],
      ['full load', { ms: ROUND_MS, batch: 1 }],
    ] as const) {
      await Promise.all([compressed.ask({}), plain.ask({})])
      const began = performance.now()
      const spent = processorMs(server.pid())
      const { delays } = await tablets.ask(ask)
      const ms = performance.now() - began
      const used = processorMs(server.pid()) - spent
      const [small, large] = await Promise.all([compressed.ask({}), plain.ask({})])
      const what = `${load} over ${checkpoints} checkpoints, ${screens} screens`
      figures.push(
        ...tell([
          { name: `${what}: to one that takes compressed deltas`, value: round(small.bytes / half / ms), unit: 'kB/s' },
          { name: `${what}: to one that does not`, value: round(large.bytes / half / ms), unit: 'kB/s' },
          { name: `${what}: deltas to one`, value: round((small.deltas * 1_000) / half / ms), unit: '/s' },
          { name: `${what}: entries`, value: Math.round((delays.length * 1_000) / ms), unit: '/s' },
          { name: `${what}: the server's processor`, value: round((used / ms) * 100), unit: '%' },
        ]),
      )
    }
    return figures
  } finally {
    for (const child of children) child.end()
    await server.stop()
  }
}

const round = (value: number) => Math.round(value * 100) / 100
