import { expect, type Page } from 'playwright/test'
import { call } from './people'
import { readStore } from './tablet-store'

/** Pairs a tablet with a checkpoint by the code that the QR in /admin brings. `admin` is a page of who may issue one. */
export async function pairTablet(tablet: Page, admin: Page, checkpoint: string): Promise<void> {
  const issued = await call<{ code: string }>(admin, 'POST', `/checkpoints/${checkpoint}/pairing-codes`, {})
  await tablet.goto(`/tablet?code=${issued.code}`)
  await expect(saveKey(tablet)).toBeVisible()
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
/** A key by its whole word. */
export const key = (tablet: Page, name: string) => tablet.getByRole('button', { name, exact: true })
/** What the tablet says of its outbox. */
export const badge = (tablet: Page) => tablet.locator('[data-waiting]')
/** A place of the plate and what stands in it. */
export const place = (tablet: Page, nth: number, value: string) =>
  tablet.getByLabel(`号牌第 ${nth} 位，${value}`, { exact: true })

export async function tapAll(tablet: Page, names: Iterable<string>): Promise<void> {
  for (const name of names) await key(tablet, name).tap()
}

/** The province's key, unless one is preset from earlier cars: it stands there then, and its keys are away. */
export async function tapProvince(tablet: Page, province: string): Promise<void> {
  const first = key(tablet, province)
  await expect(async () => {
    if (await first.isVisible()) await first.tap({ timeout: 3_000 })
  }).toPass()
}

/** Plate and temperature of a car with its driver, on the tablet's own keys. The province stays from the car before. */
export async function typeCar(tablet: Page, plate: string, celsius: string): Promise<void> {
  const [province = '', ...rest] = plate
  await tapProvince(tablet, province)
  await tapAll(tablet, [...rest, ...celsius.replace('.', '')])
  await expect(saveKey(tablet)).toHaveAttribute('aria-disabled', 'false')
}

/** Saved, and the form is empty again. */
export async function save(tablet: Page): Promise<void> {
  await expect(saveKey(tablet)).toHaveAttribute('aria-disabled', 'false')
  await saveKey(tablet).tap()
  // Not merely busy saving: it names what the next one owes.
  await expect(saveKey(tablet)).toHaveText(/^还差/)
}

/** The server has all that was saved, and the screen says so: by the store, since the badge hears of a save after it. */
export async function allSent(tablet: Page): Promise<void> {
  await expect.poll(() => waiting(tablet)).toBe(0)
  await expect(badge(tablet)).toHaveAttribute('data-waiting', '0')
}

/** How much the tablet's store holds that the server has not. */
const waiting = async (tablet: Page): Promise<number> => {
  const marks = (await readStore(tablet, 'queue')) as { state: string }[]
  return marks.filter(({ state }) => state === 'waiting' || state === 'deferred').length
}

/** Until an alert of this kind stands at the checkpoint. `page` is of who sees them. */
export async function isRaised(page: Page, kind: 'fever' | 'watch', checkpoint: string): Promise<void> {
  type Alerts = { alerts: { kind: string; checkpoint?: string }[] }
  await expect
    .poll(async () => {
      const { alerts } = await call<Alerts>(page, 'GET', '/alerts')
      return alerts.some((alert) => alert.kind === kind && alert.checkpoint === checkpoint)
    })
    .toBe(true)
}
