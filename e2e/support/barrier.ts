import { expect, type Page } from 'playwright/test'
import { call } from './people'

/** Pairs a tablet with a checkpoint by the code that the QR in /admin brings. `admin` is a page of who may issue one. */
export async function pairTablet(tablet: Page, admin: Page, checkpoint: string): Promise<void> {
  const issued = await call<{ code: string }>(admin, 'POST', `/checkpoints/${checkpoint}/pairing-codes`, {})
  await tablet.goto(`/tablet?code=${issued.code}`)
  await expect(saveKey(tablet)).toBeVisible({ timeout: 60_000 })
  expect(new URL(tablet.url()).search, 'the code is taken out of the address').toBe('')
}

/** One that works: of the demo's, first those where something passed of late, which at night are few. */
export async function workingCheckpoint(page: Page): Promise<{ code: string; name: string }> {
  type Checkpoints = { checkpoints: { code: string; name: string; state: string }[] }
  const { checkpoints } = await call<Checkpoints>(page, 'GET', '/checkpoints')
  const found = ['reporting', 'quiet'].flatMap((wanted) => checkpoints.filter(({ state }) => state === wanted))
  if (found[0] === undefined) throw new Error('no checkpoint of the demo works')
  return found[0]
}

export const saveKey = (tablet: Page) => tablet.locator('[data-role=save]')

/** Plate and temperature of a car with its driver, on the tablet's own keys. The province stays from the car before. */
export async function typeCar(tablet: Page, plate: string, celsius: string): Promise<void> {
  const [province = '', ...rest] = plate
  const key = (name: string) => tablet.getByRole('button', { name, exact: true })
  const first = key(province)
  // What the tablet learns of earlier cars may preset the province between the look and the tap.
  await expect(async () => {
    if (await first.isVisible()) await first.tap({ timeout: 3_000 })
  }).toPass()
  for (const name of [...rest, ...celsius.replace('.', '')]) await key(name).tap()
  await expect(saveKey(tablet)).toHaveAttribute('aria-disabled', 'false')
}
