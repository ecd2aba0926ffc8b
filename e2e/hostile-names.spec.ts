/** Names that are HTML: every screen shows them as the text that they are. */
import { expect, test } from './support/fixtures'
import { call, signIn } from './support/people'

const HTML = '<img src=x onerror="document.title=1"><b id=hit>x</b>'

test('a name that is HTML is text on every screen', async ({ kakou, openScreen }) => {
  const page = await openScreen('desktop')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await signIn(page, kakou, 'admin')
  const place = { name: HTML, lng: 119.6, lat: 30.65, kind: 'village', ring: 'county', state: 'open' }
  const { code } = await call<{ code: string }>(page, 'POST', '/checkpoints', place)
  await call(page, 'POST', '/users', { username: 'html', displayName: HTML, role: 'staff' })
  await call(page, 'POST', '/keys', { name: HTML, role: 'gate' })
  for (const path of ['/admin', '/admin/people', '/admin/keys', `/command?checkpoint=${code}`, '/planner']) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    if (path.startsWith('/admin')) await expect(page.getByText(HTML).first(), path).toBeVisible()
    await expect(page.locator('#hit, img[src="x"]'), path).toHaveCount(0)
    await expect(page, path).not.toHaveTitle('1')
  }
  expect(asked.filter((path) => path.endsWith('/x'))).toEqual([])
})
