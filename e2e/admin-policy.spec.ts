/** What an administrator changes in /admin reaches a tablet that is connected, and an import says first what it would do. */
import type { Page } from 'playwright/test'
import postgres from 'postgres'
import { pairTablet } from './support/barrier'
import { expect, test } from './support/fixtures'
import { call, signIn } from './support/people'

/** Frames that a page's socket got, as text. */
const framesOf = (page: Page): string[] => {
  const frames: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  return frames
}

test('a threshold, a risk area and a watched plate are on the tablet as soon as they are in force', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const tablet = await openScreen('tablet')
  const frames = framesOf(tablet)
  await pairTablet(tablet, admin, 'K02')

  await admin.goto('/admin/policy')
  await admin.getByLabel('耳温').fill('37.4')
  await admin.getByRole('button', { name: /^风险地区/ }).click()
  await admin.getByRole('button', { name: '添加风险地区' }).click()
  await admin.getByLabel('找地区').fill('武汉 江岸')
  await admin.getByRole('button', { name: /江岸区/ }).click()
  await admin.getByLabel('号牌开头').fill('鄂a')
  await admin.getByRole('button', { name: '放进草稿' }).click()
  // What is not in force yet outlives a reload, and names what it changes.
  await admin.reload()
  await expect(admin.getByText('2 处改动还没有生效')).toBeVisible()
  await admin.getByRole('button', { name: '审看并生效' }).click()
  await expect(admin.getByText('风险地区「湖北省武汉市江岸区」')).toBeVisible()
  await admin.getByLabel('依据或原因').fill('省指挥部第 12 号通知')
  await admin.getByRole('button', { name: '全县生效' }).click()
  await expect(admin.getByText(/第 \d+ 版已生效/)).toBeVisible()
  await expect
    .poll(() => frames.some((frame) => /"ear":37\.4/.test(frame) && frame.includes('"plates":["鄂A"]')))
    .toBe(true)

  const watched = async () => (await call<{ subjects: unknown[] }>(admin, 'GET', '/policy/watchlist')).subjects.length
  const before = await watched()
  await admin.goto('/admin/watchlist')
  await admin.getByRole('button', { name: '添加对象' }).click()
  await admin.getByRole('textbox', { name: '号牌' }).last().fill('浙E·0W0W7')
  await admin.getByLabel('按哪条规定').selectOption({ label: '协查名单' })
  await admin.getByLabel(/^原因/).fill('涉嫌闯卡')
  await admin.getByRole('button', { name: '放进待生效' }).click()
  await admin.getByRole('button', { name: '生效', exact: true }).click()
  await expect(admin.getByText(`现有 ${before + 1} 个对象`)).toBeVisible()
  await expect
    .poll(() => frames.some((frame) => frame.match(/"watchlist":\{[^}]*"count":(\d+)/)?.[1] === String(before + 1)))
    .toBe(true)
  expect(frames.join()).not.toContain('0W0W7')
  await expect(admin.getByRole('cell', { name: '浙E·0W**7', exact: true })).toBeVisible()
})

test('a file of checkpoints says what it would change, then changes it', async ({ kakou, openScreen }) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'admin')
  await page.goto('/admin')
  await page.getByRole('button', { name: '导入' }).click()
  const choose = (table: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: '卡口.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await choose('编码,名称,经度,纬度,类型\nK99,新桥卡口,abc,28.6,山洞')
  await page.getByRole('button', { name: '看会改什么' }).click()
  await expect(page.getByText('有 2 处不对，一个也没有导入')).toBeVisible()
  await expect(page.getByText('第 2 行 · 经度')).toBeVisible()
  const { checkpoints } = await call<{ checkpoints: { lng: number; lat: number }[] }>(page, 'GET', '/checkpoints')
  const { lng, lat } = checkpoints[0] ?? { lng: 119, lat: 28 }
  await choose(`编码,名称,状态,经度,纬度,包保责任人\nK99,新桥卡口,拟设,${lng},${lat},周明`)
  await page.getByRole('button', { name: '看会改什么' }).click()
  await expect(page.getByText('新增 1，修改 0，不变 0')).toBeVisible()
  await expect(page.getByRole('cell', { name: '新桥卡口' })).toHaveCount(0)
  await page.getByRole('button', { name: '导入 1 个卡口' }).click()
  await expect(page.getByRole('row', { name: /新桥卡口 K99.*周明/ })).toBeVisible()
})

test('people come in from a file with a PIN each, and a link to a line of the audit opens the page that holds it', async ({
  kakou,
  openScreen,
}) => {
  const page = await openScreen('desktop')
  await signIn(page, kakou, 'admin')
  await page.goto('/admin/staff')
  await page.getByRole('button', { name: '导入' }).click()
  const choose = async (table: string) => {
    const buffer = Buffer.from(table)
    await page.locator('input[type=file]').setInputFiles({ name: '人员.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: '看会改什么' }).click()
  }
  await choose('姓名,单位\n,公安局')
  await expect(page.getByText('第 2 行 · 姓名')).toBeVisible()
  await choose('姓名,单位\n司徒文,城管局\n司徒武,城管局')
  await expect(page.getByText('新增 2，修改 0，不变 0')).toBeVisible()
  await page.getByRole('button', { name: '导入 2 人' }).click()
  await expect(page.getByRole('heading', { name: '2 个新 PIN' })).toBeVisible()
  await expect(page.getByRole('row', { name: /司徒武 城管局/ })).toHaveCount(2)

  const { lines } = await call<{ lines: { id: string }[] }>(page, 'GET', '/audit?verb=staff.import')
  const line = lines[0]?.id ?? ''
  for (let more = 0; more < 101; more++) {
    const answer = await page.request.get('/api/v1/devices.csv')
    expect(answer.ok()).toBe(true)
  }
  await page.goto(`/admin/audit?line=${line}`)
  await expect(page.getByText('从链接的那条记录起往前')).toBeVisible()
  await expect(page.getByRole('complementary').getByText('卡口人员 · 导入')).toBeVisible()
  await page.getByRole('button', { name: '看最新的' }).click()
  await expect(page.getByText('从链接的那条记录起往前')).toHaveCount(0)
  await expect(page.getByRole('complementary')).toHaveCount(0)
})

test('somebody is put down, into a crew, and the tablet of that checkpoint knows him', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const tablet = await openScreen('tablet')
  const frames = framesOf(tablet)
  await pairTablet(tablet, admin, 'K04')
  await admin.goto('/admin/staff')
  await admin.getByRole('button', { name: '登记人员' }).click()
  await admin.getByLabel('姓名', { exact: true }).fill('钱学礼')
  await admin.getByLabel('单位', { exact: true }).fill('派出所')
  await admin.getByRole('button', { name: '登记', exact: true }).click()
  await expect(admin.getByText('只在这里显示一次')).toBeVisible()
  await admin.goto('/admin?code=K04')
  await admin.getByRole('button', { name: '班组', exact: true }).click()
  await admin.getByRole('combobox', { name: '加人' }).first().selectOption({ label: '钱学礼 · 派出所' })
  await admin.getByRole('button', { name: '保存' }).click()
  await expect(admin.getByText(/已保存/)).toBeVisible()
  await expect.poll(() => frames.some((frame) => frame.includes('"roster"') && frame.includes('钱学礼'))).toBe(true)
})

test('of thousands of names those in sight are drawn, and any of them is found', async ({ kakou, openScreen }) => {
  const { databaseUrl } = await kakou.kakou<{ databaseUrl: string }>('doctor')
  const sql = postgres(databaseUrl, { max: 1 })
  try {
    await sql`
      insert into staff (id, name, agency, jurisdiction_id, created_at)
      select gen_random_uuid(), '长名单' || lpad(n::text, 5, '0'), '长名单', j.id, now()
      from generate_series(1, 5000) n, (select id from jurisdictions order by length(path) limit 1) j`
    const page = await openScreen('desktop')
    await signIn(page, kakou, 'admin')
    await page.goto('/admin/staff')
    await expect(page.getByRole('heading', { name: /^班组人员 5,\d{3}$/ })).toBeVisible()
    const drawn = page.getByRole('cell', { name: /^长名单\d{5}$/ })
    await expect(page.getByRole('row').nth(20)).toBeVisible()
    expect(await page.getByRole('row').count()).toBeLessThan(200)
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
    await expect(drawn.filter({ hasText: /长名单02[3-6]/ }).first()).toBeVisible()
    expect(await page.getByRole('row').count()).toBeLessThan(200)
    await page.getByRole('searchbox').fill('长名单04321')
    await expect(drawn).toHaveText(['长名单04321'])
    await expect(drawn).toBeInViewport()
  } finally {
    await sql`delete from staff where agency = '长名单'`
    await sql.end()
  }
})
