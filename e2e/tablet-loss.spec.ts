/**
 * What other field tools lost data by, put to the real tablet, the real server and a network that is really cut: in the
 * end every entry is stored once, in order, and the counts agree.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright/test'
import postgres, { type Sql } from 'postgres'
import type { Item } from '#domain/checkpoints/item'
import type { Entry } from '#domain/entries/entry'
import { type CuttableProxy, startCuttableProxy } from '../server/testing/cuttable-proxy'
import { waitFor } from '../server/testing/wait-for'
import { openBareSocket } from './bench/bare-socket'
import { expect, test } from './support/fixtures'
import { type KeptOutbox, layOutbox } from './support/kept-outbox'
import { type LastingTablet, makeCar, openLastingTablet, type Paired, saveIn } from './support/lasting-tablet'
import type { KakouServer } from './support/server'

test.use({ serverOptions: { demo: 'off' } })
test.describe.configure({ mode: 'serial' })

const CARS = 1_000
const CHUNK = 20
const START_MS = Date.parse('2026-11-23T05:00:00Z')

let sql: Sql
let proxy: CuttableProxy
/** Where the proxy leads; another port is another world (a captive portal). */
const target = { port: 0 }
let device: Paired
let tablet: LastingTablet
let kept: Entry[] = []

const openDatabase = async (kakou: KakouServer): Promise<Sql> => {
  const { databaseUrl } = await kakou.kakou<{ databaseUrl: string }>('doctor')
  return postgres(databaseUrl, { max: 1, onnotice: () => {} })
}

test.beforeAll(async ({ kakou }) => {
  sql = await openDatabase(kakou)
  await sql`
    insert into jurisdictions (code, name, level, path)
    select '330523', '云岭县', 'county', '/1/' where not exists (select from jurisdictions)`
  for (const code of ['L01', 'L02']) {
    await sql`
      insert into checkpoints (code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
      select ${code}, ${code}, min(id), 'county-line', 'county', 'open', 119.5, 30.6, now() from jurisdictions`
  }
  await kakou.halt()
  await kakou.start()
  const made = await kakou.kakou<{ devices: Paired[] }>('device', 'create', '--checkpoint', 'L01')
  if (made.devices[0] === undefined) throw new Error('no device was made')
  device = made.devices[0]
  target.port = kakou.port
  proxy = await startCuttableProxy(target)
  tablet = await openLastingTablet(`http://127.0.0.1:${proxy.port}`, device)
})

test.afterAll(async () => {
  await tablet?.close()
  await proxy?.stop()
  await sql?.end()
})

const drained = (timeoutMs = 180_000) =>
  waitFor('the outbox to be empty', async () => ((await tablet.tally()).waiting === 0 ? true : undefined), {
    timeoutMs,
  })

const stored = async (entries: readonly Entry[]) =>
  await sql<{ id: string; seq: number; checkpoint: string }[]>`
    select e.id, e.seq::int as seq, c.code as checkpoint from entries e join checkpoints c on c.id = e.checkpoint_id
    where e.id = any(${entries.map(({ id }) => id)}::uuid[]) order by e.occurred_at, e.id`

/** What happens while this chunk is saved. */
async function befall(kakou: KakouServer, chunk: number): Promise<void> {
  const moods = [
    () => proxy.cut(),
    () => proxy.heal(),
    () => proxy.stall(),
    () => proxy.heal(),
    () => proxy.abandonUpstream(),
  ]
  moods[chunk % moods.length]?.()
  proxy.delay(chunk % 4 === 0 ? 60 : 0)
  if (chunk === 14) await kakou.kill()
  if (chunk === 16) await kakou.start()
  if (chunk === 20) {
    proxy.heal()
    await tablet.reload()
  }
  if (chunk === 30) {
    await tablet.kill()
    await tablet.open()
  }
}

test('a thousand entries while the network flaps, the page is reloaded, browser and server are killed', async ({
  kakou,
}) => {
  const poison: Entry = { ...makeCar(0, START_MS), vehicle: { plate: 'O-1', kind: 'car' } }
  const queues: Item[] = []
  kept = Array.from({ length: CARS }, (_, index) => makeCar(index, START_MS + index * 1_000))
  await tablet.save([poison])
  for (let chunk = 0; chunk < CARS / CHUNK; chunk++) {
    const entries = kept.slice(chunk * CHUNK, (chunk + 1) * CHUNK)
    const occurredAt = new Date(START_MS + chunk * CHUNK * 1_000).toISOString()
    const { id } = makeCar(0, START_MS)
    const items: Item[] = chunk % 10 === 3 ? [{ kind: 'queue', id, occurredAt, vehicles: chunk }] : []
    queues.push(...items)
    // What was cut off is saved again: the same ids change nothing.
    const saving = tablet.save(entries, items).catch(() => undefined)
    await befall(kakou, chunk)
    await saving
    await tablet.save(entries, items)
  }
  proxy.delay(0)
  proxy.heal()
  await drained()

  const rows = await stored(kept)
  expect(
    rows.map(({ id }) => id),
    'each once, in the order in which they passed',
  ).toEqual(kept.map(({ id }) => id))
  const seqs = rows.map(({ seq }) => seq)
  expect(seqs, 'and in the order in which they were saved').toEqual([...seqs].sort((a, b) => a - b))
  const [received] = await sql<{ turned: number }[]>`
    select count(*)::int as turned from (
      select received_at < lag(received_at) over (order by seq) as back from entries where source = ${device.id}) o
    where back`
  expect(received?.turned, 'the oldest went first').toBe(0)
  const [others] = await sql<{ entries: number; items: number }[]>`
    select (select count(*)::int from entries where source = ${device.id}) as entries,
      (select count(*)::int from items where source = ${device.id} and kind = 'queue') as items`
  expect(others).toEqual({ entries: CARS, items: queues.length })
  expect((await tablet.tally()).toCorrect, 'the poisoned one waits to be mended, in nobody’s way').toBe(1)
  expect(await kakou.kakou<{ ok: boolean }>('verify')).toMatchObject({ ok: true })
  const [sum] = await sql<{ vehicles: number }[]>`select sum(vehicles_in)::int as vehicles from counters`
  expect(sum?.vehicles).toBe(CARS)
})

/** What a restore from an older backup leaves: the server stops, rows are gone, it starts again. */
async function loseRows(kakou: KakouServer, entries: readonly Entry[], restored: boolean): Promise<void> {
  const ids = entries.map(({ id }) => id)
  await sql`delete from entry_details where entry_id = any(${ids}::uuid[])`
  await sql`delete from entries where id = any(${ids}::uuid[])`
  if (restored) await sql`update instance set restores = restores + 1`
  await kakou.kill()
  await kakou.start()
}

const backAgain = () =>
  waitFor('what was lost', async () => ((await stored(kept)).length === CARS ? true : undefined), {
    timeoutMs: 180_000,
  })

test('a server that lost what it had acknowledged gets it again: by its epoch, and by the highest seq', async ({
  kakou,
}) => {
  await loseRows(kakou, kept.slice(-100), false)
  await backAgain()
  await loseRows(kakou, kept.slice(0, 50), true)
  await backAgain()
  await drained()
})

test('a leading tab that is frozen loses the lead', async () => {
  const second = await tablet.newTab()
  await expect(second.locator('[data-link=connected]')).toBeVisible()
  const browser = await tablet.page().context().newCDPSession(tablet.page())
  // A paused script: no timer, no message, no heartbeat, and the lock still held.
  await browser.send('Debugger.enable')
  await browser.send('Debugger.pause')
  const car = makeCar(5_000, START_MS + 5_000_000)
  const began = Date.now()
  await saveIn(second, [car])
  // Half a minute where nothing else is to be done.
  await waitFor('the second tab to lead', async () => ((await stored([car])).length === 1 ? true : undefined), {
    timeoutMs: 120_000,
  })
  process.stdout.write(`    taken over after ${((Date.now() - began) / 1000).toFixed(1)} s\n`)
  await browser.send('Debugger.resume')
  await browser.send('Debugger.disable')
  await drained()
  await second.close()
})

test('a captive portal, a token that nobody knows and another protocol delete nothing', async ({ kakou }) => {
  const waiting = async (many: number) => expect.poll(async () => (await tablet.tally()).waiting).toBe(many)
  const link = (kind: string) => expect(tablet.page().locator(`[data-link=${kind}]`)).toBeVisible()
  const again = () => {
    proxy.cut()
    proxy.heal()
  }
  const cars = [0, 1, 2].map((index) => makeCar(6_000 + index, START_MS + 6_000_000 + index * 1_000))

  const portal: Server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' })
    response.end('<html><body>Welcome to free Wi-Fi</body></html>')
  })
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve))
  const address = portal.address()
  if (address === null || typeof address === 'string') throw new Error('the portal has no port')
  target.port = address.port
  again()
  await tablet.save(cars)
  await link('offline')
  await waiting(3)
  portal.close()
  portal.closeAllConnections()

  await sql`update devices set token_hash = sha256(token_hash) where id = ${device.id}`
  const [row] = await sql<{ hash: Buffer }[]>`select token_hash as hash from devices where id = ${device.id}`
  expect(row).toBeDefined()
  await kakou.kill()
  await kakou.start()
  target.port = kakou.port
  again()
  await link('barred')
  await waiting(3)
  await sql`update devices set token_hash = sha256(${device.token}::bytea) where id = ${device.id}`

  let protocol = 99
  await tablet.page().routeWebSocket(/socket\.io/, (client) => {
    const server = client.connectToServer()
    client.onMessage((message) => server.send(String(message).replace('"protocol":1', `"protocol":${protocol}`)))
  })
  await tablet.reload()
  await link('barred')
  await waiting(3)
  protocol = 1
  await tablet.reload()
  await drained()
  expect((await stored(cars)).length).toBe(3)
})

/** On the tablet's own keys. What its form saved, as it lies in the outbox. */
async function logCar(page: Page, plate: string): Promise<Entry> {
  await page.getByLabel(/^号牌第 1 位/).click()
  for (const name of [...plate, ...'365']) await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: '保存并放行' }).click()
  await expect(page.getByLabel('号牌第 7 位，空')).toBeVisible()
  const kept = await page.evaluate(async () => {
    const outbox = await window.openOne()
    const [newest] = await outbox.recent(1)
    outbox.close()
    return newest
  })
  expect(kept?.entry.vehicle?.plate).toBe(plate)
  if (kept === undefined) throw new Error('nothing was saved')
  return kept.entry
}

test('a tablet that is moved with fifty waiting sends them in the old name, and what passes later in the new one', async ({
  kakou,
}) => {
  const cars = Array.from({ length: 48 }, (_, index) =>
    makeCar(7_000 + index, START_MS + 7_000_000 + index * 1_000, device.pairing),
  )
  proxy.cut()
  // The form says where they passed; the first and the last are its own.
  const first = await logCar(tablet.page(), '浙E70001')
  await tablet.save(cars)
  await kakou.kakou('device', 'pair', device.id, '--checkpoint', 'L02')
  await tablet.reload()
  const last = await logCar(tablet.page(), '浙E70002')
  expect((await tablet.tally()).waiting).toBe(50)
  proxy.heal()
  await drained()
  const rows = await stored([first, ...cars, last])
  expect(rows.length).toBe(50)
  expect(new Set(rows.map(({ checkpoint }) => checkpoint))).toEqual(new Set(['L01']))
  await expect(tablet.page().getByRole('heading', { name: 'L02' })).toBeVisible()
  const after = await logCar(tablet.page(), '浙E70003')
  await drained()
  expect((await stored([after])).map(({ checkpoint }) => checkpoint)).toEqual(['L02'])
})

test('what the server refused says why, and is sent under the same id once its form has mended it', async () => {
  const refused: Entry = { ...makeCar(0, Date.now()), vehicle: { plate: 'O-2', kind: 'car' } }
  const page = tablet.page()
  const before = (await tablet.tally()).toCorrect
  await tablet.save([refused])
  await expect(page.locator('[data-waiting]')).toHaveAttribute('data-to-correct', String(before + 1), {
    timeout: 30_000,
  })
  await page.getByRole('button', { name: '菜单' }).click()
  await expect(page.getByText('号牌不对').first()).toBeVisible()
  await page.getByRole('button', { name: '关闭', exact: true }).click()
  // Also by the short way, the line of the last entry: there is nothing at the server to correct or take back.
  const last = page.locator(`[data-entry="${refused.id}"]`)
  await expect(last.getByRole('button', { name: '撤销' })).toHaveCount(0)
  await last.getByRole('button', { name: '更正' }).click()
  await page.getByRole('button', { name: '清空号牌' }).click()
  for (const name of '浙E70004') await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('button', { name: '保存更正' }).click()
  await drained()
  expect((await stored([refused])).map(({ id }) => id)).toEqual([refused.id])
  expect((await tablet.tally()).toCorrect).toBe(before)
})

const RELEASES = fileURLToPath(new URL('releases', import.meta.url))
interface Wire {
  sent: Record<string, string>
  received: Record<string, string>
}

/** What a release says, said again as it stands; what this server answers, by event, and its acknowledgements. */
async function sayAgain(url: string, { sent }: Wire): Promise<{ heard: Map<string, unknown>; acks: unknown[] }> {
  const heard = new Map<string, unknown>()
  const acks: unknown[] = []
  let broken: Error | undefined
  let isIn = false
  const socket = await openBareSocket(
    url,
    '/socket.io/?EIO=4&transport=websocket',
    (text) => {
      const [, kind, json] = /^(\d+)[^[{]*([[{].*)$/s.exec(text) ?? []
      const said: unknown = json === undefined ? null : JSON.parse(json)
      if (text.startsWith('40/tablet')) isIn = true
      else if (kind === '43') acks.push(Array.isArray(said) ? said[0] : null)
      else if (kind === '42' && Array.isArray(said)) heard.set(String(said[0]), said[1])
    },
    (error) => {
      broken = error
    },
  )
  const calls = Object.entries(sent).flatMap(([event, frame]) => (/^\d/.test(event) ? [] : [frame]))
  socket.send(sent['40'] ?? '')
  await waitFor('the server to let it in', () => (broken ? 'ended' : isIn || undefined), { timeoutMs: 60_000 })
  for (const call of calls) socket.send(call)
  await waitFor('every call to be answered', () => (broken ? 'ended' : acks.length === calls.length || undefined), {
    timeoutMs: 60_000,
  })
  socket.end()
  return { heard, acks }
}

for (const release of readdirSync(RELEASES, { withFileTypes: true }).filter((one) => one.isDirectory())) {
  test(`a tablet of release ${release.name} with 500 waiting: what it says is taken, and this page takes over its store`, async ({
    kakou,
    openScreen,
  }) => {
    const { devices } = await kakou.kakou<{ devices: Paired[] }>('device', 'create', '--checkpoint', 'L01')
    const [old] = devices
    if (old === undefined) throw new Error('no device was made')
    const read = (name: string) =>
      JSON.parse(readFileSync(`${RELEASES}/${release.name}/${name}.json`, 'utf8').replaceAll('TOKEN', old.token))
    const wire: Wire = read('wire')
    const { heard, acks } = await sayAgain(kakou.url, wire)
    expect(acks.filter((ack) => typeof ack !== 'object' || ack === null || 'error' in ack || 'busy' in ack)).toEqual([])
    for (const event of ['policy', 'roster', 'duty']) {
      const [, then] = JSON.parse(/\[.*$/s.exec(wire.received[event] ?? '["",{}]')?.[0] ?? '[]')
      // A later server may say more, and never less.
      expect(Object.keys(Object(heard.get(event))), event).toEqual(expect.arrayContaining(Object.keys(then)))
    }

    const kept: KeptOutbox = read('outbox')
    const page = await openScreen('tablet')
    await page.goto('/healthz')
    await layOutbox(page, 'kakou-tablet', kept)
    await page.goto('/tablet')
    await expect(page.locator('[data-waiting="0"]')).toBeVisible({ timeout: 180_000 })
    await expect(page.locator('[data-to-correct="0"]')).toBeVisible()
    const made = kept.stores.find(({ name }) => name === 'queue')?.rows.length
    expect(made).toBe(500)
    const [arrived] = await sql<{ many: number }[]>`
      select (select count(*) from entries where source = ${old.id})::int
        + (select count(*) from items where source = ${old.id})::int as many`
    expect(arrived?.many, 'each once').toBe(500)
  })
}

test('a tablet that was retired too long ago sends nothing, keeps what waits, says so and lets it be exported', async ({
  kakou,
}) => {
  const cars = [0, 1].map((index) => makeCar(8_000 + index, START_MS + 8_000_000 + index * 1_000))
  proxy.cut()
  await tablet.save(cars)
  await kakou.kakou('device', 'retire', device.id)
  await sql`update devices set ended_at = now() - interval '73 hours' where id = ${device.id}`
  await kakou.kill()
  await kakou.start()
  proxy.heal()
  const page = tablet.page()
  await expect(page.getByRole('heading', { name: '本机已停用' })).toBeVisible({ timeout: 180_000 })
  await expect(page.getByRole('button', { name: '存成文件' })).toBeVisible()
  await tablet.reload()
  await expect(page.getByRole('heading', { name: '本机已停用' }), 'also when it is opened again').toBeVisible()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: '存成文件' }).click()
  expect(await (await saving).createReadStream().then((stream) => stream.readable)).toBe(true)
  expect((await tablet.tally()).waiting).toBe(2)
  expect(await stored(cars)).toEqual([])
})
