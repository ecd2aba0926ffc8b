import { startServer } from '../support/server'
import { layBenchCounty } from './bench-county'
import { Child, residentMb } from './child'
import { type Figure, median, quantile, spread } from './figure'
import type { TabletsAnswer, TabletsAsk } from './tablets'

const TABLETS = 2_000
const BATCHES = [1, 20]
const ROUNDS = 3
const ROUND_MS = 4_000
/** After a regional outage: what waits on each of these, and how much of it a message carries. */
const OUTBOXES = 500
const WAITING = 2_000
const BATCH = 100
const LIVE_RATE = 20

/**
 * Many tablets: entries a second from 2,000 writers of one and of twenty, and what an idle tablet holds of the server's memory. With `surge`, 500 outboxes of 2,000 entries at once, and how long a
 * car logged meanwhile elsewhere waits.
 */
export const benchCrowd = async (surge: boolean): Promise<Figure[]> => {
  const server = await startServer({ demo: 'off' })
  const children: { end(): void }[] = []
  try {
    const { sql, tokens } = await layBenchCounty(server, TABLETS)
    const tablets = async (some: string[]) => {
      const [child] = await Child.start<TabletsAsk, TabletsAnswer>('tablets.ts', [server.url])
      children.push(child)
      await child.ask({ tokens: some })
      return child
    }
    const writing = await tablets(tokens.slice(0, OUTBOXES))
    await writing.ask({ ms: ROUND_MS, batch: 1 })
    const before = residentMb(server.pid())
    const others = await tablets(tokens.slice(OUTBOXES))
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS))
    const idle = ((residentMb(server.pid()) - before) * 1_000) / (TABLETS - OUTBOXES)
    const figures: Figure[] = [
      { name: 'memory of the server for a connected idle tablet', value: Math.round(idle), unit: 'kB' },
    ]
    for (const batch of BATCHES) {
      const rates: number[] = []
      const p99: number[] = []
      let busy = 0
      for (let round = 0; round < ROUNDS; round++) {
        const both = await Promise.all([writing, others].map((some) => some.ask({ ms: ROUND_MS, batch })))
        const delays = both.flatMap((answer) => answer.delays)
        rates.push(both.reduce((sum, { rate }) => sum + rate, 0))
        p99.push(quantile(delays, 0.99))
        busy += both.reduce((sum, answer) => sum + answer.busy, 0)
      }
      const name = `${TABLETS} writers of ${batch}`
      figures.push(figure(name, rates, 'acks/s'), figure(`${name}: acknowledgement, 99th percentile`, p99, 'ms'), {
        name: `${name}: told to come again`,
        value: busy,
        unit: 'messages',
      })
    }
    if (surge) {
      const began = performance.now()
      const handing = writing.ask({ each: WAITING, batch: BATCH })
      const live = await others.ask({ ms: ROUND_MS * 4, batch: 1, rate: LIVE_RATE })
      const handed = await handing
      const seconds = (performance.now() - began) / 1_000
      figures.push(
        { name: `${OUTBOXES} outboxes of ${WAITING}: until all is stored`, value: Math.round(seconds), unit: 's' },
        { name: `${OUTBOXES} outboxes of ${WAITING}`, value: Math.round(handed.rate), unit: 'entries/s' },
        { name: 'told to come again', value: handed.busy, unit: 'messages' },
        { name: 'a car elsewhere meanwhile, median', value: Math.round(median(live.delays)), unit: 'ms' },
        {
          name: 'a car elsewhere meanwhile, 99th percentile',
          value: Math.round(quantile(live.delays, 0.99)),
          unit: 'ms',
        },
      )
    }
    figures.push({ name: 'memory of the server after it', value: Math.round(residentMb(server.pid())), unit: 'MB' })
    await sql.end()
    return figures
  } finally {
    for (const child of children) child.end()
    await server.stop()
  }
}

const figure = (name: string, values: number[], unit: string): Figure => ({
  name,
  value: Math.round(median(values)),
  unit,
  spread: spread(values),
})
