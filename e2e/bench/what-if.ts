import { gunzipSync } from 'node:zlib'
import { chromium } from 'playwright'
import { crossingsOf } from '#domain/coverage/crossings'
import { buildNetwork } from '#domain/coverage/network'
import { placePoints } from '#domain/coverage/placed-network'
import { encodeRoads } from '#domain/coverage/road-geometry'
import { DEFAULT_SETTINGS } from '#domain/coverage/settings'
import { packRoads } from '../../db/stores/road-codec'
import { launchOptions } from '../support/chromium'
import { gridInput, pointsOf, ringOf } from './coverage-grid'
import { type Figure, median, quantile, spread } from './figure'
import { serveBenchPage } from './serve-bench-page'
import type {} from './what-if-page'

/**
 * From a change of the plan to the map that shows it, in a real browser without a GPU: the planner's engine in its worker,
 * and the map's own components. Of the round county about 0.7 of the segments lie inside.
 */

const VIEW = { width: 1440, height: 900 }
const OPEN_TIMEOUT_MS = 120_000
const CHANGES = 24
const INSIDE_SHARE = 0.69

export const benchWhatIf = async (segments = 50_000): Promise<Figure[]> => {
  const side = Math.round(Math.sqrt(segments / 2 / INSIDE_SHARE))
  const input = await gridInput(side)
  const ring = ringOf(side)
  const network = buildNetwork(input, [[ring]], DEFAULT_SETTINGS)
  const points = pointsOf(side, crossingsOf(network))
  const placed = placePoints(network, points)
  const setting = { polygons: [[ring]], ...points }
  const server = await serveBenchPage('e2e/bench/what-if-page.tsx', {
    worker: 'app/planner/_engine/coverage.worker.ts',
    files: {
      '/roads.bin': gunzipSync(packRoads(input)),
      '/geometry.bin': encodeRoads(placed),
      '/setting.json': JSON.stringify(setting),
    },
  })
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport: VIEW })
    await page.goto(server.address)
    const opened = await page.waitForFunction(() => window.whatIfBench?.openedAfterMs() ?? null, null, {
      timeout: OPEN_TIMEOUT_MS,
    })
    await page.waitForFunction(() => document.querySelector('[data-waiting="0"]') !== null)
    const changes = (await page.evaluate((count) => window.whatIfBench?.change(count), CHANGES)) ?? []
    const name = `what-if in the browser, ${network.graph.insideCount} segments inside`
    const times = (of: 'engine' | 'seen' | 'painted') => changes.map((change) => change[of])
    return [
      { name: `${name}: engine opened`, value: rounded(Number(await opened.jsonValue())), unit: 'ms' },
      {
        name: `${name}: worked out, median`,
        value: rounded(median(times('engine'))),
        unit: 'ms',
        spread: spread(times('engine')),
      },
      {
        name: `${name}: change to map in view, median`,
        value: rounded(median(times('seen'))),
        unit: 'ms',
        spread: spread(times('seen')),
      },
      {
        name: `${name}: change to map in view, 95th of 100`,
        value: rounded(quantile(times('seen'), 0.95)),
        unit: 'ms',
      },
      {
        name: `${name}: change to every tile, median`,
        value: rounded(median(times('painted'))),
        unit: 'ms',
        spread: spread(times('painted')),
      },
    ]
  } finally {
    await browser.close()
    await server.close()
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10
