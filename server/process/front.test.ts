/** The port while nothing behind it is there yet. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { after, before, test } from 'node:test'
import { readEnv } from '../env'
import { createLog } from '../log'
import { createFront } from './front'

const front = createFront(readEnv({ HOST: '127.0.0.1', PORT: '0' }), createLog('front'))
let port: number

before(async () => {
  front.server.listen(0, '127.0.0.1')
  await once(front.server, 'listening')
  port = (front.server.address() as AddressInfo).port
})
after(() => {
  front.server.closeAllConnections()
  front.server.close()
})

const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)

test('while it starts it lives, is not ready, and a page that was asked for comes by itself', async () => {
  assert.equal((await ask('/healthz')).status, 200)
  assert.equal((await ask('/readyz')).status, 503)
  for (const path of ['/wall', '/api/v1/checkpoints', '/metrics']) {
    const { status, headers } = await ask(path)
    assert.deepEqual([status, headers.get('retry-after'), headers.get('refresh')], [503, '1', '2'], path)
  }
})

test('sockets are told to come again, and where none ever are, that there is nothing', async () => {
  for (const [path, status] of [
    ['/socket.io/?EIO=4&transport=websocket', 503],
    ['/elsewhere', 404],
  ] as const) {
    const client = connect(port, '127.0.0.1')
    client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
    let said = ''
    client.setEncoding('latin1').on('data', (chunk: string) => {
      said += chunk
    })
    await once(client, 'close')
    assert.match(said, new RegExp(`^HTTP/1\\.1 ${status} .*\r\nConnection: close\r\n`), path)
  }
})
