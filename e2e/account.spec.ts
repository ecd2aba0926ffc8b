/** One's own account, keys of programs, and what a page may run. */
import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TOTP } from 'otpauth'
import type { Page } from 'playwright/test'
import { expect, picture, test } from './support/fixtures'
import { call, enter, printedAccount, signIn } from './support/people'

const APP = fileURLToPath(new URL('../app', import.meta.url))

/** The path of each page that there is: a new one is visited by being there. */
const everyPage = (): string[] =>
  readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => basename(file) === 'page.tsx')
    .map((file) => `/${dirname(file)}`.replace('/.', '/'))

/** What the page's console complains of, refusals by its Content-Security-Policy among it. */
const complaints = async (page: Page): Promise<string[]> => {
  const said: string[] = []
  // A refusal that a script caught stands in no console.
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`)
    })
  })
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => said.push(`${page.url()}: ${error.message}`))
  return said
}

test('pages run what was built and nothing that is put into them, and have nothing to complain of', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  const said = await complaints(page)
  const visit = async (path: string) => {
    const answer = await page.goto(path)
    await page.waitForLoadState('networkidle')
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy, path).toMatch(/script-src 'self' 'wasm-unsafe-eval'(?: 'sha256-[\w+/=]+')+;/)
    expect(policy, path).toContain("frame-ancestors 'none'")
  }
  for (const path of ['/', '/login', '/tablet', '/setup']) await visit(path)
  await signIn(page, kakou, 'admin')
  for (const path of everyPage()) await visit(path)
  expect(said).toEqual([])
  await visit('/command/nowhere')
  expect(said.splice(0), 'that there is no such page, and nothing else').toEqual([expect.stringContaining('404')])

  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "run"'
    document.body.append(script)
    document.body.insertAdjacentHTML('beforeend', '<img src="/none" onerror="document.title = \'run\'">')
  })
  await expect.poll(() => said.filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThan(1)
  await expect(page).not.toHaveTitle('run')
})

test('another password, other sign-ins ended, and a code from an app', async ({ kakou, openScreen }) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const body = { username: 'duty', role: 'admin', password: 'first-password-of-duty' }
  await call(admin, 'POST', '/users', body)
  const [page, other] = [await openScreen('desktop'), await openScreen('phone')]
  await enter(page, 'duty', 'first-password-of-duty')
  await expect(page).not.toHaveURL(/\/login/)
  await enter(other, 'duty', 'first-password-of-duty')
  await expect(other).not.toHaveURL(/\/login/)

  // Somebody else gave the password: every room leads to where it is changed.
  await page.goto('/admin')
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByText('先换成自己的')).toBeVisible()
  await expect(page.getByRole('region', { name: '登录在哪里' }).getByRole('row')).toHaveCount(3)
  await page.getByLabel('原密码').fill('first-password-of-duty')
  await page.getByLabel('新密码').fill('second-password-of-duty')
  await page.getByRole('button', { name: '更换密码' }).click()
  await expect(page.getByText('其他 1 处已退出登录')).toBeVisible()
  await expect(page.getByText('先换成自己的')).toHaveCount(0)
  await expect(page.getByRole('region', { name: '登录在哪里' }).getByRole('row')).toHaveCount(2)
  await other.reload()
  await expect(other).toHaveURL(/\/login/)

  await page.getByRole('button', { name: '加验证器' }).click()
  await page.getByLabel('密码', { exact: true }).fill('second-password-of-duty')
  await page.getByRole('button', { name: '下一步' }).click()
  const secret = (await page.locator('output').innerText()).replaceAll(' ', '')
  const code = () => new TOTP({ secret }).generate()
  const first = code()
  await page.getByLabel('App 上现在的 6 位数字').fill(first)
  await page.getByRole('button', { name: '确认' }).click()
  const recovery = await page.getByRole('listitem').first().innerText()
  await page.getByRole('button', { name: '已抄下' }).click()
  await expect(page.getByText('恢复码还剩 10 个')).toBeVisible()

  await enter(other, 'duty', 'second-password-of-duty')
  await other.getByLabel('验证码').fill(first)
  await other.getByLabel('验证码').press('Enter')
  await expect(other.getByText('验证码不对，或已经用过')).toBeVisible()
  await other.getByLabel('验证码').fill(recovery)
  await other.getByLabel('验证码').press('Enter')
  await expect(other).not.toHaveURL(/\/login/)
  await page.reload()
  await expect(page.getByText('恢复码还剩 9 个')).toBeVisible()
  await picture(page, 'account')
  await page.getByRole('button', { name: '退出', exact: true }).click()
  const asked = page.getByRole('dialog', { name: /退出登录/ })
  await asked.getByLabel('密码').fill('not-the-password')
  await asked.getByRole('button', { name: '退出', exact: true }).click()
  await expect(asked.getByRole('alert')).toHaveText('密码不对')
  await asked.getByLabel('密码').fill('second-password-of-duty')
  await asked.getByLabel('密码').press('Enter')
  await expect(page.getByRole('region', { name: '登录在哪里' }).getByRole('row')).toHaveCount(2)
  await other.reload()
  await expect(other).toHaveURL(/\/login/)
})

test('a key is made, told once, and revoked', async ({ kakou, openScreen, request }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'admin')
  await page.goto('/admin/keys')
  await page.getByRole('button', { name: '新建密钥' }).click()
  await page.getByRole('textbox', { name: '用途' }).fill('北门大屏')
  await page.getByRole('combobox', { name: '权限' }).selectOption('指挥')
  // As it is ten minutes after the password was shown last: the server asks once, then takes the same call.
  let asks = 1
  await page.route('**/api/v1/keys', (route) =>
    route.request().method() === 'POST' && asks-- > 0
      ? route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: 'urn:kakou:password-again', title: 'once more', status: 403 }),
        })
      : route.fallback(),
  )
  await page.getByRole('button', { name: '新建', exact: true }).click()
  const asked = page.getByRole('dialog', { name: '先确认是本人' })
  await asked.getByLabel('密码').fill('not-the-password')
  await asked.getByLabel('密码').press('Enter')
  await expect(asked.getByRole('alert')).toHaveText('密码不对')
  await asked.getByLabel('密码').fill(printedAccount(kakou, 'admin').password)
  await asked.getByRole('button', { name: '确认，继续' }).click()
  await expect(asked).toHaveCount(0)
  const key = await page.locator('output').innerText()
  const ask = () => request.get('/api/v1/checkpoints', { headers: { Authorization: `Bearer ${key}` } })
  expect((await ask()).status()).toBe(200)
  const row = page.getByRole('row').filter({ hasText: '北门大屏' })
  await row.getByRole('button', { name: '吊销…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click()
  await expect(row).toContainText('吊销')
  await expect(row.getByRole('button')).toHaveCount(0)
  expect((await ask()).status()).toBe(401)
})
