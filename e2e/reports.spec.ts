/** The day's report and its briefing, in the hands of whoever writes and signs them. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { expect, picture, test } from './support/fixtures'
import { signIn } from './support/people'

/** Three days ago in the county: other specs write into today. */
const day = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() - 3 * 86_400_000)

const flawless = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

const figures = (texts: readonly string[]) => texts.map((text) => Number(text.replaceAll(',', '')))

test('the board of a day adds up, and its briefing is filled, confirmed and submitted', async ({
  openScreen,
  kakou,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  const date = day()
  await page.goto(`/command/reports?date=${date}`)
  const table = page.getByRole('table')
  await expect(table.locator('tfoot')).toBeVisible()
  const column = (rows: string) => table.locator(`${rows} td[data-figure]:nth-of-type(3)`).allInnerTexts()
  const vehicles = figures(await column('tbody tr'))
  expect(vehicles.length).toBeGreaterThan(10)
  const sum = await table.locator('tfoot td[data-figure]').first().innerText()
  expect(vehicles.reduce((so, one) => so + one, 0)).toBe(figures([sum])[0])
  await expect(table.getByText('零报告').first()).toBeVisible()
  const csv = await page.request.get(`/api/v1/reports/daily.csv?date=${date}`)
  expect(await csv.text()).toContain('累计车（辆次）')
  const made = await page.request.get(`/api/v1/reports/daily.docx?date=${date}`)
  expect((await made.body()).subarray(0, 2).toString()).toBe('PK')
  await expect(page.getByRole('link', { name: 'Word', exact: true })).toBeVisible()
  await flawless(page)
  await picture(page, 'reports')

  await page.getByRole('link', { name: '简报', exact: true }).click()
  await page.getByLabel('种类').selectOption('bulletin')
  await page.getByLabel('截止日期').fill(date)
  await page.getByRole('button', { name: '由数据填报' }).click()
  const paper = page.getByRole('article')
  await expect(paper).toContainText(/截至\d+月\d+日18时，全县启用卡口/)
  await expect(page).toHaveURL(/id=/)
  await flawless(page)
  await picture(page, 'briefing')

  const drafts = paper.getByRole('button', { name: /确认待核内容/ })
  const waiting = await drafts.count()
  expect(waiting).toBeGreaterThan(0)
  await drafts.first().click()
  await page.getByRole('textbox', { name: '责任单位' }).fill('县交通运输局')
  await page.getByRole('textbox', { name: '完成时限' }).fill('11月30日前')
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await expect(paper).toContainText('（责任单位：县交通运输局；完成时限：11月30日前）')
  await expect(drafts).toHaveCount(waiting - 1)

  await page.getByRole('button', { name: '编辑' }).click()
  const first = page.getByRole('textbox', { name: '一、基本情况 1', exact: true })
  await first.fill((await first.inputValue()).replace(/登记\d+辆次/, '登记1辆次'))
  await expect(page.getByText(/手改过，原为 \d+辆次/)).toBeVisible()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(paper).toContainText('登记1辆次')

  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('填报提交人不能审核和签发，请换人')).toBeVisible()
  await expect(page.getByRole('button', { name: '审核通过' })).toBeDisabled()
  const word = await page.request.get(`/api/v1/briefings/${new URL(page.url()).searchParams.get('id')}/document`)
  expect((await word.body()).subarray(0, 2).toString()).toBe('PK')

  await page
    .getByRole('link', { name: /^\d+辆次$/ })
    .first()
    .click()
  await expect(page.getByRole('columnheader', { name: '累计', exact: true })).toHaveAttribute('data-marked', 'true')
})
