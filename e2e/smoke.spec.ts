import { expect, picture, test } from './support/fixtures'

test('the server is up, and says so', async ({ kakou, request }) => {
  expect((await request.get('/healthz')).status()).toBe(200)
  expect((await request.get('/readyz')).status()).toBe(200)
  expect(kakou.output()).toContain(String(kakou.port))
})

test('the start page stands, in Chinese, without a mistake in the console', async ({ openScreen }) => {
  const page = await openScreen('desktop')
  const mistakes: string[] = []
  page.on('pageerror', (error) => mistakes.push(error.message))
  page.on('console', (message) => {
    // Whether somebody is signed in is asked of the server; its no is no mistake, yet the browser notes it.
    const signedOut = message.text().includes('401') && message.location().url.includes('/api/')
    if (message.type() === 'error' && !signedOut) mistakes.push(`${message.text()} ${message.location().url}`)
  })
  const answer = await page.goto('/')
  expect(answer?.status()).toBe(200)
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/)
  expect(mistakes).toEqual([])
  await picture(page, 'start')
})

test('what a page asks for outside is refused and noticed', async ({ openScreen, outside }) => {
  const page = await openScreen('desktop')
  await page.setContent('<img src="http://tiles.example/1.png"><img src="https://fonts.example/2.png">')
  // Whatever order they come in, and however far apart.
  const asked = new Set<string>()
  const all = () => {
    for (const one of outside.take()) asked.add(one)
    return [...asked].sort().join(' ')
  }
  await expect.poll(all).toMatch(/fonts\.example:443 .*tiles\.example/)
})

test('a killed server comes back on the same data', async ({ kakou, request }) => {
  await kakou.kill()
  await kakou.start()
  expect((await request.get('/readyz')).status()).toBe(200)
})
