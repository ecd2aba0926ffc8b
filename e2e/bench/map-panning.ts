import { chromium, type Page } from 'playwright'
import { launchOptions } from '../support/chromium'
import { type Figure, median, quantile } from './figure'
import type {} from './map-panning-page'
import { longestTask } from './page-tasks'
import { serveBenchPage } from './serve-bench-page'

/**
 * Frames of the map while it is dragged, with 50,000 road segments, in a real browser with the map's own components.
 * Without a GPU: what a county's office computer has.
 */

const VIEW = { width: 1440, height: 900 }
const LOAD_TIMEOUT_MS = 30_000

/** Frames, first paint and restyle, in milliseconds. `segments` of generated geometry. */
export const benchMapPanning = async (segments: number): Promise<Figure[]> => {
  const server = await serveBenchPage('e2e/bench/map-panning-page.tsx')
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport: VIEW })
    await page.goto(`${server.address}/?segments=${segments}`)
    const firstPaint = await untilPainted(page)
    const drag = await dragAbout(page)
    const restyle = await restyleOnce(page)
    await zoomIn(page)
    const near = await dragAbout(page)
    const task = await longestTask(page, () => dragAbout(page))
    const map = `map of ${segments} segments`
    return [
      { name: `${map}, first paint`, value: rounded(firstPaint), unit: 'ms' },
      ...frameFigures(`${map}, dragging the whole county`, drag),
      ...frameFigures(`${map}, dragging two levels nearer`, near),
      { name: `${map}, dragging two levels nearer: longest task, processor time`, value: rounded(task), unit: 'ms' },
      { name: `${map}, 500 segments change state, until painted`, value: rounded(restyle), unit: 'ms' },
    ]
  } finally {
    await browser.close()
    await server.close()
  }
}

/** Until nothing waits to be painted; answers milliseconds since the page's start. */
const untilPainted = async (page: Page): Promise<number> => {
  const painted = await page.waitForFunction(
    () => (document.querySelector('[data-waiting="0"]') ? performance.now() : null),
    null,
    { timeout: LOAD_TIMEOUT_MS, polling: 'raf' },
  )
  return (await painted.jsonValue()) ?? 0
}

/** Drags in all directions for some three seconds; answers the times between frames, milliseconds. */
const dragAbout = async (page: Page): Promise<number[]> => {
  await page.evaluate(() => window.mapBench?.record())
  for (const [dx, dy] of [
    [-500, -60],
    [420, 260],
    [-300, 220],
    [380, -380],
  ] as const) {
    await page.mouse.move(VIEW.width / 2, VIEW.height / 2)
    await page.mouse.down()
    await page.mouse.move(VIEW.width / 2 + dx, VIEW.height / 2 + dy, { steps: 45 })
    await page.mouse.up()
    await page.waitForTimeout(250)
  }
  return page.evaluate(() => window.mapBench?.frames() ?? [])
}

const restyleOnce = async (page: Page): Promise<number> => (await page.evaluate(() => window.mapBench?.restyle())) ?? 0

const zoomIn = async (page: Page): Promise<void> => {
  await page.mouse.move(VIEW.width / 2, VIEW.height / 2)
  for (let turn = 0; turn < 2; turn++) {
    await page.mouse.wheel(0, -100)
    await page.waitForTimeout(700)
  }
  await untilPainted(page)
}

/** Longer than this is seen as a stutter. */
const STUTTER_MS = 50

const frameFigures = (name: string, frames: readonly number[]): Figure[] => [
  { name: `${name}: median frame`, value: rounded(median(frames)), unit: 'ms' },
  { name: `${name}: 95th of 100 frames`, value: rounded(quantile(frames, 0.95)), unit: 'ms' },
  { name: `${name}: longest frame`, value: rounded(quantile(frames, 1)), unit: 'ms' },
  {
    name: `${name}: frames over ${STUTTER_MS} ms`,
    // Frames come in sixtieths of a second: one that was 50.0 is not over.
    value: rounded((100 * frames.filter((frame) => frame > STUTTER_MS + 1).length) / Math.max(1, frames.length)),
    unit: '%',
  },
]

const rounded = (value: number): number => Math.round(value * 10) / 10
