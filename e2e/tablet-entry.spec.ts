/** The tablet at the barrier: taps, network, fever, taking back; two tabs; what gloves and eyes need. */
import type { Page } from 'playwright/test'
import {
  allSent,
  badge,
  isRaised,
  key,
  pairTablet,
  place,
  save,
  saveKey,
  tapAll,
  typeCar,
  workingCheckpoint,
} from './support/barrier'
import { expect, test } from './support/fixtures'
import { fitForGloves } from './support/gloves'
import { mayBeInstalled } from './support/installable'
import { call, signIn } from './support/people'
import { buzzes, DUE_BUZZ, keepBuzzes, moveClock } from './support/ringing'
import type { KakouServer } from './support/server'
import { plateIsKept } from './support/tablet-store'

type Open = (screen: 'desktop' | 'tablet' | 'tabletLandscape' | 'phone') => Promise<Page>
type Counted = { today: { vehiclesIn: number; held: number; fevers: number; highReadings: number } }

/** An administrator's page, and a checkpoint that works. */
async function atCheckpoint(kakou: KakouServer, openScreen: Open): Promise<{ admin: Page; code: string }> {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { code } = await workingCheckpoint(admin)
  return { admin, code }
}

const today = async (admin: Page, code: string) => (await call<Counted>(admin, 'GET', `/checkpoints/${code}`)).today
/** The worker has the page and all that it needs: it takes a page over only then. */
const keptForOffline = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)

test('a car with two people takes 14 taps from an empty tablet', async ({ kakou, openScreen }) => {
  const { admin, code } = await atCheckpoint(kakou, openScreen)
  const before = await today(admin, code)
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, code)
  await tablet.evaluate(() => {
    document.documentElement.dataset.taps = '0'
    document.addEventListener(
      'click',
      () => {
        document.documentElement.dataset.taps = String(Number(document.documentElement.dataset.taps) + 1)
      },
      { capture: true },
    )
  })
  await tapAll(tablet, [...'浙E8M5J6', ...'365', ...'364'])
  await expect(saveKey(tablet)).toHaveText('保存并放行')
  await save(tablet)
  const taps = Number(await tablet.locator('html').getAttribute('data-taps'))
  expect(taps).toBeLessThanOrEqual(14)
  await allSent(tablet)
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn + 1)
  // The province stays: the next one takes 13.
  await expect(tablet.getByLabel('号牌第 1 位，浙')).toBeVisible()
  await thumbsOf(tablet)
})

/** One thumb down before the other is up, a slow one, and one that thinks better of it. */
async function thumbsOf(tablet: Page): Promise<void> {
  const cdp = await tablet.context().newCDPSession(tablet)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints.map((at, id) => ({ ...at, id })) })
  const at = async (name: string) => {
    const box = await key(tablet, name).boundingBox()
    if (!box) throw new Error(`${name} is not on the screen`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  await key(tablet, 'E').tap()
  await expect(place(tablet, 2, 'E')).toBeVisible()
  const [one, two] = [await at('1'), await at('2')]
  await touch('touchStart', [one])
  await touch('touchStart', [one, two])
  await touch('touchEnd', [])
  await expect(tablet.getByLabel('号牌第 3 位，1')).toBeVisible()
  await expect(tablet.getByLabel('号牌第 4 位，2')).toBeVisible()
  await touch('touchStart', [one])
  await touch('touchMove', [{ x: one.x, y: one.y + 4 }])
  await touch('touchMove', [{ x: one.x, y: one.y + 400 }])
  await touch('touchEnd', [])
  await touch('touchStart', [two])
  // Longer than a browser waits before it takes a touch for a long press.
  await tablet.waitForTimeout(700)
  await touch('touchEnd', [])
  await expect(tablet.getByLabel('号牌第 5 位，2')).toBeVisible()
}

test('from the first visit on it opens without server, and what was typed and saved is there', async ({
  kakou,
  openScreen,
}) => {
  const { admin, code } = await atCheckpoint(kakou, openScreen)
  const before = await today(admin, code)
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, code)
  await keptForOffline(tablet)
  await mayBeInstalled(tablet)
  await kakou.kill()
  try {
    await tablet.reload()
    await expect(saveKey(tablet)).toBeVisible()
    await typeCar(tablet, '浙F88881', '36.4')
    await save(tablet)
    await expect(badge(tablet)).toHaveAttribute('data-waiting', '1')
    // Half of the next one, then the page is closed and another opened.
    await tapAll(tablet, 'A77')
    const again = await tablet.context().newPage()
    await expect(place(tablet, 4, '7')).toBeVisible()
    await plateIsKept(tablet, '浙A77')
    await tablet.close()
    await again.goto('/tablet')
    await expect(again.getByLabel('号牌第 4 位，7')).toBeVisible()
    await tapAll(again, ['7', '7', '7', ...'365'])
    await save(again)
    await expect(badge(again)).toHaveAttribute('data-waiting', '2')
    await kakou.start()
    await allSent(again)
  } finally {
    if (kakou.pid() === undefined) await kakou.start()
  }
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn + 2)
})

test('two tabs of one tablet: each entry arrives once, and both know it', async ({ kakou, openScreen }) => {
  const { admin, code } = await atCheckpoint(kakou, openScreen)
  const before = await today(admin, code)
  const first = await openScreen('tablet')
  await pairTablet(first, admin, code)
  const second = await first.context().newPage()
  await second.goto('/tablet')
  await expect(saveKey(second)).toBeVisible()
  await first.context().setOffline(true)
  await typeCar(first, '浙E11111', '36.5')
  await typeCar(second, '浙E22222', '36.6')
  await save(first)
  await save(second)
  await expect(badge(first)).toHaveAttribute('data-waiting', '2')
  await expect(badge(second)).toHaveAttribute('data-waiting', '2')
  await first.context().setOffline(false)
  await allSent(first)
  await allSent(second)
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn + 2)
  // The leading tab goes; the other sends.
  await first.close()
  await typeCar(second, '浙E33333', '36.6')
  await save(second)
  await allSent(second)
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn + 3)
})

test('a fever stops: held at once, confirmed by the recheck, never sent on', async ({ kakou, openScreen }) => {
  const { admin, code } = await atCheckpoint(kakou, openScreen)
  const before = await today(admin, code)
  const tablet = await openScreen('tablet')
  await keepBuzzes(tablet)
  await pairTablet(tablet, admin, code)
  await tapAll(tablet, [...'浙E3K7P2', ...'365', ...'37'])
  await expect(tablet.getByText('体温异常')).toBeHidden()
  await key(tablet, '8').tap()
  const panel = tablet.getByRole('region', { name: '体温异常' })
  await expect(panel).toBeVisible()
  await expect(panel.getByRole('button', { name: /放行/ })).toHaveCount(0)
  await key(tablet, '靠边待复测，登记下一辆').tap()
  await allSent(tablet)
  await expect.poll(async () => (await today(admin, code)).held).toBe(before.held + 2)
  await expect.poll(async () => (await today(admin, code)).highReadings).toBe(before.highReadings + 1)

  // It stays in sight through a reload, and rings when it is due though the page is another; the second reading is high as well.
  expect(await buzzes(tablet)).not.toContain(DUE_BUZZ)
  const { document } = await call<{ document: { recheckMinutes: number } }>(admin, 'GET', '/policy')
  await moveClock(tablet, document.recheckMinutes * 60_000)
  await tablet.reload()
  await expect(tablet.getByRole('button', { name: /待复测 浙E·3K7P2/ })).toHaveAttribute('data-due', 'true')
  await expect.poll(() => buzzes(tablet)).toContain(DUE_BUZZ)
  await tablet.getByRole('button', { name: /待复测 浙E·3K7P2/ }).tap()
  await tapAll(tablet, '381')
  await expect(tablet.getByRole('region', { name: '复测确认发热' })).toBeVisible()
  await key(tablet, '转运就医').tap()
  await key(tablet, '保存处置并上报').tap()
  await expect(saveKey(tablet)).toBeVisible()
  await allSent(tablet)
  await expect.poll(async () => (await today(admin, code)).fevers).toBe(before.fevers + 1)
  await expect(tablet.getByRole('button', { name: /待复测/ })).toHaveCount(0)
  await isRaised(admin, 'fever', code)
})

test('one tap takes the last entry back, one tap lets an ambulance pass, and its plate comes after', async ({
  kakou,
  openScreen,
}) => {
  const { admin, code } = await atCheckpoint(kakou, openScreen)
  const before = await today(admin, code)
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, code)
  await typeCar(tablet, '浙E55555', '36.5')
  await save(tablet)
  await allSent(tablet)
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn + 1)
  await key(tablet, '撤销').tap()
  // What was typed is there again, and what was counted is not.
  await expect(saveKey(tablet)).toHaveText('保存并放行')
  await allSent(tablet)
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn)
  await save(tablet)

  await tapAll(tablet, 'E1')
  await key(tablet, '应急放行').tap()
  await expect(tablet.getByText('特种车').first()).toBeVisible()
  await expect(tablet.getByLabel('号牌第 3 位，1'), 'the entry that was begun is untouched').toBeVisible()
  await plateIsKept(tablet, '浙E1')
  await tablet.reload()
  await expect(tablet.getByLabel('号牌第 3 位，1'), 'also when the page is gone').toBeVisible()
  await key(tablet, '补号牌').tap()
  await tapAll(tablet, [...'E1234', '警'])
  await key(tablet, '保存更正').tap()
  await expect(tablet.getByLabel('号牌第 3 位，1'), 'and comes back after the correction').toBeVisible()
  await allSent(tablet)
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn + 2)

  // The car did not pass after all: it no longer counts, and stays in the record beside the reason.
  await key(tablet, '菜单').tap()
  await tablet.getByRole('button', { name: /浙E·55555.*已传/ }).tap()
  await key(tablet, '作废').tap()
  await expect(key(tablet, '先选原因')).toHaveAttribute('aria-disabled', 'true')
  await key(tablet, '误登，车辆未过').tap()
  await key(tablet, '确认作废').tap()
  await expect(tablet.getByRole('button', { name: /浙E·55555.*已传/ })).toHaveCount(0)
  await key(tablet, '关闭').tap()
  await expect(tablet.getByLabel('号牌第 3 位，1'), 'what was begun waits').toBeVisible()
  await expect.poll(async () => (await today(admin, code)).vehiclesIn).toBe(before.vehiclesIn + 1)
  type Recorded = { id: string; amends?: string; void?: { reason: string } }
  const path = `/entries?checkpoint=${code}&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`
  const { entries } = await call<{ entries: Recorded[] }>(admin, 'GET', path)
  const voided = entries.find((entry) => entry.void?.reason === '误登，车辆未过')
  const original = entries.find(({ id }) => id === voided?.amends)
  expect(original).toMatchObject({ vehicle: { plate: '浙E55555' }, standing: false })
})

test('who was here before costs one tap, and who is turned back owes no reading', async ({ kakou, openScreen }) => {
  const { admin, code } = await atCheckpoint(kakou, openScreen)
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, code)
  await key(tablet, '特种').tap()
  await tablet.getByRole('button', { name: /^拖拉机/ }).tap()
  await tapAll(tablet, [...'浙0512345', ...'365'])
  await save(tablet)
  await key(tablet, '特种').tap()
  await tablet.getByRole('button', { name: /^拖拉机/ }).tap()
  await tapAll(tablet, '浙0512345')
  await key(tablet, '再次通行').tap()
  await expect(tablet.locator('[data-entry]').getByText('已测')).toBeVisible()

  // The ordinary plate comes again, as a van this time: its kind is taken over with one tap.
  await tablet.getByRole('button', { name: /^车型/ }).tap()
  await key(tablet, '面包车').tap()
  await tapAll(tablet, [...'E7X7X7', ...'365'])
  await save(tablet)
  await tapAll(tablet, 'E7X7X7')
  await key(tablet, '带入').tap()
  await tablet.getByRole('button', { name: /详情/ }).tap()
  await key(tablet, '劝返').tap()
  await key(tablet, '完成').tap()
  await save(tablet)
  await allSent(tablet)
  const { entries } = await call<{ entries: Array<Record<string, unknown>> }>(
    admin,
    'GET',
    `/entries?checkpoint=${code}&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`,
  )
  expect(entries[0]).toMatchObject({
    vehicle: { plate: '浙E7X7X7', kind: 'van' },
    disposition: 'turn-back',
    people: [{ readings: [], noReading: 'exempt' }],
  })
  expect(entries[2]).toMatchObject({
    vehicle: { plate: '浙0512345', plateForm: 'special', kind: 'tractor' },
    people: [{ readings: [], noReading: 'repeat' }],
  })
})

test('a coach of 50 is one figure and one statement; an expired certificate stops its load', async ({
  kakou,
  openScreen,
}) => {
  const { admin, code } = await atCheckpoint(kakou, openScreen)
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, code)
  await tablet.getByRole('button', { name: /^车型/ }).tap()
  await key(tablet, '客车').tap()
  await tapAll(tablet, [...'浙E5K5K5', '5', '0', '测温', ...'365'])
  await expect(saveKey(tablet)).toHaveText('还差：其余 49 人测温')
  await tablet.getByRole('button', { name: '其余 49 人已测，均正常' }).tap()
  await tablet.getByRole('button', { name: /详情/ }).tap()
  await key(tablet, '牲畜').tap()
  await tablet.getByLabel('数量（头、只）').fill('42')
  await tablet.getByLabel('检疫证号').fill('A1')
  await tablet.getByLabel('检疫证有效期至').fill('2020-01-01')
  await expect(tablet.getByRole('alert').first()).toContainText('不得放行')
  await expect(key(tablet, '放行')).toHaveCount(0)
  // What was typed is kept by the draft, also when the page is gone.
  await tablet.reload()
  await expect(saveKey(tablet)).toHaveText('还差：检疫证过期，选处置')
  // Not ready, it leads to what is missing.
  await saveKey(tablet).tap({ force: true })
  await key(tablet, '移交').tap()
  await key(tablet, '完成').tap()
  await save(tablet)
  await allSent(tablet)
  const { entries } = await call<{ entries: Array<Record<string, unknown>> }>(
    admin,
    'GET',
    `/entries?checkpoint=${code}&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`,
  )
  expect(entries[0]).toMatchObject({
    headcount: 50,
    disposition: 'handover',
    load: { kind: 'livestock', count: 42, certificate: 'A1', expires: '2020-01-01' },
    note: '其余 49 人已测温，均正常',
  })
})

test('the first load is under 200 KB of JavaScript, compressed', async ({ openScreen }) => {
  const tablet = await openScreen('tablet')
  await tablet.goto('/tablet', { waitUntil: 'networkidle' })
  const bytes = await tablet.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry.name.includes('.js'))
      .filter(({ initiatorType }) => initiatorType === 'script' || initiatorType === 'link')
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  )
  process.stdout.write(`    first load: ${Math.round(bytes / 1000)} kB of JavaScript\n`)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThan(200_000)
})

for (const screen of ['tablet', 'tabletLandscape', 'phone'] as const) {
  test(`gloves and eyes on ${screen}: targets of 56 px, 8 px apart, and axe finds nothing`, async ({
    kakou,
    openScreen,
  }) => {
    const { admin } = await atCheckpoint(kakou, openScreen)
    // An instruction goes there, which no other spec is to see.
    const { checkpoints } = await call<{ checkpoints: Array<{ code: string }> }>(admin, 'GET', '/checkpoints')
    const code = checkpoints.at(-1)?.code ?? ''
    const page = await openScreen(screen)
    await pairTablet(page, admin, code)
    await page.evaluate(() => document.fonts.ready)
    const look = (what: string) => fitForGloves(page, what)
    await look('provinces')
    await key(page, '特种').tap()
    await look('special plates')
    await key(page, '特种').tap()
    await key(page, '浙').tap()
    await look('letters')
    await key(page, 'E').tap()
    await look('letters and digits')
    await tapAll(page, ['8', 'M', '5', 'J'])
    await look('suffixes')
    await key(page, '6').tap()
    await tapAll(page, '365')
    await look('readings')
    await page.getByRole('button', { name: /详情/ }).tap()
    await key(page, '牲畜').tap()
    await expect(page.getByLabel('检疫证号')).toBeVisible()
    await look('details')
    await key(page, '第 1 人').tap()
    await look('details of a person')
    await key(page, '完成').last().tap()
    await tapAll(page, '378')
    await expect(page.getByRole('region', { name: '体温异常' })).toBeVisible()
    await look('fever')
    await key(page, '靠边待复测，登记下一辆').tap()
    await expect(saveKey(page)).toBeVisible()
    // Somebody waits, an instruction comes: on a phone one line says both, and the keys stay where they are.
    await call(admin, 'POST', '/instructions', { text: '今晚货车一律开箱检查，逐车登记去向', checkpoints: [code] })
    const instruction = page.locator('[data-due=instruction]')
    const more = page.getByRole('button', { name: /^另 \d+ 条$/ })
    await expect(screen === 'phone' ? more : instruction).toBeVisible()
    await look('two notices')
    if (screen === 'phone') {
      await more.tap()
      await expect(instruction).toBeVisible()
      await look('the second of two notices')
    }
    await key(page, '菜单').tap()
    await expect(page.getByRole('heading', { name: '本机登记' })).toBeVisible()
    await look('list')
  })
}
