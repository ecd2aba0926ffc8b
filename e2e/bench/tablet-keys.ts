import { type CDPSession, chromium, type Page } from 'playwright/test'
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
/** Presses of the page that does nothing, before and after the cars. */
const BARE_PRESSES = 50
/** So long may the draining of a shift take. */
const MOST_DRAIN_MS = 240_000
/** A thumb stays down for so long, and is lifted for so long before the next key. */
const DOWN_MS = 60
const UP_MS = 200

declare global {
  interface Window {
    /** When a thumb was lifted, and milliseconds from there to the frame that answers it; under 16 the browser is silent. */
    presses: { lifted: number; answered: Map<number, number>; all: number }
    /** From the lifting of the thumb on the primary key to the frame with an empty plate. */
    saves: number[]
    /** Milliseconds between frames, since the network is back. */
    frameGaps: number[]
  }
}

/**
 * What a thumb waits for: from the lifting of the thumb to the frame that shows it (the browser's own event timing), and
 * from its lifting off 保存 to the empty form, with a whole shift waiting in the outbox and the processor slowed. Beside it
 * the least that this machine does now: a page with one key that changes its own figure, slowed as much.
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
    await desk.close()
    await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await context.setOffline(true)
    await fill(tablet)
    await tablet.reload()
    await saveKey(tablet).waitFor()
    const bare = await context.newPage()
    await bare.setContent('<button style="width: 200px; height: 200px">0</button>')
    await bare.evaluate(() => {
      document.querySelector('button')?.addEventListener('click', ({ currentTarget }) => {
        if (currentTarget instanceof Element) currentTarget.textContent = String(window.presses.all)
      })
    })
    const thumbs = { bare: await slow(bare), tablet: await slow(tablet) }

    const pressBare = async () => {
      await bare.bringToFront()
      for (let press = 0; press < BARE_PRESSES; press++) await tap(bare, thumbs.bare, { x: 100, y: 100 })
    }
    await pressBare()
    await tablet.bringToFront()
    for (let car = 0; car < CARS; car++) await logCar(tablet, thumbs.tablet, String(10_000 + car))
    await pressBare()
    const saves = await tablet.evaluate(() => window.saves)
    if (saves.length !== CARS) throw new Error(`${saves.length} of ${CARS} saves were seen`)
    const answered = await pressesOf(tablet)
    const least = await pressesOf(bare)
    await tablet.bringToFront()
    const drained = await drain(tablet, thumbs.tablet)
    const load = `${WAITING} waiting, CPU slowed ${SLOWED} times`
    const figures = (name: string, values: readonly number[]): Figure[] => [
      { name: `${name}, median`, value: Math.round(median(values)), unit: 'ms' },
      { name: `${name}, 95th of ${values.length}`, value: Math.round(quantile(values, 0.95)), unit: 'ms' },
      { name: `${name}, worst`, value: Math.round(Math.max(...values)), unit: 'ms' },
    ]
    return [
      ...figures(`press to answer (${load})`, answered),
      ...figures(`save to empty form (${load})`, saves),
      ...figures('press to answer on a page with one key', least),
      { name: `${WAITING} handed in, cars logged meanwhile`, value: drained.cars, unit: '' },
      { name: `${WAITING} handed in, after`, value: Math.round(drained.ms / 100) / 10, unit: 's' },
      ...figures('press to answer while they are handed in', drained.answered),
      ...figures('between frames while they are handed in', drained.frames),
      { name: 'press to answer: to the page with one key', value: ratio(answered, least), unit: '' },
      { name: 'save to empty form: to the page with one key', value: ratio(saves, least), unit: '' },
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** The network comes back: logs cars until nothing waits, and tells how keys and frames went meanwhile. */
async function drain(tablet: Page, thumb: CDPSession) {
  await tablet.evaluate(() => {
    window.presses.answered.clear()
    window.presses.all = 0
    window.frameGaps = []
    let last = performance.now()
    // In a list and not under a name, as above.
    const looks: FrameRequestCallback[] = []
    looks.push(() => {
      const now = performance.now()
      window.frameGaps.push(now - last)
      last = now
      for (const look of looks) requestAnimationFrame(look)
    })
    for (const look of looks) requestAnimationFrame(look)
  })
  const began = Date.now()
  await tablet.context().setOffline(false)
  let cars = 0
  const waiting = tablet.locator('[data-waiting]')
  while (Number(await waiting.getAttribute('data-waiting')) > 0) {
    if (Date.now() - began > MOST_DRAIN_MS) throw new Error('the outbox was not handed in')
    await logCar(tablet, thumb, String(20_000 + cars++))
  }
  const ms = Date.now() - began
  return {
    cars,
    ms,
    answered: await pressesOf(tablet),
    frames: await tablet.evaluate(() => window.frameGaps),
  }
}

const ratio = (values: readonly number[], least: readonly number[]): number =>
  Math.round((median(values) / median(least)) * 100) / 100

/** What the browser did not report took less than its least, 16 ms. */
const pressesOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { answered, all } = window.presses
    return [...Array.from({ length: all - answered.size }, () => 16), ...answered.values()]
  })

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
    const presses = { lifted: 0, answered: new Map<number, number>(), all: 0 }
    window.presses = presses
    window.saves = []
    // One lifting is several events, a click among them or not: what it takes is the longest of them.
    const ofLifting = ['pointerup', 'touchend', 'mousedown', 'mouseup', 'click']
    const options = { type: 'event', durationThreshold: 16, buffered: false }
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries()) {
        if (!ofLifting.includes(name)) continue
        presses.answered.set(startTime, Math.max(presses.answered.get(startTime) ?? 0, duration))
      }
    }).observe(options)
    // Comes before `touchend`, with its time: of that the page hears before anybody who listens later, and clicks at once.
    addEventListener('pointerup', ({ timeStamp }) => (presses.lifted = timeStamp), { capture: true })
    addEventListener(
      'click',
      ({ target }) => {
        presses.all += 1
        const pressed = target instanceof Element && target.closest('[data-role=save]')
        if (!pressed) return
        const { lifted } = presses
        // No named function in here: the loader of TypeScript would wrap it in a helper that the page has not.
        new MutationObserver((_, observer) => {
          if (!document.querySelector('[aria-label="号牌第 7 位，空"]')) return
          observer.disconnect()
          requestAnimationFrame(() => window.saves.push(performance.now() - lifted))
        }).observe(document.body, { subtree: true, childList: true, attributes: true })
      },
      { capture: true },
    )
  })
}

/** Watches a page and slows its processor. */
async function slow(page: Page): Promise<CDPSession> {
  await watch(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  return session
}

/** As a thumb does it: what comes with the touch is over before it is lifted. */
async function tap(page: Page, thumb: CDPSession, at: { x: number; y: number }): Promise<void> {
  await thumb.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
  await page.waitForTimeout(DOWN_MS)
  await thumb.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await page.waitForTimeout(UP_MS)
}

/** Where a key is, found before it is pressed: a search by role would take the page's time while the press waits. */
async function press(tablet: Page, thumb: CDPSession, key: string): Promise<void> {
  const found = await tablet.waitForFunction((wanted) => {
    for (const button of document.querySelectorAll('button')) {
      const isIt = wanted === 'save' ? button.dataset.role === 'save' : button.textContent === wanted
      if (!isIt || button.ariaLabel !== null || !button.checkVisibility()) continue
      const box = button.getBoundingClientRect()
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    return null
  }, key)
  const at = await found.jsonValue()
  if (at === null) throw new Error(`there is no key ${key}`)
  await tap(tablet, thumb, at)
}

async function logCar(tablet: Page, thumb: CDPSession, number: string): Promise<void> {
  for (const name of ['E', ...number, '3', '6', '5', 'save']) await press(tablet, thumb, name)
  await tablet.getByLabel('号牌第 7 位，空').waitFor()
}
