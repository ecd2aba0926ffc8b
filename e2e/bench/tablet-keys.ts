import { chromium, type Page } from 'playwright/test'
import { pairTablet, saveKey } from '../support/barrier'
import { launchOptions } from '../support/chromium'
import { loadOutbox } from '../support/outbox-page'
import { call, signIn } from '../support/people'
import { startServer } from '../support/server'
import { type Figure, median, quantile } from './figure'

/** A shift without network on a slow tablet: so many wait, and the processor is slowed so many times. */
const WAITING = 5_000
const SLOWED = 4
const CARS = 25

declare global {
  interface Window {
    /** Milliseconds from the press to the frame that answers it; presses that took under 16 are told apart. */
    presses: { answered: number[]; all: number }
    /** From the press of the primary key to the frame with an empty plate. */
    saves: number[]
  }
}

/**
 * What a thumb waits for: from the press to the frame that shows it (the browser's own event timing), and from the press
 * of 保存 to the empty form, with a whole shift waiting in the outbox and the processor slowed.
 */
export const benchTabletKeys = async (): Promise<Figure[]> => {
  const server = await startServer({ demo: 'county' })
  const browser = await chromium.launch(launchOptions)
  try {
    const desk = await browser.newPage({ baseURL: server.url })
    await signIn(desk, server, 'admin')
    const { checkpoints } = await call<{ checkpoints: Array<{ code: string }> }>(desk, 'GET', '/checkpoints')
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width: 800, height: 1280 },
      hasTouch: true,
      locale: 'zh-CN',
      // The filling is a script of the bench, not of the page.
      bypassCSP: true,
    })
    const tablet = await context.newPage()
    await pairTablet(tablet, desk, checkpoints[0]?.code ?? '')
    await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await context.setOffline(true)
    await fill(tablet)
    await tablet.reload()
    await saveKey(tablet).waitFor()
    const slow = await context.newCDPSession(tablet)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
    await watch(tablet)
    for (let car = 0; car < CARS; car++) await logCar(tablet, String(10_000 + car))
    const { presses, saves } = await tablet.evaluate(() => ({ presses: window.presses, saves: window.saves }))
    if (saves.length !== CARS) throw new Error(`${saves.length} of ${CARS} saves were seen`)
    const under = presses.all - presses.answered.length
    // What the browser did not report took less than its least, 16 ms.
    const answered = [...Array.from({ length: under }, () => 16), ...presses.answered]
    const load = `${WAITING} waiting, CPU slowed ${SLOWED} times`
    return [
      { name: `press to answer, median (${load})`, value: Math.round(median(answered)), unit: 'ms' },
      { name: `press to answer, 95th of ${presses.all}`, value: Math.round(quantile(answered, 0.95)), unit: 'ms' },
      { name: 'press to answer, worst', value: Math.round(Math.max(...answered)), unit: 'ms' },
      { name: `save to empty form, median (${load})`, value: Math.round(median(saves)), unit: 'ms' },
      { name: `save to empty form, worst of ${saves.length}`, value: Math.round(Math.max(...saves)), unit: 'ms' },
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** Straight into the tablet's own outbox, as its screen would. */
async function fill(tablet: Page): Promise<void> {
  await loadOutbox(tablet)
  await tablet.evaluate(async (count) => {
    const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
    for (let at = 0; at < count; at += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          outbox.save(window.makeEntry(`浙A${String(at + index).padStart(5, '0')}`)),
        ),
      )
    }
    outbox.close()
  }, WAITING)
}

async function watch(tablet: Page): Promise<void> {
  await tablet.evaluate(() => {
    window.presses = { answered: [], all: 0 }
    window.saves = []
    const options = { type: 'event', durationThreshold: 16, buffered: false }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'click') window.presses.answered.push(entry.duration)
    }).observe(options)
    addEventListener(
      'click',
      (event) => {
        window.presses.all += 1
        const pressed = event.target instanceof Element && event.target.closest('[data-role=save]')
        if (!pressed) return
        // No named function in here: the loader of TypeScript would wrap it in a helper that the page has not.
        new MutationObserver((_, observer) => {
          if (!document.querySelector('[aria-label="号牌第 7 位，空"]')) return
          observer.disconnect()
          requestAnimationFrame(() => window.saves.push(performance.now() - event.timeStamp))
        }).observe(document.body, { subtree: true, childList: true, attributes: true })
      },
      { capture: true },
    )
  })
}

async function logCar(tablet: Page, number: string): Promise<void> {
  const key = (name: string) => tablet.getByRole('button', { name, exact: true })
  for (const name of ['E', ...number, '3', '6', '5']) await key(name).tap()
  await saveKey(tablet).tap()
  await tablet.getByLabel('号牌第 7 位，空').waitFor()
}
