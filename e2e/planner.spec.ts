/** The planner on the demo county: the ranked list and the map are one, and every pick is a link. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import type { CoverageResult } from '../server/domain/coverage/result'
import { expect, picture, test } from './support/fixtures'
import { call, signIn } from './support/people'

const rows = (page: Page) => page.locator('ol > li > button')

test('crossings are ranked by the people behind them, and the list and the map pick for each other', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'planner')
  await page.goto('/planner')
  await expect(rows(page).first()).toBeVisible()
  const { crossings, summary } = await call<CoverageResult>(page, 'GET', '/coverage')
  const ranked = crossings.filter(({ rank }) => rank !== null)
  await expect(rows(page)).toHaveCount(new Set(ranked.map(({ group }) => group)).size)
  const people = await rows(page)
    .locator('span', { hasText: /^[\d,]+$/ })
    .allInnerTexts()
  const figures = people.map((text) => Number(text.replace(/,/g, ''))).filter((figure) => figure > 20)
  expect(figures).toEqual([...figures].sort((a, b) => b - a))
  const { checkpoints } = await call<{ checkpoints: unknown[] }>(page, 'GET', '/checkpoints')
  await expect(page.getByRole('tab', { name: new RegExp(`^卡口 ${checkpoints.length}\\D`) })).toBeVisible()
  await expect(page.getByRole('status').first()).toContainText(summary.populationExposed.toLocaleString('en'))

  await rows(page).first().click()
  const marker = page.locator('[data-marker]')
  const first = ranked.find(({ rank }) => rank === 1)
  await expect(page).toHaveURL(new RegExp(`crossing=${encodeURIComponent(first?.group ?? '')}`))
  await expect(page.getByRole('heading', { name: '绕行路线' })).toBeVisible()
  await expect(page.locator('.leaflet-tile-loaded').first()).toBeVisible()
  await picture(page, 'planner')

  const second = ranked.find(({ rank, group }) => rank !== null && rank > 1 && group !== first?.group)
  await marker.and(page.locator(`[data-marker="${second?.group}"]`)).focus()
  await page.keyboard.press('Enter')
  await expect(rows(page).nth(1)).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')

  const link = `/planner?crossing=${encodeURIComponent(second?.group ?? '')}`
  const other = await openScreen('phone')
  await signIn(other, kakou, 'planner')
  await other.goto(link)
  await expect(rows(other).nth(1)).toHaveAttribute('aria-pressed', 'true')
  await expect(other.getByRole('heading', { name: '绕行路线' })).toBeVisible()
})

test('places say how they can be reached, in both languages, and a screen reader finds its way', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'planner')
  await page.goto('/planner?list=places')
  const place = page.locator('ul > li > button').first()
  await expect(place).toContainText('可绕入')
  await place.click()
  await expect(page.getByRole('heading', { name: '绕行路线' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await page.getByRole('tab', { name: /^盲区/ }).click()
  const road = page.locator('ul > li > button').first()
  await road.click()
  await expect(page).toHaveURL(/list=roads&road=/)
  await page.reload()
  await expect(road).toHaveAttribute('aria-pressed', 'true')

  await page.goto('/planner?list=places')
  await place.click()
  await page.evaluate(() => localStorage.setItem('kakou.language', 'en'))
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Bypass' })).toBeVisible()
  await expect(page.locator('body')).not.toContainText('可绕入')
})
