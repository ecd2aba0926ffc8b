import { expect, type Page } from 'playwright/test'
import type { KakouServer } from './server'

/** Four groups of four, without letters and digits that look alike. */
const PASSWORD = /^\s+(\S+)\s+([a-z2-9]{4}(?:-[a-z2-9]{4}){3})\s.*\((\w+)\)\s*$/gm

type Role = 'admin' | 'command' | 'planner' | 'supervisor' | 'staff' | 'health' | 'reporter'

/** The demo's account with this role, as the first start printed it. */
export function printedAccount(kakou: KakouServer, role: Role): { username: string; password: string } {
  for (const [, username, password, of] of kakou.output().matchAll(PASSWORD)) {
    if (username !== undefined && password !== undefined && of === role) return { username, password }
  }
  throw new Error(`no account of role ${role} was printed:\n${kakou.output()}`)
}

/** Through the form, as people do; whatever comes of it. */
export async function enter(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login')
  // Before its script is there, the form sends nothing.
  await expect(page.locator('form button[type=submit]')).toBeEnabled()
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[name=password]').fill(password)
  await page.locator('input[name=password]').press('Enter')
}

/** The page stands in the role's first room then. */
export async function signIn(page: Page, kakou: KakouServer, role: Role): Promise<void> {
  const { username, password } = printedAccount(kakou, role)
  await enter(page, username, password)
  await expect(page).not.toHaveURL(/\/login/)
}

/** What the page's own person may do over HTTP: the browser's cookie, and the header that marks our own pages. */
export async function call<Answer>(page: Page, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  const answer = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { 'X-Kakou': '1' },
    ...(body !== undefined && { data: body }),
  })
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true)
  return await answer.json()
}
