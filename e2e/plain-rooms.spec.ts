/** The plain rooms on the demo county: start page, sign-in, admin. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, picture, test } from './support/fixtures'
import { call, enter, printedAccount, signIn } from './support/people'

test('the start page says what each room is for, to everybody and to each role its own', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await page.goto('/')
  for (const room of ['卡口平板', '指挥', '规划', '管理'])
    await expect(page.getByRole('link', { name: new RegExp(`^${room}`) })).toBeVisible()
  await picture(page, 'start')
  await page.goto('/login')
  await picture(page, 'login')
  await signIn(page, kakou, 'command')
  await page.goto('/')
  await expect(page.getByText('已登录')).toBeVisible()
  await expect(page.getByRole('link', { name: /^管理/ })).toHaveCount(0)
  await page.goto('/admin')
  await expect(page.getByText('这个账号不能进入「管理」')).toBeVisible()
})

test('a sign-in that is typed before the page is awake is kept, and goes nowhere by itself', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held
    await route.continue()
  })
  const { username, password } = printedAccount(kakou, 'planner')
  await page.goto('/login', { waitUntil: 'commit' })
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[name=password]').fill(password)
  await page.locator('input[name=password]').press('Enter')
  letThrough()
  await page.locator('form button[type=submit]').click()
  await expect(page).toHaveURL(/\/command$/)
})

test('a checkpoint is withdrawn by hand, and back by undo', async ({ kakou, openScreen }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'admin')
  await page.goto('/admin')
  const code = await page.getByRole('row').filter({ hasText: '正常' }).first().getByRole('cell').nth(1).innerText()
  // By its code: which row is the first that works changes with the hour, and with this.
  const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: code, exact: true }) })
  await row.getByRole('combobox').selectOption('撤点')
  // While somebody points at it, it stays.
  await page.getByRole('button', { name: '撤销' }).hover()
  await expect(row.getByRole('cell').nth(6)).toHaveText('撤点')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(row.getByRole('combobox')).toHaveValue('open')
  await expect(row.getByRole('cell').nth(6)).not.toHaveText('撤点')
})

test('an account is made with a password that is told once, signs in, and is shut', async ({ kakou, openScreen }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'admin')
  await page.goto('/admin/people')
  const add = page.getByRole('button', { name: '添加账号' })
  // By keyboard: the panel takes the focus past the whole list, Esc leaves the field, then closes, and gives it back.
  await add.press('Enter')
  const panel = page.getByRole('complementary')
  await expect(panel.locator('header')).toBeFocused()
  await panel.getByRole('textbox', { name: '账号' }).press('Escape')
  await expect(panel.locator('header')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(add).toBeFocused()
  await add.press('Enter')
  await page.getByRole('textbox', { name: '账号' }).fill('planner2')
  await page.getByRole('combobox', { name: '角色' }).selectOption('规划')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  const password = await page.locator('output').innerText()

  const other = await openScreen('phone')
  await enter(other, 'planner2', password)
  await expect(other).not.toHaveURL(/\/login/)

  const row = page.getByRole('row').filter({ hasText: 'planner2' })
  await row.getByRole('button').click()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('button', { name: /^停用账号/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row).toContainText('已停用')
  await enter(other, 'planner2', password)
  await expect(other.getByText('账号或密码不对')).toBeVisible()
})

test('a pairing code is asked for from a checkpoint’s row', async ({ kakou, openScreen }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'admin')
  await page.goto('/admin')
  await page
    .getByRole('row')
    .nth(1)
    .getByRole('button', { name: /的操作$/ })
    .click()
  await page.getByRole('button', { name: /^配对平板/ }).click()
  await page.getByRole('button', { name: '出配对码' }).click()
  await expect(page.getByText('只能用一次')).toBeVisible()
  await picture(page, 'admin-tablets')
})

test('a session that ended elsewhere is begun again above the page, which keeps what was written', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'command')
  await page.goto('/command/instructions')
  const text = page.getByLabel('指令内容')
  await text.fill('一条还没有下达的指令')
  const end = () => page.request.delete('/api/v1/session', { headers: { 'X-Kakou': '1' } })
  await end()
  const asked = page.getByRole('dialog', { name: '登录已失效' })
  await expect(asked).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  // No key takes it away, and the page with it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(asked).toBeVisible()
  await asked.getByLabel('密码').fill('not-the-password')
  await asked.getByLabel('密码').press('Enter')
  await expect(asked.getByRole('alert')).toContainText('密码不对')
  await asked.getByLabel('密码').fill(printedAccount(kakou, 'command').password)
  await asked.getByLabel('密码').press('Enter')
  await expect(asked).toBeHidden()
  await expect(text).toHaveValue('一条还没有下达的指令')
  await text.fill('')
  await end()
  await asked.getByRole('button', { name: '换人登录' }).click()
  await expect(page).toHaveURL(/\/login\?next=%2Fcommand%2Finstructions/)
})

for (const screen of ['desktop', 'phone'] as const) {
  test(`nothing on the plain rooms shuts anybody out (${screen})`, async ({ kakou, openScreen }) => {
    const page = await openScreen(screen)
    const check = async (path: string) => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        path,
      ).toEqual([])
    }
    for (const path of ['/', '/login']) await check(path)
    await signIn(page, kakou, 'admin')
    const { checkpoints } = await call<{ checkpoints: { code: string }[] }>(page, 'GET', '/checkpoints')
    for (const path of [
      '/admin',
      `/admin/tablets?pair=${checkpoints[0]?.code}`,
      '/admin/roads',
      '/admin/people',
      '/admin/staff',
      '/admin/policy',
      '/admin/policy?part=areas',
      '/admin/watchlist',
      `/admin?code=${checkpoints[0]?.code}`,
      '/admin/jurisdiction',
    ])
      await check(path)
  })
}
