import { randomBytes } from 'node:crypto'
import { type CDPSession, chromium } from 'playwright'
import type { Sql } from 'postgres'
import { hashToken } from '../../server/devices/device-directory'
import { anEntry } from '../../server/testing/entry-builder'
import { launchOptions } from '../support/chromium'
import { startServer } from '../support/server'
import { layBenchCounty } from './bench-county'
import { type Figure, slope } from './figure'

const MINUTES = 4
const LONG_MINUTES = 60
/** Until everything is loaded, compiled and painted once. */
const WARM_UP_MS = 45_000
const EVERY_MS = 15_000
const ENTRIES_A_SECOND = 5
/** Each so many of them a fever, which raises an alert; the alerts are closed again, as a room that works does. */
const FEVER_EVERY = 40

/** What a wall of live traffic holds in memory, after collecting, at the beginning and at the end. `--long`: an hour. */
export const benchWallMemory = async (): Promise<Figure[]> => {
  const minutes = process.argv.includes('--long') ? LONG_MINUTES : MINUTES
  const server = await startServer({ demo: 'traffic' })
  const browser = await chromium.launch(launchOptions)
  try {
    const { sql, tokens, key } = await layBenchCounty(server, 1)
    const token = await openWallSession(sql)
    await sql.end()
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, baseURL: server.url })
    await context.addCookies([
      { name: 'kakou_session', value: token, url: server.url },
      { name: 'kakou_here', value: '1', url: server.url },
    ])
    const page = await context.newPage()
    await page.goto('/wall')
    await page.locator('[data-waiting="0"]').waitFor({ state: 'attached', timeout: 60_000 })
    const traffic = driveTraffic(server.url, tokens[0] ?? '', key)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    await page.waitForTimeout(WARM_UP_MS)
    const looks: Look[] = []
    for (const end = Date.now() + minutes * 60_000; Date.now() < end; ) {
      looks.push(await lookAt(session))
      await page.waitForTimeout(EVERY_MS)
    }
    const sent = await traffic.stop()
    const [first, last] = [looks[0], looks.at(-1)]
    if (!first || !last) throw new Error('the wall was never looked at')
    const grown = slope(looks.map(({ atMs, heapMb }) => [atMs / 3_600_000, heapMb]))
    return [
      { name: `wall, ${minutes} minutes of traffic: entries`, value: sent, unit: '' },
      { name: 'wall: heap at first', value: round(first.heapMb), unit: 'MB' },
      { name: 'wall: heap at last', value: round(last.heapMb), unit: 'MB' },
      { name: 'wall: most heap', value: round(Math.max(...looks.map(({ heapMb }) => heapMb))), unit: 'MB' },
      { name: 'wall: growth by the line through all looks', value: round(grown), unit: 'MB/h' },
      { name: 'wall: nodes of the document, at first', value: first.nodes, unit: '' },
      { name: 'wall: nodes of the document, at last', value: last.nodes, unit: '' },
      { name: 'wall: listeners, at first', value: first.listeners, unit: '' },
      { name: 'wall: listeners, at last', value: last.listeners, unit: '' },
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** Signs a wall in without its form: what the cookie holds. */
const openWallSession = async (sql: Sql): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  await sql`
    insert into sessions (id_hash, user_id, created_at, expires_at, wall)
    select ${hashToken(token)}, id, now(), now() + interval '1 day', true from users where role = 'command' limit 1`
  return token
}

interface Look {
  atMs: number
  heapMb: number
  nodes: number
  listeners: number
}

const lookAt = async (session: CDPSession): Promise<Look> => {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return {
    atMs: Date.now(),
    heapMb: value('JSHeapUsedSize') / 1e6,
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
  }
}

const driveTraffic = (url: string, token: string, key: string) => {
  let sent = 0
  let under = Promise.resolve()
  const call = async (method: string, path: string, bearer: string, body?: unknown): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' }
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
    return answer.status === 204 ? null : await answer.json()
  }
  const beat = async () => {
    const occurredAt = new Date().toISOString()
    const celsius = sent % FEVER_EVERY === 0 ? 38.2 : 36.4
    const readings = [celsius, celsius].map((one) => ({ celsius: one, site: 'forehead' as const, at: occurredAt }))
    const disposition = celsius > 37 ? 'isolation' : 'release'
    const vehicle = { plate: `浙E${String(10_000 + (sent % 500))}`, kind: 'car' as const, plateType: '02' as const }
    await call('POST', '/entries', token, {
      entries: [anEntry({ occurredAt, vehicle, people: [{ readings }], disposition })],
    })
    sent++
    if (sent % (FEVER_EVERY * 2) !== 0) return
    const { alerts } = (await call('GET', '/alerts', key)) as { alerts: { id: string }[] }
    for (const { id } of alerts) await call('POST', `/alerts/${id}/resolve`, key, { reason: 'bench' })
  }
  const timer = setInterval(() => {
    under = under.then(beat, beat)
  }, 1000 / ENTRIES_A_SECOND)
  return {
    stop: async (): Promise<number> => {
      clearInterval(timer)
      await under
      return sent
    },
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
