/** The main job, with two people at two screens: a tap at the barrier is a number on the map. */
import type { Page } from 'playwright/test'
import { pairTablet, save, typeCar, workingCheckpoint } from './support/barrier'
import { expect, picture, test } from './support/fixtures'
import { call, signIn } from './support/people'

declare global {
  interface Window {
    /** Milliseconds since 1970 at which each new figure was drawn; and at which save was pressed. */
    drawnAt: Map<number, number>
    pressedAt: number
  }
}

const PANEL = 'section[data-over-map="passing"]:has(dl)'
const CARS = 7
/** A machine that does much else is let try again: what is promised is of the product. */
const ROUNDS = 4
const PROMISED_MS = 500

/** The panel's first figure: vehicles in. */
const vehiclesIn = async (page: Page): Promise<number> => {
  const text = await page.locator(`${PANEL} dl > div`).filter({ hasText: '进 辆次' }).innerText()
  return Number(/\d+/.exec(text.replace(/,/g, ''))?.[0])
}

/** Notes when each value of that figure came on the screen. */
const watchFigure = (page: Page) =>
  page
    .locator(`${PANEL} dl > div`)
    .filter({ hasText: '进 辆次' })
    .evaluate((figure) => {
      window.drawnAt = new Map()
      new MutationObserver(() => {
        const value = Number(/\d+/.exec((figure.textContent ?? '').replace(/,/g, ''))?.[0])
        requestAnimationFrame(() => window.drawnAt.set(value, Date.now()))
      }).observe(figure, { subtree: true, characterData: true, childList: true })
    })

test('a car logged on a tablet is a number in the command centre within half a second', async ({
  kakou,
  openScreen,
}, info) => {
  const command = await openScreen('desktop')
  await signIn(command, kakou, 'admin')
  const { code } = await workingCheckpoint(command)
  await command.goto(`/command?checkpoint=${code}`)
  await expect(command.locator(PANEL)).toBeVisible()
  const before = await vehiclesIn(command)
  await watchFigure(command)

  const tablet = await openScreen('tablet')
  await pairTablet(tablet, command, code)
  await tablet.evaluate(() =>
    document.addEventListener(
      'pointerdown',
      () => {
        window.pressedAt = Date.now()
      },
      { capture: true },
    ),
  )

  let cars = 0
  const logOne = async (): Promise<number> => {
    cars++
    await typeCar(tablet, `浙E3K7P${cars % 10}`, '36.5')
    if (cars === 1) await picture(tablet, 'tablet')
    await save(tablet)
    const pressedAt = await tablet.evaluate(() => window.pressedAt)
    const drawnAt = await command.waitForFunction((value) => window.drawnAt.get(value), before + cars)
    return ((await drawnAt.jsonValue()) as number) - pressedAt
  }
  const medianOfRound = async (): Promise<number> => {
    const waits: number[] = []
    for (let car = 0; car < CARS; car++) waits.push(await logOne())
    waits.sort((a, b) => a - b)
    info.annotations.push({ type: 'from tap to figure, ms', description: waits.join(' ') })
    process.stdout.write(`    from tap to figure: ${waits.join(' ')} ms\n`)
    return waits[(CARS - 1) / 2] ?? Number.NaN
  }
  let median = await medianOfRound()
  for (let round = 1; round < ROUNDS && median >= PROMISED_MS; round++) median = await medianOfRound()
  await picture(command, 'command')
  expect(median).toBeLessThan(PROMISED_MS)

  const counted = await call<{ today: { vehiclesIn: number } }>(command, 'GET', `/checkpoints/${code}`)
  expect(counted.today.vehiclesIn, 'the server counts what the screen shows').toBe(before + cars)
})

test('without network the entry is kept, and arrives once when the network is back', async ({ kakou, openScreen }) => {
  const command = await openScreen('desktop')
  await signIn(command, kakou, 'admin')
  const { code } = await workingCheckpoint(command)
  await command.goto(`/command?checkpoint=${code}`)
  await expect(command.locator(PANEL)).toBeVisible()
  const before = await vehiclesIn(command)

  const tablet = await openScreen('tablet')
  await pairTablet(tablet, command, code)
  await tablet.context().setOffline(true)
  for (let car = 1; car <= 3; car++) {
    await typeCar(tablet, `浙F8888${car}`, '36.4')
    await save(tablet)
  }
  await picture(tablet, 'tablet-offline')
  expect(await vehiclesIn(command)).toBe(before)
  await tablet.context().setOffline(false)
  await expect.poll(() => vehiclesIn(command)).toBe(before + 3)
})
