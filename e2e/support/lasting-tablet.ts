/** A tablet whose browser is a process of its own with a profile on disk: it can be killed, and opened again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright/test'
import type { Item } from '#domain/checkpoints/item'
import type { Entry } from '#domain/entries/entry'
import { uuidV7 } from '#domain/uuid'
import type { Tally } from '../../app/tablet/_outbox/store'
import { waitFor } from '../../server/testing/wait-for'
import { findChromium, launchOptions } from './chromium'
import { outboxBundle } from './outbox-page'

export interface Paired {
  id: string
  token: string
  checkpoint: string
  pairing: string
}

export interface LastingTablet {
  /** Of the page that is open now. */
  page(): Page
  /** Another tab of the same tablet. */
  newTab(): Promise<Page>
  /** Puts these into the tablet's own outbox, as its form does; again with the same ids changes nothing. */
  save(entries: readonly Entry[], items?: readonly Item[]): Promise<void>
  tally(): Promise<Tally>
  reload(): Promise<void>
  /** Power is gone: SIGKILL to the whole browser. */
  kill(): Promise<void>
  /** On again, with what was on its disk. */
  open(): Promise<void>
  close(): Promise<void>
}

/** In the page: the outbox of the tablet, opened beside the page's own, as another tab would. */
const reach = async (page: Page): Promise<void> => {
  await page.evaluate(await outboxBundle())
  await page.evaluate(() => {
    window.openOne = () => window.outboxModule.openOutbox('kakou-tablet', window.outboxModule.newId)
  })
}

export const saveIn = (page: Page, entries: readonly Entry[], items: readonly Item[] = []): Promise<void> =>
  page.evaluate(
    async (made) => {
      const outbox = await window.openOne()
      for (const entry of made.entries) await outbox.save(entry)
      for (const item of made.items) await outbox.saveItem(item)
      outbox.close()
      const tabs = new BroadcastChannel('kakou-tablet-courier')
      tabs.postMessage({ kind: 'saved' })
      tabs.close()
    },
    { entries: [...entries], items: [...items] },
  )

const tallyIn = (page: Page): Promise<Tally> =>
  page.evaluate(async () => {
    const outbox = await window.openOne()
    const tally = await outbox.tally()
    outbox.close()
    return tally
  })

/** The browser as a process of our own: Playwright's are ended kindly, and a power cut is not kind. */
async function launch(profile: string): Promise<{ child: ChildProcess; browser: Browser }> {
  const portFile = join(profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const args = [
    ...launchOptions.args,
    '--headless=new',
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    '--no-proxy-server',
    'about:blank',
  ]
  const child = spawn(findChromium() ?? chromium.executablePath(), args, { stdio: 'ignore', detached: true })
  await waitFor('the browser to listen', () => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'), {
    timeoutMs: 30_000,
  })
  const [port] = readFileSync(portFile, 'utf8').split('\n')
  return { child, browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`) }
}

export async function openLastingTablet(url: string, device: Paired): Promise<LastingTablet> {
  const profile = mkdtempSync(join(tmpdir(), 'kakou-tablet-'))
  let running: { child: ChildProcess; browser: Browser } | undefined
  let page: Page | undefined
  const current = (): Page => {
    if (page === undefined) throw new Error('the tablet is off')
    return page
  }
  const context = () => {
    const found = running?.browser.contexts()[0]
    if (found === undefined) throw new Error('the tablet is off')
    return found
  }
  const start = async (): Promise<void> => {
    running = await launch(profile)
    page = context().pages()[0] ?? (await context().newPage())
    await page.setViewportSize({ width: 800, height: 1280 })
    await page.goto(`${url}/tablet`)
    await reach(page)
  }
  const kill = async (): Promise<void> => {
    const ending = running?.child
    running = undefined
    page = undefined
    if (ending?.pid === undefined) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    // Its whole group: renderers and network service go with it.
    process.kill(-ending.pid, 'SIGKILL')
    await ended
  }
  await start()
  const post = {
    code: device.checkpoint,
    name: device.checkpoint,
    ring: 'county',
    road: null,
    lane: null,
    direction: null,
    zone: 'Asia/Shanghai',
  }
  const fact = {
    token: device.token,
    device: device.id,
    checkpoint: device.checkpoint,
    pairing: device.pairing,
    sealTo: null,
    post,
  }
  await current().evaluate(async (pairing) => (await window.openOne()).setFact('pairing', pairing), fact)
  await current().waitForFunction(() => navigator.serviceWorker.controller !== null)
  await current().reload()
  await reach(current())

  return {
    page: current,
    async newTab() {
      const tab = await context().newPage()
      await tab.goto(`${url}/tablet`)
      await reach(tab)
      return tab
    },
    save: (entries, items = []) => saveIn(current(), entries, items),
    tally: () => tallyIn(current()),
    async reload() {
      await current().reload()
      await reach(current())
    },
    kill,
    open: start,
    async close() {
      await kill()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** A car with its driver; the ids are ours, so that a save that was cut off can be made again. */
export const makeCar = (index: number, occurredAtMs: number, pairing?: string): Entry => {
  const occurredAt = new Date(occurredAtMs).toISOString()
  return {
    id: uuidV7(Date.now(), randomBytes(16)),
    ...(pairing === undefined ? {} : { pairing }),
    direction: 'in',
    vehicle: { plate: `浙E${String(index).padStart(5, '0')}`, kind: 'car' },
    people: [{ readings: [{ celsius: 36.5, site: 'forehead', at: occurredAt }] }],
    headcount: 1,
    disposition: 'release',
    occurredAt,
  }
}
