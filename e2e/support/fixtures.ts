/** What every spec starts from: a running server, screens at their users' sizes, and a browser that reaches nothing else. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, test as base, expect, type Page } from 'playwright/test'
import { untilMidnightIsOver } from '../../server/testing/midnight'
import { launchOptions } from './chromium'
import { type OutsideWatch, startOutsideWatch } from './outside-watch'
import { type KakouServer, type ServerOptions, startServer } from './server'

export { expect }

/** CSS pixels: the sizes that the screens are drawn for. */
const SCREENS = {
  tablet: { viewport: { width: 800, height: 1280 }, hasTouch: true },
  tabletLandscape: { viewport: { width: 1280, height: 800 }, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 }, hasTouch: false },
  wall: { viewport: { width: 1920, height: 1080 }, hasTouch: false },
} as const

/** Of a test that counts what came today, on a machine that has other things to do. */
const LONGEST_MS = 240_000

/** `KAKOU_SLOW_PAGES=6` has pages work so many times slower, to find what waits for time in place of a condition. */
const SLOW_PAGES = Number(process.env.KAKOU_SLOW_PAGES ?? 1)

const slowDown = async (page: Page): Promise<void> => {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setCPUThrottlingRate', { rate: SLOW_PAGES })
}

type TestFixtures = {
  /** A page of its own, with cookies and storage of its own, as another person's machine. Closed with the test. */
  openScreen: (screen: keyof typeof SCREENS) => Promise<Page>
  /** Runs by itself: fails a test whose pages asked for anything outside. */
  nothingFromOutside: undefined
  /** Runs by itself: counts of today are not looked at while the day ends. */
  notAtMidnight: undefined
}

type WorkerFixtures = {
  /** Set with `test.use` at the top of a file; files with the same options share a server. */
  serverOptions: ServerOptions
  kakou: KakouServer
  outside: OutsideWatch
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  serverOptions: [{}, { scope: 'worker', option: true }],
  kakou: [
    async ({ serverOptions }, use) => {
      const server = await startServer(serverOptions)
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  outside: [
    async ({}, use) => {
      const watch = await startOutsideWatch()
      await use(watch)
      await watch.stop()
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ outside }, use) => {
      await use({ ...launchOptions, args: [...launchOptions.args, `--proxy-server=${outside.address}`] })
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ kakou }, use) => use(kakou.url),
  openScreen: async ({ browser, kakou }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (screen) => {
      const context = await browser.newContext({
        ...SCREENS[screen],
        baseURL: kakou.url,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      })
      contexts.push(context)
      if (SLOW_PAGES > 1) context.on('page', (page) => void slowDown(page))
      const page = await context.newPage()
      if (SLOW_PAGES > 1) await slowDown(page)
      return page
    })
    for (const context of contexts) await context.close()
  },
  nothingFromOutside: [
    async ({ outside }, use) => {
      outside.take()
      await use(undefined)
      expect(outside.take(), 'asked for outside this server').toEqual([])
    },
    { auto: true },
  ],
  notAtMidnight: [
    async ({}, use, info) => {
      const leftMs = untilMidnightIsOver(Date.now(), LONGEST_MS)
      info.setTimeout(info.timeout + leftMs)
      if (leftMs > 0) await sleep(leftMs)
      await use(undefined)
    },
    { auto: true },
  ],
})

const PICTURES = fileURLToPath(new URL('../../docs/screens', import.meta.url))

/** Takes the README's picture of a screen, where `KAKOU_SCREENS=1` asks for it; ordinary runs leave the tree as it is. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.KAKOU_SCREENS !== '1') return
  const path = `${PICTURES}/${name}.png`
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path })
}
