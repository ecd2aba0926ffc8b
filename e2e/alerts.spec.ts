/** The queue of alerts as six people work it: what the clock finds comes by itself, is received, noted, closed, looked up. */
import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './support/fixtures'
import { call, signIn } from './support/people'

const NAME = '告警试点'

test('a queue that is too long comes by itself, is worked by keyboard, and stays on record', async ({
  openScreen,
  kakou,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { checkpoints } = await call<{ checkpoints: { lng: number; lat: number }[] }>(admin, 'GET', '/checkpoints')
  const { lng = 119.6, lat = 30.6 } = checkpoints[0] ?? {}
  const place = { name: NAME, lng: lng + 0.004, lat: lat + 0.004, kind: 'market', state: 'open' }
  const { code } = await call<{ code: string }>(admin, 'POST', '/checkpoints', place)
  const { devices } = await kakou.kakou<{ devices: { token: string }[] }>('device', 'create', '--checkpoint', code)
  const token = devices[0]?.token ?? ''
  const item = (kind: string, more: object) =>
    admin.request.post('/api/v1/items', {
      headers: { Authorization: `Bearer ${token}` },
      data: { items: [{ kind, id: randomUUID(), occurredAt: new Date().toISOString(), ...more }] },
    })

  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  await page.goto('/command?alert-kind=queue')
  await item('queue', { vehicles: 87 })
  const row = page.locator('li', { hasText: NAME }).filter({ hasText: '排队 87 辆' })
  await expect(row).toBeVisible()
  await row.getByRole('button').first().click()
  await page.keyboard.press('a')
  await expect(row.getByRole('button', { name: '接收' })).toBeHidden()
  await page.keyboard.press('n')
  await expect(row.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('已增开一道')
  await page.keyboard.press('Enter')
  await expect(row.getByText('已增开一道')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('section[aria-label="待处置"]').analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await page.keyboard.press('e')
  await expect(row.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('车辆已疏散')
  await page.keyboard.press('Enter')
  await expect(row).toBeHidden()

  // Found among all that were ever closed by its checkpoint's name, which stands in the address.
  await page.goto('/command/alerts')
  await page.getByLabel('卡口名称或编号').fill(NAME)
  await expect(page).toHaveURL(/find=/)
  await expect(page.getByText('共 1 条')).toBeVisible()
  await page
    .getByRole('row', { name: new RegExp(NAME) })
    .getByRole('link')
    .first()
    .click()
  await expect(page.getByText('已处置 · 车辆已疏散')).toBeVisible()
  await expect(page).toHaveURL(/find=.*alert=/)

  // Of this checkpoint alone, picked by its name: a pause tells who is not heard of, and is ended again.
  await page.getByLabel('原因').fill('卡口检修')
  await page.getByRole('radio', { name: '指定卡口' }).check()
  await page.getByLabel('按名称或编号找').fill(NAME)
  await page.getByRole('checkbox', { name: code }).check()
  await page.getByRole('button', { name: '停用', exact: true }).click()
  const pause = page.locator('li', { hasText: '卡口检修' })
  await expect(pause).toContainText(NAME)
  await pause.getByRole('button', { name: '立即结束' }).click()
  await expect(pause).toBeHidden()

  await page.goto(`/command/instructions?to=${code}`)
  await page.getByLabel('指令内容').fill('增开一道，二十分钟内疏散')
  await page.getByRole('button', { name: '下达给 1 个卡口' }).click()
  const sent = page.locator('li', { hasText: '增开一道，二十分钟内疏散' })
  await expect(sent.getByText('0/1 已签收')).toBeVisible()
  const { instructions } = await call<{ instructions: { id: string; text: string }[] }>(page, 'GET', '/instructions')
  const { id } = instructions.find(({ text }) => text.startsWith('增开一道')) ?? { id: '' }
  await item('read', { instruction: id })
  await page.goto(`/command/instructions#${id}`)
  await expect(sent.getByText('1 个卡口都已签收')).toBeVisible()
  // The link opens it: who has read it, of each checkpoint.
  await expect(sent.getByText(/\d\d:\d\d 签收/)).toBeVisible()
  const closed = { headers: { 'X-Kakou': '1' }, data: { state: 'closed' } }
  expect((await admin.request.patch(`/api/v1/checkpoints/${code}`, closed)).ok()).toBe(true)
})
