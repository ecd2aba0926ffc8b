/** What a crew does beside passages: shifts, reports, supplies, logs, instructions; all through the one outbox. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Page } from 'playwright/test'
import type { Duty } from '#protocol/duty'
import { toFrames } from '../app/tablet/_room/rescue-frames'
import { allSent, badge, key, pairTablet, save, typeCar, workingCheckpoint } from './support/barrier'
import { launchOptions } from './support/chromium'
import { codeVideo } from './support/code-video'
import { expect, test } from './support/fixtures'
import { loadOutbox } from './support/outbox-page'
import { call, signIn } from './support/people'

const submit = (page: Page) => page.locator('[data-role=submit]')
const openPost = async (page: Page) => {
  await key(page, '菜单').tap()
  await page.locator('[data-role=post]').tap()
}
const addPerson = async (page: Page, label: string, name: string) => {
  await page.getByRole('textbox', { name: `${label}：姓名` }).fill(name)
  await key(page, '加一人').tap()
}
/** What gloves need: nothing to press is smaller than 56 px. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main button, main input:not([hidden])')]
      .map((one) => ({ box: one.getBoundingClientRect(), text: one.textContent ?? '' }))
      .filter(({ box }) => box.height > 0 && (box.height < 55.5 || box.width < 55.5))
      .map(({ box, text }) => `${text} ${box.width}x${box.height}`),
  )
const isClean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('a crew signs on, reports, counts, logs and hands over without network, and all of it arrives', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { code } = await workingCheckpoint(admin)
  const duty = () => call<Duty>(admin, 'GET', `/checkpoints/${code}/duty`)
  const tablet = await openScreen('tablet')
  await tablet.addInitScript(() => {
    const felt: string[] = []
    Object.assign(window, { felt })
    navigator.vibrate = (pattern) => {
      felt.push(String(pattern))
      return true
    }
  })
  await pairTablet(tablet, admin, code)
  await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const { id: instruction } = await call<{ id: string }>(admin, 'POST', '/instructions', {
    text: '今晚货车一律开箱检查',
    checkpoints: [code],
  })
  await expect(tablet.locator('[data-due=instruction]')).toContainText('货车')
  await expect.poll(() => tablet.evaluate(() => 'felt' in window && window.felt)).toContain('300')
  await tablet.context().setOffline(true)

  await openPost(tablet)
  await key(tablet, '签收').tap()
  await key(tablet, '上岗').tap()
  await expect(submit(tablet)).toContainText('还差')
  await addPerson(tablet, '在岗人员', '王建国')
  await addPerson(tablet, '在岗人员', '李敏')
  await key(tablet, '全部都有').tap()
  await key(tablet, '有消毒用品：缺').tap()
  await tablet.getByLabel('缺什么').fill('消毒液')
  // What is typed here is a draft as well: the page goes, and it is all there again.
  await loadOutbox(tablet)
  const drafted = () =>
    tablet.evaluate(async () => {
      const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
      const draft = JSON.stringify(await outbox.sealedFact('postDraft'))
      outbox.close()
      return draft
    })
  await expect.poll(drafted).toContain('消毒液')
  await tablet.reload()
  await openPost(tablet)
  await expect(tablet.getByLabel('缺什么')).toHaveValue('消毒液')
  expect(await tooSmall(tablet)).toEqual([])
  await isClean(tablet)
  await tablet.getByRole('group', { name: '签字人' }).getByRole('button', { name: '王建国' }).tap()
  await submit(tablet).tap()
  await expect(tablet.getByText('王建国、李敏')).toBeVisible()

  await key(tablet, '盘点并上报').tap()
  await key(tablet, '20').tap()
  await tablet.getByRole('group', { name: '物资现有' }).getByRole('textbox', { name: '口罩' }).fill('120')
  await submit(tablet).tap()
  await key(tablet, '记一次消毒').tap()
  await submit(tablet).tap()
  await key(tablet, '报故障').tap()
  await key(tablet, '测温枪').tap()
  await submit(tablet).tap()
  await key(tablet, '报送日报').tap()
  await key(tablet, '无异常（零报告）').tap()
  await tablet.getByRole('group', { name: '签字人' }).getByRole('button', { name: '李敏' }).tap()
  await submit(tablet).tap()
  await expect(tablet.getByText('本期已报')).toBeVisible()
  expect(await tooSmall(tablet)).toEqual([])
  await isClean(tablet)

  await tablet.reload()
  await expect(badge(tablet)).toHaveAttribute('data-waiting', '7')
  await expect(tablet.getByText('王建国等 2 人')).toBeVisible()
  await tablet.context().setOffline(false)
  await allSent(tablet)
  const arrived = await duty()
  expect(arrived.shifts.map(({ people }) => people.map(({ name }) => name))).toEqual([['王建国', '李敏']])
  expect([arrived.queue?.vehicles, arrived.stock?.amounts.masks]).toEqual([20, 120])
  expect(arrived.faults.map(({ what }) => what)).toEqual(['测温枪'])
  expect(arrived.report?.abnormal).toBe(0)
  const told = await call<{ to: { readAt: string | null }[] }>(admin, 'GET', `/instructions/${instruction}`)
  expect(told.to.map(({ readAt }) => readAt)).toEqual([expect.any(String)])

  await openPost(tablet)
  await key(tablet, '交接班').tap()
  await tablet.getByRole('group', { name: '交班人' }).getByRole('button', { name: '王建国' }).tap()
  await addPerson(tablet, '接班人员', '赵强')
  await key(tablet, '全部都有').tap()
  await tablet.getByRole('group', { name: '接班人', exact: true }).getByRole('button', { name: '赵强' }).tap()
  await submit(tablet).tap()
  await expect.poll(async () => (await duty()).shifts.map(({ people }) => people[0]?.name)).toEqual(['赵强'])
})

test('what waits on one tablet is carried to another by file, twice without harm', async ({ kakou, openScreen }) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { code } = await workingCheckpoint(admin)
  const failing = await openScreen('tablet')
  await pairTablet(failing, admin, code)
  await failing.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await allSent(failing)
  await failing.context().setOffline(true)
  for (const plate of ['浙E8M5J6', '浙E8M5J7']) {
    await typeCar(failing, plate, '36.5')
    await save(failing)
  }
  await openPost(failing)
  const saving = failing.waitForEvent('download')
  await key(failing, '存成文件').tap()
  const path = await (await saving).path()
  const text = await readFile(path, 'utf8')
  expect(text).toContain('kakou-relay')
  expect(text).not.toContain('8M5J6')
  await key(failing, '显示二维码').tap()
  await expect(failing.getByRole('img', { name: /第 \d+ 张，共 \d+ 张/ })).toBeVisible()

  const other = await openScreen('tablet')
  await pairTablet(other, admin, code)
  await openPost(other)
  const choose = async () => {
    await other.locator('input[type=file]').setInputFiles({
      name: 'kakou.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })
  }
  await choose()
  await expect(other.getByText('导入 2 条，已有 0 条')).toBeVisible()
  await choose()
  await expect(other.getByText('导入 0 条，已有 2 条')).toBeVisible()
  // A third one reads the codes with its camera.
  const folder = await mkdtemp(join(tmpdir(), 'kakou-codes-'))
  const video = join(folder, 'codes.y4m')
  await writeFile(video, codeVideo(toFrames(text) ?? []))
  const seeing = await chromium.launch({
    ...launchOptions,
    args: [
      ...launchOptions.args,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
    ],
  })
  try {
    const third = await seeing.newPage({ baseURL: kakou.url, hasTouch: true, viewport: { width: 800, height: 1280 } })
    await pairTablet(third, admin, code)
    await openPost(third)
    await key(third, '用相机读').tap()
    await expect(third.getByText('导入 0 条，已有 2 条')).toBeVisible({ timeout: 120_000 })
  } finally {
    await seeing.close()
    await rm(folder, { recursive: true })
  }
  await failing.context().setOffline(false)
  await allSent(failing)
})
