/** Alerts while no page is open: switched on by its reader, shown by the browser's own worker, which leads to the alert. */
import type { Page } from 'playwright/test'
import { expect, test } from './support/fixtures'
import { signIn } from './support/people'

/** This browser has no push service behind it: what one would give, with an address that nobody answers. */
const standInForPushService = () => {
  const point = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'
  const given = {
    endpoint: 'https://push.kakou.invalid/send/1',
    keys: { p256dh: point, auth: 'BTBZMqHH6r4Tts7J_aSIgg' },
  }
  PushManager.prototype.subscribe = async () => ({ toJSON: () => given }) as unknown as PushSubscription
}

/** What a push service would hand to the browser. */
const deliver = async (page: Page, message: object) => {
  const session = await page.context().newCDPSession(page)
  const registrations = new Map<string, string>()
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: updated }) => {
    for (const { registrationId, scopeURL } of updated) registrations.set(new URL(scopeURL).pathname, registrationId)
  })
  await session.send('ServiceWorker.enable')
  await expect.poll(() => registrations.get('/command')).toBeTruthy()
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: registrations.get('/command') ?? '',
    data: JSON.stringify(message),
  })
}

test('a closed page is told of alerts, and a click on one leads to it', async ({ kakou, openScreen }) => {
  const page = await openScreen('desktop')
  const context = page.context()
  await context.grantPermissions(['notifications'])
  await page.addInitScript(standInForPushService)
  await signIn(page, kakou, 'supervisor')
  await page.goto('/account')
  const part = page.getByRole('region', { name: '告警通知' })
  await expect(part.getByRole('button', { name: '开启' })).toBeVisible()
  await part.getByRole('checkbox', { name: '一般' }).uncheck()
  await part.getByRole('button', { name: '开启' }).click()
  await expect(part.getByText('已开启，经 push.kakou.invalid')).toBeVisible()
  await part.getByRole('button', { name: '发测试' }).click()
  await expect(part.getByText('服务器连不上 push.kakou.invalid')).toBeVisible({ timeout: 120_000 })
  await expect(part.getByRole('checkbox', { name: '一般' })).not.toBeChecked()

  await page.goto('/command')
  const link = '/command?alert=018f0000-0000-7000-8000-00000000a1e7'
  const pushWorker = () => context.serviceWorkers().find((one) => one.url().endsWith('/push-worker.js'))
  await expect.poll(() => pushWorker()?.url()).toBeDefined()
  const worker = pushWorker()
  if (worker === undefined) throw new Error('the worker went away')
  await deliver(page, { title: '复测确认发热 · 某卡口', body: '紧急 · 告警', tag: 'a1e7', link, stays: true })
  const shown = () =>
    worker.evaluate(async () => {
      const { registration } = self as unknown as { registration: ServiceWorkerRegistration }
      const all = await registration.getNotifications()
      return all.map(({ title, body, tag }) => ({ title, body, tag }))
    })
  await expect.poll(shown).toEqual([{ title: '复测确认发热 · 某卡口', body: '紧急 · 告警', tag: 'a1e7' }])
  await worker.evaluate(async () => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration }
    const [notification] = await registration.getNotifications()
    // As a click does: nobody else can make one.
    const Click = Reflect.get(self, 'NotificationEvent') as new (type: string, init: object) => Event
    self.dispatchEvent(new Click('notificationclick', { notification }))
  })
  await expect(page).toHaveURL(/alert=018f0000-0000-7000-8000-00000000a1e7/)
  await expect.poll(shown).toEqual([])

  await page.goto('/account')
  await part.getByRole('button', { name: '关闭' }).click()
  await expect(part.getByRole('button', { name: '开启' })).toBeVisible()
})
