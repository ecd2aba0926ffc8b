/** The command centre in the hands of someone who works it: by keyboard, by link, and while the line is gone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { workingCheckpoint } from './support/barrier'
import { expect, test } from './support/fixtures'
import { call, signIn } from './support/people'

type Checkpoints = { checkpoints: { code: string; name: string }[] }

const PAINTED = '[data-waiting="0"]'
const PANEL = 'section[data-over-map="passing"]'

/** Until every tile in view is painted. */
const openCommand = async (page: Page, address = '/command') => {
  await page.goto(address)
  await expect(page.locator(PAINTED)).toBeAttached()
}

test('every checkpoint is on the map, can be reached by keyboard, and its address opens it again', async ({
  openScreen,
  kakou,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  const { checkpoints } = await call<Checkpoints>(page, 'GET', '/checkpoints')
  await openCommand(page)
  // The night of the map, not the style sheet's own light grey, is what shows before its tiles do.
  await expect(page.locator('.leaflet-container')).toHaveCSS('background-color', 'rgb(13, 21, 36)')
  for (const { code } of checkpoints) await expect(page.locator(`[data-marker="${code}"]`)).toBeAttached()
  const { code, name } = await workingCheckpoint(page)
  await page.locator(`[data-marker="${code}"]`).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`checkpoint=${code}`))
  await expect(page.locator(PANEL).getByRole('heading')).toHaveText(name)
  await openCommand(page, page.url())
  await expect(page.locator(PANEL).getByRole('heading')).toHaveText(name)
  await page.keyboard.press('Escape')
  await expect(page.locator(PANEL)).toBeHidden()
  await page.goBack()
  await expect(page.locator(PANEL)).toBeVisible()
})

test('a picked checkpoint moves out from under its panel', async ({ openScreen, kakou }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  type Placed = { checkpoints: { code: string; lng: number; lat: number }[] }
  const { checkpoints } = await call<Placed>(page, 'GET', '/checkpoints')
  // One in the middle of the county, so that the map may show it anywhere.
  const mean = (of: 'lng' | 'lat') => checkpoints.reduce((sum, one) => sum + one[of], 0) / checkpoints.length
  const far = ({ lng, lat }: { lng: number; lat: number }) => Math.hypot(lng - mean('lng'), lat - mean('lat'))
  const [middle = { code: '', lng: 0, lat: 0 }] = checkpoints.toSorted((a, b) => far(a) - far(b))
  // A view that has it in its lower left corner, 400 px from the middle and 220 below it.
  const [zoom, pxADegree] = [12, (256 * 2 ** 12) / 360]
  const lat = middle.lat + (220 * Math.cos((middle.lat * Math.PI) / 180)) / pxADegree
  await openCommand(page, `/command?checkpoint=${middle.code}#${zoom}/${lat}/${middle.lng + 400 / pxADegree}`)
  await expect(page.locator(PANEL).getByRole('heading')).toBeVisible()
  const marker = page.locator(`[data-marker="${middle.code}"]`)
  await expect
    .poll(async () => {
      const [at, panel] = [await marker.boundingBox(), await page.locator(PANEL).boundingBox()]
      if (at === null || panel === null) return 'not there'
      const [x, y] = [at.x + at.width / 2, at.y + at.height / 2]
      return x < panel.x + panel.width && y > panel.y && y < panel.y + panel.height ? 'under it' : 'in sight'
    })
    .toBe('in sight')
})

test('before the first picture no figure is claimed', async ({ openScreen, kakou }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  // The line opens, and nothing ever comes of it.
  await page.routeWebSocket(/\/socket\.io\//, () => undefined)
  await page.route(/\/socket\.io\//, (route) => route.abort())
  const figures = { '/command': '今日车辆（辆次）', '/wall': '进县（辆次）' }
  for (const [path, label] of Object.entries(figures)) {
    await page.goto(path)
    const figure = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
    await expect(figure.locator('dd').first()).toHaveText('–')
  }
})

test('the list stands beside the map: filtered and ordered in the address, worked by keys, a checkpoint in full', async ({
  openScreen,
  kakou,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  await openCommand(page)
  await page.keyboard.press('l')
  await expect(page).toHaveURL(/list=open/)
  const list = page.getByRole('listbox', { name: '卡口列表' })
  await expect(list.getByRole('option').first()).toBeVisible()
  const { code, name } = await workingCheckpoint(page)
  await page.getByRole('searchbox', { name: '名称或编号' }).fill(code)
  await expect(page).toHaveURL(new RegExp(`find=${code}`))
  // Not merely in the list, as before: it leads what is found.
  await expect(list.getByRole('option').first()).toContainText(name)
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(new RegExp(`checkpoint=${code}`))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/panel=full/)
  for (const part of ['排队与通道', '物资', '平板', '当班'])
    await expect(page.getByRole('region', { name: part, exact: true })).toBeVisible()
  await openCommand(page, page.url())
  await expect(page.getByRole('region', { name: '实时登记', exact: true })).toBeVisible()
  const find = page.getByRole('searchbox', { name: '名称或编号' })
  await expect(find).toHaveValue(code)
  // Esc leaves the field, then takes one step back at a time.
  await find.press('Escape')
  await expect(find).not.toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/panel=full/)
})

test('a day is gone through again, and the instant is a link', async ({ openScreen, kakou }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  // Yesterday by the county's clock, which is over at whatever hour this runs.
  const yesterday = new Date(Date.now() + (8 - 24) * 3_600_000).toISOString().slice(0, 10)
  await page.goto(`/command/replay?date=${yesterday}&at=06:30`)
  await expect(page.locator(PAINTED)).toBeAttached()
  await expect(page.getByRole('status').filter({ hasText: '06:30' })).toBeVisible()
  // A past day is not today: a checkpoint's figures are those until the moment that is shown.
  await expect(page.locator('[aria-label*="到此刻"]').first()).toBeAttached()
  await expect(page.locator('main [aria-label*="今日"]')).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/at=06%3A31/)
  await page.keyboard.press('ArrowUp')
  await expect(page).toHaveURL(/speed=60/)
  await page.keyboard.press('PageUp')
  await expect(page).not.toHaveURL(new RegExp(`date=${yesterday}`))
  await expect(page.getByRole('status').filter({ hasText: '06:31' })).toBeVisible()
  await page.keyboard.press('End')
  await expect(page).toHaveURL(/at=24%3A00/)
  await expect(page.getByText('这是过去，不是实时')).toBeVisible()
})

test('a replay whose coverage is not answered says so, goes on with counts, and recovers by itself', async ({
  openScreen,
  kakou,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  const coverage = '**/api/v1/replay/coverage?*'
  const problem = { type: 'about:blank', title: 'Internal error', status: 500 }
  await page.route(coverage, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  const yesterday = new Date(Date.now() + (8 - 24) * 3_600_000).toISOString().slice(0, 10)
  await page.goto(`/command/replay?date=${yesterday}&at=06:30`)
  const lack = page.getByRole('alert').filter({ hasText: '此刻的道路状况没有取到' })
  await expect(lack).toBeVisible()
  const figures = page.getByLabel('到此刻为止').locator('dd')
  await expect(figures.last()).toHaveText('–')
  await expect(figures.first(), 'the counts are there').toHaveText(/^\d/)
  const vehicles = async () => Number((await figures.first().innerText()).replaceAll(',', ''))
  const early = await vehicles()
  // Now the line is cut instead, while the slider goes on.
  await page.unroute(coverage)
  await page.route(coverage, (route) => route.abort())
  const slider = page.getByRole('slider', { name: '时刻' })
  await slider.focus()
  await page.keyboard.press('PageUp')
  await page.keyboard.press('End')
  await expect(lack).toBeVisible()
  await expect.poll(vehicles).toBeGreaterThan(early)
  await page.unroute(coverage)
  await expect(lack).toBeHidden()
  await expect(figures.last()).toHaveText(/^\d[\d,]* \/ \d[\d,]* km$/)
})

test('Ctrl+K finds a checkpoint by its name, and takes a plate to the search without a word of it in the address', async ({
  openScreen,
  kakou,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  const { checkpoints } = await call<Checkpoints>(page, 'GET', '/checkpoints')
  const { code, name } = checkpoints[0] ?? { code: '', name: '' }
  await openCommand(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await expect(page.getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`checkpoint=${code}`))
  await page.keyboard.press('Control+k')
  await page.keyboard.type('鄂A?23*')
  await expect(page.getByRole('option', { name: '查号牌 鄂A?23*' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/command\/search$/)
  await expect(page.getByRole('textbox', { name: '号牌' }).first()).toHaveValue('鄂A?23*')
})

test('where the map was moved stands in the address, until the whole county is asked for', async ({
  openScreen,
  kakou,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  await openCommand(page)
  await expect(page).toHaveURL(/\/command$/)
  await page.getByRole('button', { name: '放大' }).click()
  await expect(page).toHaveURL(/#\d+(\.\d+)?\/\d+\.\d+\/\d+\.\d+$/)
  await page.getByRole('button', { name: '全图' }).click()
  await expect(page).toHaveURL(/\/command$/)
})

test('a lost line is said since when, and the figures stay', async ({ openScreen, kakou }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  await openCommand(page)
  await expect(page.getByText('实时', { exact: true })).toBeVisible()
  const figure = page.locator('dl dd').nth(2)
  const passed = async () => Number(/[\d,]+/.exec(await figure.innerText())?.[0].replaceAll(',', ''))
  const before = await passed()
  await page.context().setOffline(true)
  await expect(page.getByText(/断开 \d\d:\d\d 起/)).toBeVisible()
  // The last ones before the line was cut may still have come.
  expect(await passed()).toBeGreaterThanOrEqual(before)
  await page.context().setOffline(false)
  await expect(page.getByText('实时', { exact: true })).toBeVisible()
})

test('the room is open to screen readers, in both languages and in the hand', async ({ openScreen, kakou }) => {
  for (const screen of ['desktop', 'phone'] as const) {
    const page = await openScreen(screen)
    await signIn(page, kakou, 'command')
    for (const language of ['zh', 'en']) {
      await page.evaluate((chosen) => localStorage.setItem('kakou.language', chosen), language)
      await openCommand(page)
      await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${screen} ${language} scrolls sideways`).toBeLessThanOrEqual(0)
    }
  }
})
