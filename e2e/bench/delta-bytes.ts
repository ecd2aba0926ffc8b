import { type KakouServer, startServer } from '../support/server'
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

/** To screens that take compressed deltas, and to ones that do not, in one run. */
const withCheckpoints = async (checkpoints: number, screens: number): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  const children: { end(): void }[] = []
  try {
    const { sql, tokens, key } = await layBenchCounty(server, checkpoints, checkpoints)
    await sql.end()
    const [tablets] = await Child.start<TabletsAsk, TabletsAnswer>('tablets.ts', [server.url])
    children.push(tablets)
    await tablets.ask({ tokens })
    const what = `${RATE} entries/s over ${checkpoints} checkpoints, ${screens} screens`
    const figures: Figure[] = []
    for (const kind of ['compressed', 'plain']) {
      const args = [server.url, key, `${screens}`, kind]
      const [dashboards] = await Child.start<object, DashboardsAnswer>('dashboards.ts', args)
      children.push(dashboards)
      await tablets.ask({ ms: ROUND_MS, batch: 1, rate: RATE })
      const calm = await measure(server, tablets, dashboards, { ms: ROUND_MS * 3, batch: 1, rate: RATE })
      const full = await measure(server, tablets, dashboards, { ms: ROUND_MS, batch: 1 })
      dashboards.end()
      figures.push(
        ...tell([
          { name: `${what}: to one screen, ${kind}`, value: round(calm.bytes / screens / calm.ms), unit: 'kB/s' },
          {
            name: `${what}: deltas to one, ${kind}`,
            value: round((calm.deltas * 1_000) / screens / calm.ms),
            unit: '/s',
          },
          { name: `${what}: the server's processor, ${kind}`, value: round((calm.spent / calm.ms) * 100), unit: '%' },
          {
            name: `${what}, but at full load: to one screen, ${kind}`,
            value: round(full.bytes / screens / full.ms),
            unit: 'kB/s',
          },
          {
            name: `${what}, but at full load: server time an entry, ${kind}`,
            value: round((full.spent * 1_000) / full.entries),
            unit: 'us',
          },
        ]),
      )
    }
    return figures
  } finally {
    for (const child of children) child.end()
    await server.stop()
  }
}

const measure = async (
  server: KakouServer,
  tablets: Child<TabletsAsk, TabletsAnswer>,
  dashboards: Child<object, DashboardsAnswer>,
  ask: TabletsAsk,
) => {
  await dashboards.ask({})
  const began = performance.now()
  const spent = processorMs(server.pid())
  const { delays } = await tablets.ask(ask)
  const { bytes, deltas } = await dashboards.ask({})
  return {
    bytes,
    deltas,
    entries: delays.length,
    ms: performance.now() - began,
    spent: processorMs(server.pid()) - spent,
  }
}

const round = (value: number) => Math.round(value * 100) / 100
