/**
 * The live store against a real Socket.IO server that says what each test wants: snapshot and deltas, a delta that does
 * not follow, a server that is busy, refuses, hangs up or goes away.
 */
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'playwright/test'
import { Server, type Socket } from 'socket.io'
import { zeroCounts } from '#domain/entries/counts'

const checkpoint = (code: string, vehiclesIn = 0) => ({
  code,
  state: 'reporting',
  at: '2026-11-23T06:00:00Z',
  today: { ...zeroCounts(), vehiclesIn },
  hour: zeroCounts(),
  queue: 6,
  pendingOnTablets: 0,
})
const snapshot = (version: string, vehiclesIn = 0) => ({
  version,
  at: new Date().toISOString(),
  checkpoints: [checkpoint('K1', vehiclesIn), checkpoint('K2')],
  alerts: [],
  closures: [],
  coverage: null,
})
const delta = (version: string, since: string, vehiclesIn: number) => ({
  version,
  since,
  checkpoints: [{ code: 'K1', state: 'alarm', at: '2026-11-23T06:01:00Z', today: { ...zeroCounts(), vehiclesIn } }],
})

let script = ''
let http: HttpServer
let io: Server
let url = ''
let sockets: Socket[] = []
let handshakes: unknown[] = []
let answers: (() => unknown)[] = []
let refusal: Error | null = null

test.beforeAll(async () => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('./support/live-picture-page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    write: false,
  })
  script = bundle.outputFiles[0]?.text ?? ''
})

test.beforeEach(async ({ page }) => {
  sockets = []
  handshakes = []
  refusal = null
  answers = [() => snapshot('a1', 4)]
  http = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><script>${script.replaceAll('</script', '<\\/script')}</script>`)
  })
  io = new Server(http, { transports: ['websocket'], serveClient: false })
  io.of('/live').use((socket, next) => {
    handshakes.push(socket.handshake.auth)
    next(refusal ?? undefined)
  })
  io.of('/live').on('connection', (socket) => {
    sockets.push(socket)
    socket.on('subscribe', (_scope, ack) => ack(answers.length > 1 ? answers.shift()?.() : answers[0]?.()))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`
  await page.goto(url)
})

test.afterEach(async () => {
  await io.close()
})

test('a snapshot, then a delta laid over it: only what changed is told', async ({ page }) => {
  await expect.poll(() => page.evaluate(() => window.picture.connection())).toEqual({ phase: 'live' })
  expect(handshakes).toEqual([{ protocol: 1 }])
  const before = await page.evaluate(() => window.picture.rendersOfK2())
  sockets[0]?.emit('delta', delta('a2', 'a1', 5))
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('a2')
  const k1 = await page.evaluate(() => window.picture.state()?.checkpoints[0])
  expect(k1).toMatchObject({ state: 'alarm', today: { vehiclesIn: 5 }, queue: 6 })
  expect(await page.evaluate(() => window.picture.changes().at(-1))).toEqual(['K1'])
  expect(await page.evaluate(() => window.picture.rendersOfK2())).toBe(before)
})

test('a delta that follows another version asks for a new snapshot', async ({ page }) => {
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('a1')
  answers = [() => snapshot('b1', 9)]
  sockets[0]?.emit('delta', delta('x', 'not-a1', 1))
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('b1')
  expect(await page.evaluate(() => window.picture.state()?.checkpoints[0]?.today.vehiclesIn)).toBe(9)
})

test('a busy server is asked again', async ({ page }) => {
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('a1')
  answers = [() => ({ busy: true, retryAfterMs: 50 }), () => snapshot('c1')]
  sockets[0]?.emit('delta', delta('x', 'nothing', 1))
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('c1')
})

test('what was shown stays when the line is lost, and comes back by itself', async ({ page, context }) => {
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('a1')
  await context.setOffline(true)
  await expect.poll(() => page.evaluate(() => window.picture.connection().phase)).toBe('lost')
  expect(await page.evaluate(() => window.picture.state()?.checkpoints.length)).toBe(2)
  const first = await page.evaluate(() => window.picture.connection())
  await page.waitForTimeout(1500)
  expect(await page.evaluate(() => window.picture.connection()), 'since the first moment').toEqual(first)
  answers = [() => snapshot('d1')]
  await context.setOffline(false)
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('d1')
  expect(await page.evaluate(() => window.picture.connection().phase)).toBe('live')
})

test('a server that hangs up is called again', async ({ page }) => {
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('a1')
  answers = [() => snapshot('e1')]
  sockets[0]?.disconnect(true)
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('e1')
})

for (const why of ['unauthorized', 'upgrade'] as const) {
  test(`refused as ${why}: said, the picture kept, and not tried again unasked`, async ({ page }) => {
    await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('a1')
    refusal = new Error(why)
    sockets[0]?.disconnect(true)
    await expect.poll(() => page.evaluate(() => window.picture.connection())).toEqual({ phase: 'refused', why })
    const tries = handshakes.length
    await page.waitForTimeout(1500)
    expect(handshakes.length).toBe(tries)
    expect(await page.evaluate(() => window.picture.state()?.checkpoints.length)).toBe(2)
    refusal = null
    await page.evaluate(() => window.picture.reconnect())
    await expect.poll(() => page.evaluate(() => window.picture.connection().phase)).toBe('live')
  })
}

test('a refusal that is only weather is tried again', async ({ page }) => {
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('a1')
  refusal = new Error('unavailable')
  answers = [() => snapshot('f1')]
  sockets[0]?.disconnect(true)
  await expect.poll(() => handshakes.length).toBeGreaterThan(1)
  refusal = null
  await expect.poll(() => page.evaluate(() => window.picture.state()?.version)).toBe('f1')
})
