import { type CDPSession, chromium, type Page } from 'playwright'
import { launchOptions } from '../support/chromium'
import { type Figure, median, quantile } from './figure'
import { screensCounty } from './screens-county'
import { feedScreens } from './screens-feed'
import type {} from './screens-page'
import { serveBenchPage } from './serve-bench-page'

/**
 * The command room with 2,000 checkpoints, each of which changes six times a minute, and 100,000 road segments: how long
 * until the first picture, the frames and the main thread's share while it stands, is scrolled, dragged and zoomed; and the wall's map.
 * Frames, and what the main thread has to do, swing with what else the machine does; its processor time hardly.
 */

const CHECKPOINTS = 2_000
const SEGMENTS = 100_000
const VIEW = { width: 1440, height: 900 }
const WALL = { width: 1920, height: 1080 }
const SETTLE_MS = 3_000
const WATCH_MS = 10_000
const STUTTER_MS = 50

export const benchScreens = async (): Promise<Figure[]> => {
  const county = await screensCounty(SEGMENTS, CHECKPOINTS)
  const page = await serveBenchPage('e2e/bench/screens-page.tsx', { files: county.files })
  const feed = feedScreens(page.server, county.stands, county.coverage)
  const browser = await chromium.launch(launchOptions)
  try {
    const screen = await browser.newPage({ viewport: VIEW })
    const session = await opened(screen, page.address)
    const first = await untilPainted(screen)
    await screen.waitForTimeout(SETTLE_MS)
    feed.start()
    await screen.waitForTimeout(SETTLE_MS)
    const still = await watched(screen, session, () => screen.waitForTimeout(WATCH_MS))
    const scrolled = await watched(screen, session, () => scrollAbout(screen))
    const dragged = await watched(screen, session, () => dragAbout(screen))
    const zoomed = await watched(screen, session, () => zoomAbout(screen))
    await screen.close()
    const wall = await browser.newPage({ viewport: WALL })
    const wallSession = await opened(wall, `${page.address}/?wall`)
    await untilPainted(wall)
    await wall.waitForTimeout(SETTLE_MS)
    const onWall = await watched(wall, wallSession, () => wall.waitForTimeout(WATCH_MS))
    const what = `${CHECKPOINTS} checkpoints`
    return [
      { name: `screens, ${what}, ${SEGMENTS} segments: first picture`, value: rounded(first), unit: 'ms' },
      ...figuresOf(`screens, ${what}, standing`, still),
      ...figuresOf(`screens, ${what}, list scrolled`, scrolled),
      ...figuresOf(`screens, ${what}, map dragged`, dragged),
      ...figuresOf(`screens, ${what}, map zoomed`, zoomed),
      ...figuresOf(`screens, ${what}, on a wall`, onWall),
      { name: 'screens: changes sent a second', value: rounded(feed.perSecond()), unit: '' },
    ]
  } finally {
    feed.stop()
    await browser.close()
    await page.close()
  }
}

const opened = async (page: Page, address: string): Promise<CDPSession> => {
  await page.goto(address)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return session
}

interface Watched {
  frames: number[]
  /** Share of the time that the main thread had something to do, waits for a busy processor among it. */
  busy: number
  /** Share of a processor that it took. */
  processor: number
}

const watched = async (page: Page, session: CDPSession, act: () => Promise<void>): Promise<Watched> => {
  const before = await spent(session)
  const began = performance.now()
  await page.evaluate(() => window.screensBench?.record())
  await act()
  const frames = await page.evaluate(() => window.screensBench?.frames() ?? [])
  const after = await spent(session)
  const seconds = (performance.now() - began) / 1000
  return {
    frames,
    busy: (after.busy - before.busy) / seconds,
    processor: (after.processor - before.processor) / seconds,
  }
}

/** Seconds of the page's main thread so far. */
const spent = async (session: CDPSession): Promise<{ busy: number; processor: number }> => {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  return { busy: of('TaskDuration'), processor: of('ThreadTime') }
}

const untilPainted = async (page: Page): Promise<number> => {
  const painted = await page.waitForFunction(
    (wanted) =>
      document.querySelector('[data-waiting-in-view="0"]') &&
      document.querySelectorAll('[data-marker]').length +
        Number(document.querySelector<HTMLElement>('[data-drawn-markers]')?.dataset.drawnMarkers ?? 0) >=
        wanted
        ? performance.now()
        : null,
    CHECKPOINTS,
    { timeout: 60_000, polling: 'raf' },
  )
  return (await painted.jsonValue()) ?? 0
}

const scrollAbout = async (page: Page): Promise<void> => {
  await page.getByRole('listbox').hover()
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn < 25 ? 900 : -900)
    await page.waitForTimeout(120)
  }
}

const dragAbout = async (page: Page): Promise<void> => {
  for (const [dx, dy] of [
    [-300, -60],
    [320, 160],
    [-200, 120],
    [180, -220],
  ] as const) {
    await page.mouse.move(900, 500)
    await page.mouse.down()
    await page.mouse.move(900 + dx, 500 + dy, { steps: 40 })
    await page.mouse.up()
    await page.waitForTimeout(250)
  }
}

const zoomAbout = async (page: Page): Promise<void> => {
  await page.mouse.move(900, 500)
  for (const direction of [-100, -100, 100, 100]) {
    await page.mouse.wheel(0, direction)
    await page.waitForTimeout(1_200)
  }
}

const figuresOf = (name: string, { frames, busy, processor }: Watched): Figure[] => [
  { name: `${name}: median frame`, value: rounded(median(frames)), unit: 'ms' },
  { name: `${name}: 95th of 100 frames`, value: rounded(quantile(frames, 0.95)), unit: 'ms' },
  { name: `${name}: longest frame`, value: rounded(quantile(frames, 1)), unit: 'ms' },
  {
    name: `${name}: frames over ${STUTTER_MS} ms`,
    value: rounded((100 * frames.filter((frame) => frame > STUTTER_MS + 1).length) / Math.max(1, frames.length)),
    unit: '%',
  },
  { name: `${name}: main thread`, value: rounded(100 * busy), unit: '%' },
  { name: `${name}: main thread, processor time`, value: rounded(100 * processor), unit: '%' },
]

const rounded = (value: number): number => Math.round(value * 10) / 10
