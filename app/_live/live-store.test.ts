/** The live picture of a page, whoever sits before it: against a server of sockets that shows one checkpoint. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Server } from 'socket.io'

const http = createServer()
const server = new Server(http, { transports: ['websocket'] })
const SNAPSHOT = { version: '1', at: new Date().toISOString(), alerts: [], closures: [], coverage: null }
let silent = false
let store: typeof import('./live-store')

before(async () => {
  server.of('/live').on('connection', (socket) => {
    socket.on('subscribe', (_asked: unknown, answer: (snapshot: object) => void) => {
      if (!silent) answer({ ...SNAPSHOT, checkpoints: [{ code: 'K01', state: 'reporting', at: SNAPSHOT.at }] })
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  Object.assign(globalThis, { window: { addEventListener() {} }, location: new URL(`http://127.0.0.1:${port}`) })
  store = await import('./live-store')
})
after(async () => {
  store.forgetLive()
  await server.close()
})

const waitFor = async (what: string, is: () => boolean): Promise<void> => {
  const end = Date.now() + 30_000
  while (!is()) {
    assert.ok(Date.now() < end, `waited in vain for ${what}`)
    await sleep(20)
  }
}

test('who signs in next on the same page sees nothing of what the last one saw', async () => {
  const codes = () => [...(store.liveState()?.checkpoints.keys() ?? [])]
  store.subscribe('checkpoints', () => {})
  await waitFor('the first picture', () => codes().includes('K01'))
  silent = true
  store.forgetLive()
  assert.equal(store.liveState(), null)
  assert.equal(store.liveConnection().phase, 'connecting')
  await waitFor('the socket to be closed', () => server.of('/live').sockets.size === 0)
  store.reconnectLive()
  await waitFor('another socket', () => server.of('/live').sockets.size === 1)
  assert.equal(store.liveState(), null, 'before his own picture is there')
  silent = false
  store.reconnectLive()
  await waitFor('his own picture', () => codes().includes('K01'))
})
