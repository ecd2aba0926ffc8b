/** What must not go wrong under a thumb: a full tablet, a newer policy, two tabs, paper, and who it is that signs on. */
import type { BrowserContext, Page, WebSocketRoute } from 'playwright/test'
import { allSent, badge, key, pairTablet, place, save, saveKey, tapAll, tapProvince, typeCar } from './support/barrier'
import { expect, test } from './support/fixtures'
import { NEWER_CACHE, startNewerBuild } from './support/newer-build'
import { loadOutbox } from './support/outbox-page'
import { call, signIn } from './support/people'
import { hasPolicy } from './support/tablet-store'

/** What K05 has of these times (the newest 200), by plate. */
const stored = async (admin: Page, from = '2020-01-01T00:00:00Z', to = '2099-01-01T00:00:00Z') => {
  const path = `/entries?checkpoint=K05&from=${from}&to=${to}`
  const { entries } = await call<{ entries: Array<Record<string, unknown> & { vehicle: { plate: string } | null }> }>(
    admin,
    'GET',
    path,
  )
  return (plate: string) => entries.filter(({ vehicle }) => vehicle?.plate === plate)
}

/** Ends the sockets of these pages and lets no new one through, or lets them through again. */
async function cutLines(context: BrowserContext): Promise<(isCut: boolean) => Promise<void>> {
  const lines = new Set<WebSocketRoute>()
  let isCut = false
  await context.routeWebSocket(/socket\.io/, async (line) => {
    if (isCut) return await line.close()
    line.connectToServer()
    lines.add(line)
  })
  return async (cut) => {
    isCut = cut
    if (cut) for (const line of lines) await line.close()
    lines.clear()
  }
}

test('a tablet that is full in the middle of a save says so, keeps the form, and saves it once there is room', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, 'K05')
  await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
  // What is sent after pairing is sent: the store is the test's own from here on.
  await expect.poll(() => hasPolicy(tablet)).toBe(true)
  await tablet.context().setOffline(true)
  const browser = await tablet.context().newCDPSession(tablet)
  const { origin } = new URL(tablet.url())
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 200_000 })
  await tablet.reload()
  await expect(saveKey(tablet)).toBeVisible()
  await loadOutbox(tablet)
  // The browser looks at its quota every half minute: others fill it until it says no.
  const filled = await tablet.evaluate(async (untilMs) => {
    const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
    for (let saved = 0; Date.now() < untilMs; saved += 1) {
      const big = { ...window.makeEntry('浙E8M5J7'), note: '长'.repeat(2_000) }
      const failed = await outbox.save(big).then(
        () => false,
        () => true,
      )
      if (failed) {
        const tabs = new BroadcastChannel('kakou-tablet-courier')
        tabs.postMessage({ kind: 'saved' })
        tabs.close()
        return saved
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return null
  }, Date.now() + 90_000)
  expect(filled).not.toBeNull()
  await expect(badge(tablet), 'the screen has heard of them').toHaveAttribute('data-waiting', String(filled))

  await typeCar(tablet, '浙F50505', '36.5')
  await saveKey(tablet).tap()
  await expect(tablet.getByText('平板存储已满，本条未存')).toBeVisible()
  await expect(place(tablet, 7, '5')).toBeVisible()
  await expect(saveKey(tablet), 'and it can be pressed again').toHaveText('保存并放行')
  await expect(badge(tablet), 'nothing of it is in the outbox').toHaveAttribute('data-waiting', String(filled))

  await browser.send('Storage.overrideQuotaForOrigin', { origin })
  await saveKey(tablet).tap()
  await expect(place(tablet, 7, '空')).toBeVisible()
  await expect(badge(tablet)).toHaveAttribute('data-waiting', String(Number(filled) + 1))
})

test('a store that the browser cleared is said, with how much of it was not sent', async ({ kakou, openScreen }) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, 'K05')
  await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await tablet.context().setOffline(true)
  await typeCar(tablet, '浙F51515', '36.5')
  await saveKey(tablet).tap()
  await expect(badge(tablet)).toHaveAttribute('data-waiting', '1')
  await expect.poll(() => tablet.evaluate(() => localStorage.getItem('kakou.tablet-holds'))).toContain('"waiting":1')
  const browser = await tablet.context().newCDPSession(tablet)
  const { origin } = new URL(tablet.url())
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await tablet.reload()
  await expect(tablet.getByText('其中 1 条还没有上传')).toBeVisible()
  await tablet.context().setOffline(false)
})

test('moved by a code, in whichever tab, it sends what waits in the old name and goes on in the new one', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { checkpoints } = await call<{ checkpoints: { code: string }[] }>(admin, 'GET', '/checkpoints')
  const next = checkpoints.map(({ code }) => code).findLast((code) => code !== 'K05') ?? ''
  const leading = await openScreen('tablet')
  const cut = await cutLines(leading.context())
  await pairTablet(leading, admin, 'K05')
  await allSent(leading)
  const other = await leading.context().newPage()
  await other.goto('/tablet')
  await expect(saveKey(other)).toBeVisible()
  // A code is handed in by HTTP.
  await cut(true)
  await typeCar(leading, '浙F52525', '36.5')
  await saveKey(leading).tap()
  await expect(badge(leading)).toHaveAttribute('data-waiting', '1')

  const { code } = await call<{ code: string }>(admin, 'POST', `/checkpoints/${next}/pairing-codes`, {})
  await key(other, '菜单').tap()
  await key(other, '重新配对').tap()
  await tapAll(other, code)
  await key(other, '配对').tap()
  await expect(saveKey(other)).toBeVisible()
  await cut(false)
  await allSent(leading)
  expect((await stored(admin))('浙F52525')).toHaveLength(1)
  await typeCar(other, '浙F53535', '36.5')
  await save(other)
  const path = `/entries?checkpoint=${next}&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z`
  const arrived = async () => {
    const { entries } = await call<{ entries: { vehicle: { plate: string } | null }[] }>(admin, 'GET', path)
    return entries.filter(({ vehicle }) => vehicle?.plate === '浙F53535').length
  }
  await allSent(other)
  expect(await arrived()).toBe(1)
})

test('a newer build is taken over once nobody types: what waits and what was typed are there', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const newer = await startNewerBuild(kakou.port)
  try {
    const tablet = await openScreen('tablet')
    const cut = await cutLines(tablet.context())
    const { code } = await call<{ code: string }>(admin, 'POST', '/checkpoints/K05/pairing-codes', {})
    await tablet.goto(`${newer.url}/tablet?code=${code}`)
    await expect(saveKey(tablet)).toBeVisible()
    await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await cut(true)
    await typeCar(tablet, '浙F54545', '36.5')
    await save(tablet)
    await expect(badge(tablet)).toHaveAttribute('data-waiting', '1')
    await tapAll(tablet, 'F55')
    await tablet.evaluate(() => {
      Object.assign(window, { isOldPage: true })
      navigator.serviceWorker.addEventListener('controllerchange', () => Object.assign(window, { isOvertaken: true }))
    })
    const [older] = await tablet.evaluate(() => caches.keys())
    newer.publish()
    await tablet.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()))
    await tablet.waitForFunction(() => 'isOvertaken' in window)
    const kept = () => tablet.evaluate(() => caches.keys())
    await expect
      .poll(kept, 'what the page has not loaded yet is of its own build')
      .toEqual([older, expect.stringContaining(NEWER_CACHE)])
    // Longer than the page takes to see that it might change.
    await tablet.waitForTimeout(7_000)
    expect(await tablet.evaluate(() => 'isOldPage' in window), 'not under a thumb').toBe(true)
    await tapAll(tablet, '555' + '365')
    await saveKey(tablet).tap()
    // Not polled: what is asked of a page while it gives way to the next one fails.
    await tablet.waitForFunction(() => !('isOldPage' in window))
    await expect(badge(tablet)).toHaveAttribute('data-waiting', '2')
    await cut(false)
    await allSent(tablet)
    const of = await stored(admin)
    expect([of('浙F54545').length, of('浙F55555').length]).toEqual([1, 1])
  } finally {
    await newer.stop()
  }
})

interface InForce {
  version: string
  document: Record<string, unknown> & { thresholds: Record<string, number> }
}

/** Puts another forehead threshold in force. Returns the version. */
async function putForehead(admin: Page, forehead: number): Promise<string> {
  const { version, document } = await call<InForce>(admin, 'GET', '/policy')
  const { watchlist: _madeByTheServer, ...draft } = document
  const answer = await admin.request.put('/api/v1/policy', {
    headers: { 'X-Kakou': '1' },
    data: { base: version, document: { ...draft, thresholds: { ...draft.thresholds, forehead } } },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await call<InForce>(admin, 'GET', '/policy')).version
}

test('a policy that arrives while typing changes no field; the next form has it', async ({ kakou, openScreen }) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const before = await call<InForce>(admin, 'GET', '/policy')
  const { forehead = 37.3 } = before.document.thresholds
  const tablet = await openScreen('tablet')
  const frames: string[] = []
  tablet.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  await pairTablet(tablet, admin, 'K05')
  // A form that is begun before the first policy came knows of none.
  await expect.poll(() => hasPolicy(tablet)).toBe(true)
  await tapAll(tablet, [...'浙F60606', '3', '7'])
  const stricter = Number((forehead - 0.2).toFixed(1))
  const version = await putForehead(admin, stricter)
  try {
    await expect.poll(() => frames.some((frame) => frame.includes(`"forehead":${stricter}`))).toBe(true)
    await expect(place(tablet, 7, '6')).toBeVisible()
    // Normal by the policy that the form was opened with, high by the newer one.
    await key(tablet, String(Math.round(forehead * 10) - 371)).tap()
    await expect(saveKey(tablet)).toHaveText('保存并放行')
    await saveKey(tablet).tap()
    await expect(place(tablet, 7, '空')).toBeVisible()
    await allSent(tablet)
    await expect.poll(async () => (await stored(admin))('浙F60606')).toMatchObject([{ policy: before.version }])
    await tapAll(tablet, [...'F60607', ...String(Math.round(forehead * 10) - 1)])
    await expect(tablet.getByRole('region', { name: '体温异常' })).toBeVisible()
    await key(tablet, '靠边待复测，登记下一辆').tap()
    await expect(place(tablet, 7, '空')).toBeVisible()
    await allSent(tablet)
    await expect.poll(async () => (await stored(admin))('浙F60607')).toMatchObject([{ policy: version }])
  } finally {
    await putForehead(admin, forehead)
  }
})

test('each tab has its own draft; of tabs that are gone each is found once', async ({ kakou, openScreen }) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const first = await openScreen('tablet')
  await pairTablet(first, admin, 'K05')
  const open = async (): Promise<Page> => {
    const page = await first.context().newPage()
    await page.goto('/tablet')
    await expect(saveKey(page)).toBeVisible()
    return page
  }
  const shown = (page: Page) => page.getByLabel(/^号牌第 4 位/).textContent()
  await tapAll(first, '浙F71')
  const second = await open()
  await expect(place(second, 3, '空'), 'it is open in the first one').toBeVisible()
  await tapProvince(second, '浙')
  await tapAll(second, 'F72')
  await expect(place(first, 4, '1')).toBeVisible()
  // Both are written before their pages go.
  const drafts = (page: Page) =>
    page.evaluate(async () => {
      const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
      const texts = (await outbox.drafts()).map(({ value }) => JSON.stringify(value))
      outbox.close()
      return texts.filter((text) => /"7","[12]"/.test(text)).length
    })
  await loadOutbox(second)
  await expect.poll(() => drafts(second)).toBe(2)
  const blank = await first.context().newPage()
  await first.close()
  await second.close()
  await blank.goto('/tablet')
  await expect(saveKey(blank)).toBeVisible()
  const other = await open()
  await expect.poll(async () => [await shown(blank), await shown(other)].sort()).toEqual(['1', '2'])
})

test('what stands on paper is entered with its own time, old numbers too, and is said aloud', async ({
  kakou,
  openScreen,
}) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const tablet = await openScreen('tablet')
  // Chromium without a voice says nothing: what it is given is kept.
  await tablet.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    speechSynthesis.speak = (utterance) => void said.push(`${utterance.lang} ${utterance.text}`)
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function begin(when) {
      said.push(`tone ${this.frequency.value}`)
      start.call(this, when)
    }
    navigator.vibrate = (pattern) => {
      said.push(`vibrate ${pattern}`)
      return true
    }
  })
  await pairTablet(tablet, admin, 'K05')
  await key(tablet, '菜单').tap()
  await tablet.locator('[data-role=post]').tap()
  await key(tablet, '补录纸上的登记').tap()
  const yesterday = new Date(Date.now() - 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
  const passed = new Date(`${yesterday}T05:40:00+08:00`).toISOString()
  await tablet.getByLabel('纸上的时间').fill(`${yesterday}T05:40`)
  await tapAll(tablet, [...'浙F81818', ...'378'])
  // It was yesterday: nothing rings, it is asked what was done.
  await expect(tablet.getByRole('region', { name: '体温异常' })).toHaveCount(0)
  await expect(saveKey(tablet)).toHaveText('还差：发热怎么处置')
  await saveKey(tablet).tap({ force: true })
  await expect(key(tablet, '放行')).toHaveCount(0)
  await key(tablet, '转运就医').tap()
  await key(tablet, '第 1 人').tap()
  await tablet.getByLabel('证件号码').fill('110105491231002')
  await expect(tablet.getByLabel('证件号码')).toHaveAttribute('aria-invalid', 'false')
  await key(tablet, '完成').last().tap()
  await tablet.getByLabel('纸上的时间').fill('2099-01-01T05:40')
  await expect(saveKey(tablet), 'a time to come is none').toHaveText('还差：纸上的时间')
  await tablet.getByLabel('纸上的时间').fill(`${yesterday}T05:40`)
  await saveKey(tablet).tap()
  await expect(place(tablet, 7, '空')).toBeVisible()
  await allSent(tablet)
  // The next one from the same sheet, at once; then the barrier again.
  await expect(tablet.getByLabel('纸上的时间')).toHaveValue(`${yesterday}T05:40`)
  // What is half typed is not dropped unasked.
  await tapAll(tablet, 'F8')
  await key(tablet, '补完了').tap()
  await expect(place(tablet, 3, '8')).toBeVisible()
  await key(tablet, '没存，不要了').tap()
  await expect(key(tablet, '应急放行')).toBeVisible()
  const fromPaper = async () => (await stored(admin, passed, `${yesterday}T06:00:00%2B08:00`))('浙F81818')
  const people = [{ readings: [{ celsius: 37.8 }] }]
  const entered = { paper: true, occurredAt: passed, disposition: 'hospital', people }
  await expect.poll(fromPaper).toMatchObject([entered])
  // At the barrier a fever is loud: heard, felt and said.
  await tapAll(tablet, [...'F81819', ...'378'])
  await expect(tablet.getByRole('region', { name: '体温异常' })).toBeVisible()
  const said = () =>
    tablet.evaluate(() => ('said' in window && Array.isArray(window.said) ? window.said.map(String) : []))
  const loud = ['zh-CN 浙 F 8 1 8 1 8, 转运就医', 'vibrate 30', 'vibrate 400,150,400,150,400', 'zh-CN 体温异常']
  await expect.poll(said).toEqual(expect.arrayContaining([...loud, 'tone 1000', 'tone 880', 'tone 660']))
  const felt = await said()
  expect(felt.indexOf('vibrate 400,150,400,150,400')).toBeGreaterThan(felt.indexOf('vibrate 30'))
})

test('who has a PIN signs on with it, without network', async ({ kakou, openScreen }) => {
  const admin = await openScreen('desktop')
  await signIn(admin, kakou, 'admin')
  const { id } = await call<{ id: string }>(admin, 'POST', '/staff', { name: '孙志远', agency: '派出所' })
  await call(admin, 'POST', `/staff/${id}/pin`, { pin: '407193' })
  const crews = await admin.request.put('/api/v1/checkpoints/K05/crews', {
    headers: { 'X-Kakou': '1' },
    data: { crews: [{ name: '丁班', members: [{ staff: id }] }] },
  })
  expect(crews.ok(), await crews.text()).toBe(true)
  const tablet = await openScreen('tablet')
  await pairTablet(tablet, admin, 'K05')
  await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await key(tablet, '菜单').tap()
  await tablet.locator('[data-role=post]').tap()
  await key(tablet, '上岗').tap()
  await expect(key(tablet, '丁班')).toBeVisible()
  await tablet.context().setOffline(true)
  await key(tablet, '丁班').tap()
  const pad = tablet.getByRole('group', { name: '孙志远：输入 PIN' })
  for (const digit of '407194') await pad.getByRole('button', { name: digit, exact: true }).tap()
  await pad.getByRole('button', { name: '确认' }).tap()
  await expect(pad.getByRole('alert')).toHaveText('PIN 不对，请重输')
  for (const digit of '407193') await pad.getByRole('button', { name: digit, exact: true }).tap()
  await pad.getByRole('button', { name: '确认' }).tap()
  await expect(pad).toHaveCount(0)
  const signers = tablet.getByRole('group', { name: '签字人' })
  await signers.getByRole('button', { name: '孙志远' }).tap()
  await expect(signers.getByRole('button', { name: '孙志远' }), 'known once, known for this form').toHaveAttribute(
    'aria-pressed',
    'true',
  )
})
