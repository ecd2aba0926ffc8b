/** An empty server, from the one-time code to a paired tablet, and the sign-in that everybody meets afterwards. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { expect, test } from './support/fixtures'
import { call } from './support/people'

test.use({ serverOptions: { demo: 'off' } })
test.describe.configure({ mode: 'serial' })

const PASSWORD = 'three plain words'
const [WEST, SOUTH, EAST, NORTH] = [119.6, 30.6, 119.8, 30.8]
const MIDDLE: [number, number] = [119.7, 30.7]

const road = (highway: string, ref: string, coordinates: [number, number][]) => ({
  type: 'Feature',
  properties: { highway, ref },
  geometry: { type: 'LineString', coordinates },
})
const ROADS = {
  type: 'FeatureCollection',
  features: [
    road('primary', 'S205', [[WEST - 0.1, 30.7], MIDDLE, [EAST + 0.1, 30.7]]),
    road('secondary', 'X118', [[119.7, SOUTH - 0.1], MIDDLE, [119.7, NORTH + 0.1]]),
  ],
}
const BOUNDARY = {
  type: 'Feature',
  properties: {},
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [WEST, SOUTH],
        [EAST, SOUTH],
        [EAST, NORTH],
        [WEST, NORTH],
        [WEST, SOUTH],
      ],
    ],
  },
}
const HTML = '<img src=x onerror="document.title=1"><b id=hit>x</b>'
const file = (name: string, content: unknown) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})

const signIn = async (page: Page, password: string) => {
  // Before its script is there, the form sends nothing.
  await expect(page.getByRole('button', { name: '登录', exact: true })).toBeEnabled()
  await page.getByLabel('账号').fill('guanli')
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

let pairingAddress = ''

test('the one-time code leads through all the steps', async ({ kakou, openScreen }) => {
  const code = /one-time code (\S+)/.exec(kakou.output())?.[1] ?? ''
  const page = await openScreen('desktop')
  await page.goto('/login')
  await page.getByRole('link', { name: '开始设置' }).click()

  await page.getByLabel('一次性码').fill('ABCD-2345-WXYZ')
  await page.getByLabel('账号').fill('guanli')
  await page.getByLabel('密码').fill(PASSWORD)
  const make = page.getByRole('button', { name: '建管理员' })
  await make.click()
  await expect(page.getByText('一次性码不对')).toBeVisible()
  await page.getByLabel('一次性码').fill(code)
  await page.getByLabel('密码').fill('short')
  await make.click()
  await expect(page.getByText('「密码」不合要求')).toBeVisible()
  await page.getByLabel('密码').fill(PASSWORD)
  await make.click()

  await page.getByLabel('辖区名称').fill('云岭县')
  await page.getByRole('button', { name: '保存' }).click()

  await page.locator('input[name=roads]').setInputFiles(file('roads.geojson', JSON.stringify(ROADS).slice(0, 200)))
  await page.locator('input[name=boundary]').setInputFiles(file('boundary.geojson', BOUNDARY))
  await page.getByRole('button', { name: '导入' }).click()
  await expect(page.getByText(/路网文件在第 \d+ 字节处中断/)).toBeVisible()
  await page.locator('input[name=roads]').setInputFiles(file('roads.geojson', ROADS))
  await page.getByRole('button', { name: '导入' }).click()

  await page.getByLabel('名称').fill('吉口卡口')
  const map = page.locator('.leaflet-container')
  await expect(map).toBeVisible()
  // The middle of the county is the middle of its map, once it lies there, and two roads cross there.
  await expect(async () => {
    const box = await map.boundingBox()
    await map.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } })
    await expect(page.getByText(/在 (S205|X118) 上/)).toBeVisible({ timeout: 5_000 })
    await expect(page.getByLabel('经度')).toHaveValue(/^119\.(699|70)/, { timeout: 5_000 })
  }).toPass()
  await page.getByRole('button', { name: '放置卡口' }).click()

  await page.getByRole('button', { name: '出配对码' }).click()
  const shown = page.locator('output')
  await expect(shown).toHaveText(/^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$/)
  pairingAddress = `/tablet?code=${(await shown.textContent())?.replace(' ', '')}`
  await page.getByRole('link', { name: '完成，去指挥' }).click()
  await expect(page).toHaveURL(/\/command/)
})

test('the code pairs a tablet; reported lost, it is shut out', async ({ openScreen }) => {
  const tablet = await openScreen('tablet')
  await tablet.goto(pairingAddress)
  await expect(tablet.getByText('吉口卡口').first()).toBeVisible()
  expect(new URL(tablet.url()).search, 'the code is gone from the address').toBe('')

  const page = await openScreen('desktop')
  await page.goto('/admin/tablets')
  await expect(page).toHaveURL(/\/login\?next=%2Fadmin%2Ftablets/)
  await signIn(page, PASSWORD)
  await expect(page).toHaveURL(/\/admin\/tablets/)
  const row = page.getByRole('row').filter({ hasText: '吉口卡口' })
  await expect(row).toContainText('在用')
  await row.getByRole('button').click()
  await page.getByRole('button', { name: /^挂失…/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('不能撤销')
  await dialog.getByRole('button', { name: '挂失' }).click()
  await expect(row).toContainText('已挂失')
})

test('a wrong password says what to do, a right one leads on, and only within this site', async ({ openScreen }) => {
  const page = await openScreen('phone')
  await page.goto('/login?next=//elsewhere.example/')
  await signIn(page, 'not the password')
  await expect(page.getByText('账号或密码不对')).toBeVisible()
  await signIn(page, PASSWORD)
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/command/)
  await page.goto('/')
  await expect(page.getByText('已登录：guanli')).toBeVisible()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page.getByRole('link', { name: '登录', exact: true })).toBeVisible()
  await page.goto('/admin')
  await expect(page).toHaveURL(/\/login/)
})

test('English is one tap away, everywhere, and stays', async ({ openScreen }) => {
  const page = await openScreen('phone')
  await page.goto('/')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await page.goto('/login')
  await expect(page.getByLabel('Username')).toBeVisible()
})

test('no page is wider than a phone', async ({ openScreen }) => {
  const page = await openScreen('phone')
  const paths = [
    '/',
    '/login',
    '/admin',
    '/admin/tablets',
    '/admin/roads',
    '/admin/people',
    '/admin/jurisdiction',
    '/admin/staff',
    '/admin/policy',
    '/admin/watchlist',
  ]
  await page.goto('/login')
  await signIn(page, PASSWORD)
  await expect(page).toHaveURL(/\/command/)
  for (const path of paths) {
    await page.goto(path)
    if (path.startsWith('/admin')) await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      path,
    ).toBeLessThanOrEqual(0)
  }
})

test('roads and places whose names are HTML are text in the planner and on the map', async ({ kakou, openScreen }) => {
  const lane = road('tertiary', '', [[119.65, SOUTH - 0.1], [119.65, 30.7], MIDDLE])
  const named = { ...lane, properties: { highway: 'tertiary', name: HTML } }
  const village = {
    type: 'Feature',
    properties: { name: HTML, place: 'village', population: 300 },
    geometry: { type: 'Point', coordinates: [119.65, 30.69] },
  }
  const write = (name: string, content: unknown) => {
    const path = join(kakou.dataDir, name)
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  const roads = write('html-roads.geojson', { ...ROADS, features: [...ROADS.features, named] })
  const places = write('html-places.geojson', { type: 'FeatureCollection', features: [village] })
  const boundary = write('html-boundary.geojson', BOUNDARY)
  await kakou.kakou('roads', 'import', roads, '--boundary', boundary, '--places', places)

  const page = await openScreen('desktop')
  await page.goto('/login')
  await signIn(page, PASSWORD)
  await expect(page).toHaveURL(/\/command/)
  for (const path of ['/planner', '/planner?list=places', '/planner?list=roads', '/command']) {
    await page.goto(path)
    if (path.startsWith('/planner')) await expect(page.getByText(HTML).first(), path).toBeVisible()
    else await expect(page.locator('.leaflet-container')).toBeVisible()
    await expect(page.locator('#hit, img[src="x"]'), path).toHaveCount(0)
    await expect(page, path).not.toHaveTitle('1')
  }
})

test('a name that is HTML is text on every screen', async ({ openScreen }) => {
  const page = await openScreen('desktop')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/login')
  await signIn(page, PASSWORD)
  await expect(page).toHaveURL(/\/command/)
  const place = { name: HTML, lng: 119.7, lat: 30.65, kind: 'village', ring: 'county', state: 'open' }
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
