/**
 * Keeps what a tablet of this release leaves on its disk and says to its server, before the version is raised:
 * `node --import tsx e2e/releases/record.ts` after a build. Later releases are tried against it (`tablet-loss.spec.ts`).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright/test'
import { pairTablet, saveKey, typeCar } from '../support/barrier'
import { launchOptions } from '../support/chromium'
import { readOutbox } from '../support/kept-outbox'
import { loadOutbox } from '../support/outbox-page'
import { call, signIn } from '../support/people'
import { startServer } from '../support/server'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ENTRIES = 495
const ITEMS = 5

/** One frame of each event, as Socket.IO writes it: 42/tablet,7["entries",…]. */
const eventOf = (frame: string): string => /^4\d\/tablet,\d*\["(\w+)"/.exec(frame)?.[1] ?? frame.slice(0, 2)

interface Frames {
  sent: Record<string, string>
  received: Record<string, string>
}

function listen(page: Page): Frames {
  const frames: Frames = { sent: {}, received: {} }
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      frames.sent[eventOf(String(payload))] ??= String(payload)
    })
    socket.on('framereceived', ({ payload }) => {
      frames.received[eventOf(String(payload))] ??= String(payload)
    })
  })
  return frames
}

const server = await startServer({ demo: 'county' })
const browser = await chromium.launch(launchOptions)
try {
  const desk = await browser.newPage({ baseURL: server.url })
  await signIn(desk, server, 'admin')
  const { checkpoints } = await call<{ checkpoints: { code: string }[] }>(desk, 'GET', '/checkpoints')
  const context = await browser.newContext({ baseURL: server.url, hasTouch: true, bypassCSP: true })
  const tablet = await context.newPage()
  const frames = listen(tablet)
  await pairTablet(tablet, desk, checkpoints[0]?.code ?? '')
  await tablet.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await loadOutbox(tablet)
  await tablet.evaluate(
    async ({ entries, items }) => {
      const outbox = await window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
      for (let at = 0; at < entries - 1; at += 1)
        await outbox.save(window.makeEntry(`浙A${String(at).padStart(5, '0')}`))
      for (let at = 0; at < items; at += 1) {
        const id = window.outboxModule.newId()
        await outbox.saveItem({ kind: 'queue', id, occurredAt: '2026-11-23T06:00:00Z', vehicles: at })
      }
      outbox.close()
    },
    { entries: ENTRIES, items: ITEMS },
  )
  // The last one by its own keys, and half of the next.
  await tablet.reload()
  await typeCar(tablet, '浙E8M5J6', '36.5')
  await saveKey(tablet).tap()
  await tablet.locator(`[data-waiting="${ENTRIES + ITEMS}"]`).waitFor({ timeout: 60_000 })
  const outbox = JSON.stringify(await readOutbox(tablet, 'kakou-tablet'))
  await context.setOffline(false)
  await tablet.locator('[data-waiting="0"]').waitFor({ timeout: 120_000 })
  const wire = JSON.stringify(frames, null, 1)
  const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'))
  const folder = `${ROOT}/e2e/releases/${version}`
  const token = /"token":"([^"]+)"/.exec(frames.sent['40'] ?? '')?.[1]
  if (token === undefined) throw new Error('the tablet did not say who it is')
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/outbox.json`, `${outbox.replaceAll(token, 'TOKEN')}\n`)
  writeFileSync(`${folder}/wire.json`, `${wire.replaceAll(token, 'TOKEN')}\n`)
  process.stdout.write(`kept in ${folder}\n`)
} finally {
  await browser.close()
  await server.stop()
}
