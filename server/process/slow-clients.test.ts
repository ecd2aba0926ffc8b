/** Clients that open a connection and then dawdle: they are let go, and nobody else notices. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { readEnv } from '../env'
import { createLog } from '../log'
import { waitFor } from '../testing/wait-for'
import { createFront } from './front'
import type { Services } from './services-port'

const front = createFront(readEnv({ HOST: '127.0.0.1', PORT: '0' }), createLog('slow clients'))
const clients: Socket[] = []
let port: number

before(async () => {
  const services: Partial<Services> = {
    handleApi(_request, response) {
      response.end('ok\n')
      return true
    },
  }
  front.services = services as Services
  front.server.listen(0, '127.0.0.1')
  await once(front.server, 'listening')
  port = (front.server.address() as AddressInfo).port
})
after(async () => {
  for (const client of clients) client.destroy()
  front.server.closeAllConnections()
  front.server.close()
})

const dawdle = async (begin: string): Promise<Socket> => {
  const client = connect(port, '127.0.0.1')
  client.on('error', () => {})
  clients.push(client)
  await once(client, 'connect')
  client.write(begin)
  return client
}

const ask = async () =>
  (await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(60_000) })).status

test('who says a header a letter at a time is cut off in a bounded time, while others are served', async () => {
  assert.ok(front.server.headersTimeout <= 15_000, 'the limit that holds in operation')
  front.server.headersTimeout = 1_000
  const slow = await Promise.all(
    Array.from({ length: 200 }, (_, index) => dawdle(index % 2 ? 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-' : '')),
  )
  const drip = setInterval(() => {
    for (const client of slow) if (client.writable) client.write('a')
  }, 100)
  try {
    for (let call = 0; call < 20; call++) assert.equal(await ask(), 200)
    await waitFor('all to be cut off', () => slow.every((client) => client.destroyed || client.readableEnded), {
      timeoutMs: 60_000,
    })
  } finally {
    clearInterval(drip)
  }
  assert.equal(await ask(), 200)
})

test('headers without end, requests in disguise and upgrades to nowhere are refused in so many words', async () => {
  const refused: Record<string, string> = {
    'headers of 20 kB': `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    'two lengths': 'POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
    'a length and chunks':
      'POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
    'a line without a carriage return': 'GET /healthz HTTP/1.1\nHost: x\n\n',
    'an upgrade to nowhere': 'GET /x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    noise: '\u0016\u0003\u0001\u0002\u0000\u0001',
  }
  for (const [name, bytes] of Object.entries(refused)) {
    const client = await dawdle(bytes)
    let said = ''
    client.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1')
    })
    await waitFor(`${name} to be cut off`, () => client.destroyed || client.readableEnded)
    // A proxy takes a server that says nothing for dead.
    assert.match(said, /^HTTP\/1\.1 (4\d\d|503) /, name)
  }
  assert.equal(await ask(), 200)
})
