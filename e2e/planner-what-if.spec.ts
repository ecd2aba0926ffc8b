/** The planner as an editor: a change on the map is seen at once, can be undone, is a link, and never looks live. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import type { CoverageResult } from '../server/domain/coverage/result'
import type { LossesAnswer } from '../server/protocol/advice'
import { expect, picture, test } from './support/fixtures'
import { call, signIn } from './support/people'

const sentence = (page: Page) => page.getByRole('status').first()
/** Where it is on the screen once the map moves no more. */
const restingPlace = async (one: Locator): Promise<{ x: number; y: number }> => {
  let last = ''
  await expect
    .poll(async () => {
      const before = last
      last = JSON.stringify(await one.boundingBox())
      return last !== 'null' && last === before
    })
    .toBe(true)
  const box: { x: number; y: number; width: number; height: number } = JSON.parse(last)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
const people = (result: Pick<CoverageResult, 'summary'>) => result.summary.populationExposed.toLocaleString('en')

test('a point is added from the list, dragged, undone and done again; the sentence is that of the server', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'planner')
  await page.goto('/planner')
  const now = await call<CoverageResult>(page, 'GET', '/coverage')
  await page.locator('ol > li > button').first().click()
  await page.getByRole('button', { name: '在此设点' }).click()
  await expect(page.getByText('方案 · 未生效')).toBeVisible()

  const written = () => new URL(page.url()).searchParams.get('plan') ?? ''
  const evaluate = async () => {
    const [lng, lat] = written().slice(1).split(',').map(Number)
    return await call<CoverageResult>(page, 'POST', '/coverage/evaluate', { add: [{ lng, lat }] })
  }
  await expect(sentence(page)).toContainText(people(await evaluate()))
  const fewer = now.summary.populationExposed - (await evaluate()).summary.populationExposed
  await expect(sentence(page)).toContainText(`少 ${fewer.toLocaleString('en')} 人`)
  await picture(page, 'planner-what-if')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

  const before = written()
  const marker = page.locator('[data-marker="plan:p1"]')
  const from = await restingPlace(marker.locator('svg'))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 30, from.y - 60, { steps: 8 })
  await page.mouse.up()
  await expect.poll(written).not.toBe(before)
  await expect(sentence(page)).toContainText(people(await evaluate()))

  await page.keyboard.press('Control+z')
  await expect.poll(written).toBe(before)
  await page.keyboard.press('Control+z')
  await expect.poll(written).toBe('')
  await page.keyboard.press('Control+Shift+Z')
  await expect.poll(written).toBe(before)

  const other = await openScreen('phone')
  await signIn(other, kakou, 'planner')
  await other.goto(new URL(page.url()).pathname + new URL(page.url()).search)
  await expect(sentence(other)).toContainText(`少 ${fewer.toLocaleString('en')} 人`)
})

test('by keyboard: a checkpoint is switched off from the list, a road closed with a tool, in English too', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'planner')
  await page.goto('/planner?list=points')
  // One whose loss exposes somebody: which do depends on the states that the day has brought.
  const { losses } = await call<LossesAnswer>(page, 'POST', '/coverage/losses', {})
  const { checkpoints } = await call<{ checkpoints: { code: string; name: string }[] }>(page, 'GET', '/checkpoints')
  const { name } = checkpoints.find(({ code }) => code === losses[0]?.code) ?? { name: 'nobody' }
  await page.locator('ul > li > button', { hasText: name }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '停用', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(sentence(page)).toContainText('多')
  await expect(page.getByRole('button', { name: '不停用' })).toBeVisible()

  await page.keyboard.press('b')
  await expect(page.getByRole('button', { name: '封堵 B' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: '选择 V' })).toHaveAttribute('aria-pressed', 'true')

  await page.evaluate(() => localStorage.setItem('kakou.language', 'en'))
  await page.reload()
  await expect(sentence(page)).toContainText('more')
  await expect(page.getByText('What-if · not in force')).toBeVisible()
})
