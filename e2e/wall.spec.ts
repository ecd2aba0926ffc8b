/** The wall display: read from afar, nobody named, signed in for weeks, and back by itself after the server was gone. */
import { expect, picture, test } from './support/fixtures'
import { call, signIn } from './support/people'

test('a wall shows the day without a name, keeps itself signed in, and comes back after an outage', async ({
  openScreen,
  kakou,
}) => {
  const page = await openScreen('wall')
  await signIn(page, kakou, 'command')
  const { user } = await call<{ user: { displayName: string; jurisdiction: { name: string } } }>(
    page,
    'GET',
    '/session',
  )
  await page.goto('/wall')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(user.jurisdiction.name)
  await expect(page.locator('[data-waiting="0"]')).toBeAttached()
  const status = page.locator('header [role=status]')
  await expect(status).toContainText(/卡口 \d+ 个，在岗 \d+ 个/)
  await picture(page, 'wall')
  await expect(page.locator('main')).not.toContainText(user.displayName)
  const sideways = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
  expect(sideways, 'a wall does not scroll').toBeLessThanOrEqual(0)

  await page.keyboard.press('k')
  await page.getByRole('button', { name: '设为大屏' }).click()
  await expect(page.getByText('长期显示中')).toBeAttached()
  await expect(status).toContainText(/在岗/)
  await page.goto('/command')
  await expect(page.getByText('这台浏览器是大屏，只显示大屏')).toBeVisible()
  await page.getByRole('link', { name: '大屏', exact: true }).click()
  await expect(status).toContainText(/在岗/)

  await kakou.kill()
  await expect(status).toContainText(/断开 \d\d:\d\d 起/)
  await expect(page.locator('dl dd').first()).toHaveText(/\d/)
  await kakou.start()
  await expect(status).toContainText(/在岗/)
})
