/** Advice beside the map: the curve and its points, plans kept, compared and put forward, staffing, files. */
import { AxeBuilder } from '@axe-core/playwright'
import type { CoverageResult } from '../server/domain/coverage/result'
import type { FrontierAnswer } from '../server/protocol/advice'
import type { Scenario } from '../server/protocol/scenario'
import { expect, picture, test } from './support/fixtures'
import { call, signIn } from './support/people'

test('the slider shows the points of the curve, they go into a plan, and the plan is kept, compared and put forward', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'planner')
  await page.goto('/planner')
  const { steps } = await call<FrontierAnswer>(page, 'POST', '/coverage/frontier', {})
  const second = steps[2]
  if (!second) throw new Error('the demo leaves nothing to advise on')

  await page.getByRole('slider').press('ArrowRight')
  await page.getByRole('slider').press('ArrowRight')
  await expect(page.getByText(`还剩 ${second.populationExposed.toLocaleString('en')} 人可绕入`).first()).toBeVisible()
  await expect(page.locator('[data-marker^="suggestion:"]')).toHaveCount(second.chosen.length)
  await picture(page, 'planner-advice')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

  await page.getByText('先多车', { exact: true }).click()
  await expect(page.getByText('车流为估算', { exact: false })).toBeVisible()
  await page.getByRole('slider').press('ArrowRight')
  await expect(page.getByText(/每日约 [\d,]+ 辆次经过（估算）/)).toBeVisible()
  await expect(page).toHaveURL(/by=traffic/)
  await page.getByText('先多人', { exact: true }).click()
  await page.getByRole('slider').press('ArrowRight')
  await page.getByRole('slider').press('ArrowRight')
  await expect(page.getByText(`还剩 ${second.populationExposed.toLocaleString('en')} 人可绕入`).first()).toBeVisible()

  await page.getByRole('button', { name: /个点都加入方案/ }).click()
  const outcome = page.getByRole('status').first()
  await expect(outcome).toContainText(`${second.populationExposed.toLocaleString('en')} 人可绕入`)

  await page.getByRole('tab', { name: '方案', exact: true }).click()
  await page.getByLabel('方案名称').fill('乙案')
  await page.getByRole('button', { name: '另存为方案' }).click()
  await expect(page.getByRole('button', { name: '打开「乙案」' })).toBeVisible()
  const { scenarios } = await call<{ scenarios: Scenario[] }>(page, 'GET', '/scenarios')
  expect(scenarios[0]?.plan.add).toHaveLength(second.chosen.length)

  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: '「乙案」的操作' }).click()
  await page.getByRole('button', { name: '与它比较' }).click()
  await expect(page.getByText('村镇：', { exact: false })).toContainText('较差')
  await page.getByRole('button', { name: '不再比较' }).click()

  const other = await openScreen('phone')
  await signIn(other, kakou, 'planner')
  await other.goto(`/planner?scenario=${scenarios[0]?.id}`)
  await expect(other.getByRole('status').first()).toContainText(
    `${second.populationExposed.toLocaleString('en')} 人可绕入`,
  )

  await page.getByRole('button', { name: '提交拟设方案' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交拟设方案' }).click()
  await expect(page.getByRole('columnheader', { name: '按拟设' }).first()).toBeVisible()
  await expect(page.locator('[data-marker]', { hasText: '乙案 1' }).first()).toBeAttached()
  const { byState } = (await call<CoverageResult>(page, 'GET', '/coverage')).summary
  expect(byState.planned).toBeGreaterThan(0)
})

test('staffing draws the day, a fleet is shared out, and a file of the plan is made', async ({ kakou, openScreen }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'planner')
  await page.goto('/planner?panel=staff')
  const row = page.locator('aside ul > li > button').first()
  await expect(row).toContainText('每日')
  await row.click()
  await expect(page.getByRole('img', { name: /全天排队/ })).toBeVisible()
  await page.getByRole('button', { name: '车道怎么分' }).click()
  await expect(page.getByRole('columnheader', { name: '23' })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

  await page.getByRole('button', { name: '导出' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV：村镇' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('coverage-places.csv')

  await page.getByRole('tab', { name: '建议' }).click()
  await page.getByRole('button', { name: '画范围' }).click()
  const map = await page.locator('.leaflet-container').boundingBox()
  if (!map) throw new Error('there is no map')
  for (const [across, down] of [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.5, 0.6],
  ] as const)
    await page.mouse.click(map.x + map.width * across, map.y + map.height * down)
  await page.keyboard.press('Enter')
  await expect(page.getByText('画定的范围（3 个角）')).toBeVisible()
  await expect(page).toHaveURL(/area=/)
  await page.getByRole('button', { name: '改为全县' }).click()
  await expect(page).not.toHaveURL(/area=/)

  await page.getByRole('tab', { name: '路网' }).click()
  await expect(page.getByRole('heading', { name: '路网版本' })).toBeVisible()

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('查控卡口规划图', { exact: false })).toBeVisible()
  await expect(page.getByText('待补路口', { exact: true }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: '导出' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
})
