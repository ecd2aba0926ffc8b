import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CuttableProxy, startCuttableProxy } from './cuttable-proxy'
import { waitFor } from './wait-for'

let server: Server
let proxy: CuttableProxy
const serverSockets = new Set<Socket>()

before(async () => {
  server = createServer((socket) => {
    serverSockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => serverSockets.delete(socket))
    socket.pipe(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
after(() => server.close())
beforeEach(async () => {
  // A server that listens on a TCP port has an address with a port.
  proxy = await startCuttableProxy({ port: (server.address() as AddressInfo).port })
})
afterEach(() => proxy.stop())

/** A client that keeps what it hears. */
async function dial() {
  const socket = connect(proxy.port, '127.0.0.1')
  const heard = { text: '', closed: false, error: '' }
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    heard.text += chunk
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    heard.error = error.code ?? error.message
  })
  socket.on('close', () => {
    heard.closed = true
  })
  await new Promise<void>((resolve) => socket.once('connect', resolve).once('close', resolve))
  return { socket, heard }
}

test('forwards both ways and counts the bytes', async () => {
  const { socket, heard } = await dial()
  socket.write('hello')
  await waitFor('the echo', () => heard.text === 'hello')
  assert.deepEqual(
    { ...proxy.stats },
    { accepted: 1, refused: 0, abandoned: 0, open: 1, bytesUp: 5, bytesDown: 5, held: 0 },
  )
  socket.end()
  await waitFor('the close', () => heard.closed && proxy.stats.open === 0)
})

test('a large piece arrives whole, in order', async () => {
  const { socket, heard } = await dial()
  const text = Array.from({ length: 200_000 }, (_, index) => `${index},`).join('')
  socket.write(text)
  await waitFor('all of it', () => heard.text.length === text.length)
  assert.ok(heard.text === text)
  socket.destroy()
})

test('cut resets what is open and refuses what is new; heal lets clients back in', async () => {
  const first = await dial()
  first.socket.write('a')
  await waitFor('the echo', () => first.heard.text === 'a')
  proxy.cut()
  await waitFor('the reset', () => first.heard.closed)
  const second = await dial()
  await waitFor('the refusal', () => second.heard.closed)
  assert.equal(proxy.stats.refused, 1)
  proxy.heal()
  const third = await dial()
  third.socket.write('c')
  await waitFor('the echo', () => third.heard.text === 'c')
  third.socket.destroy()
})

test('stall keeps both ends in the belief that they are connected; heal delivers what waited', async () => {
  const { socket, heard } = await dial()
  socket.write('a')
  await waitFor('the echo', () => heard.text === 'a')
  proxy.stall()
  socket.write('b')
  await sleep(100)
  assert.deepEqual({ ...heard }, { text: 'a', closed: false, error: '' })
  assert.equal(serverSockets.size, 1)
  proxy.heal()
  await waitFor('what waited', () => heard.text === 'ab')
  socket.destroy()
})

test('muffle lets through what is sent and holds back the answers; heal delivers them', async () => {
  const { socket, heard } = await dial()
  socket.write('a')
  await waitFor('the echo', () => heard.text === 'a')
  proxy.muffle()
  socket.write('b')
  const later = await dial()
  later.socket.write('c')
  await waitFor('both to reach the server', () => proxy.stats.bytesUp === 3)
  await sleep(50)
  assert.deepEqual([heard.text, later.heard.text], ['a', ''])
  proxy.heal()
  await waitFor('what was held back', () => heard.text === 'ab' && later.heard.text === 'c')
  for (const each of [socket, later.socket]) each.destroy()
})

test('abandonUpstream drops the client and leaves the server with an open connection', async () => {
  const { socket, heard } = await dial()
  socket.write('a')
  await waitFor('the echo', () => heard.text === 'a')
  proxy.abandonUpstream()
  await waitFor('the client to notice', () => heard.closed)
  await sleep(50)
  assert.equal(serverSockets.size, 1)
})

test('delay holds back each direction and keeps the order', async () => {
  const { socket, heard } = await dial()
  proxy.delay(60)
  const from = performance.now()
  socket.write('a')
  await waitFor('the echo', () => heard.text === 'a')
  // Timers may fire a millisecond early by the other clock.
  assert.ok(performance.now() - from >= 118, 'held back on the way there and on the way back')
  socket.write('b')
  await waitFor('the piece to be held', () => proxy.stats.held === 1, { everyMs: 1 })
  proxy.delay(0)
  socket.write('c')
  await waitFor('both', () => heard.text.length === 3)
  assert.equal(heard.text, 'abc')
  socket.destroy()
})
