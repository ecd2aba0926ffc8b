/** Compression on the sockets: one frame for all who take it, plain ones for the others, and nobody's bomb goes off. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { connect, type Socket as TcpSocket } from 'node:net'
import { after, before, test } from 'node:test'
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import type { Delta } from '#protocol/live'
import type { EntriesAnswer } from '#protocol/results'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

let rig: ServerRig
let county: CountyFixture
let key: string
let tablet: Socket
const now = () => new Date().toISOString()

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, now())
    },
  })
  key = await rig.key('command')
  tablet = rig.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
})
after(() => rig.close())

interface Frame {
  isLast: boolean
  isDeflated: boolean
  opcode: number
  payload: Buffer
}

/** A client that shows its frames as they are on the wire. */
class BareClient {
  readonly frames: Frame[] = []
  head = ''
  isClosed = false
  readonly #socket: TcpSocket

  private constructor(socket: TcpSocket) {
    this.#socket = socket
    let rest = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk])
      if (this.head === '') {
        const end = rest.indexOf('\r\n\r\n')
        if (end < 0) return
        this.head = rest.toString('latin1', 0, end)
        rest = rest.subarray(end + 4)
      }
      for (let frame = readFrame(rest); frame !== null; frame = readFrame(rest)) {
        rest = rest.subarray(frame.bytes)
        this.frames.push(frame)
      }
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.isClosed = true
    })
  }

  static async open(offer: string | null, query = '&as=screen'): Promise<BareClient> {
    const { hostname, port } = new URL(rig.url)
    const socket = connect(Number(port), hostname)
    const client = new BareClient(socket)
    const extension = offer === null ? '' : `Sec-WebSocket-Extensions: ${offer}\r\n`
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket${query} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n` +
        `Sec-WebSocket-Version: 13\r\n${extension}\r\n`,
    )
    await waitFor('the handshake', () => client.head !== '')
    return client
  }

  get agreed(): boolean {
    return /^sec-websocket-extensions: permessage-deflate/im.test(this.head)
  }

  /** In `pieces` frames; compressed unless told otherwise. */
  send(text: string, { deflated = true, pieces = 1 } = {}): void {
    const payload = deflated ? deflate(text) : Buffer.from(text)
    const size = Math.ceil(payload.length / pieces)
    for (let piece = 0; piece < pieces; piece++) {
      const first = (piece === 0 ? 1 : 0) | (piece === 0 && deflated ? 0x40 : 0) | (piece === pieces - 1 ? 0x80 : 0)
      this.#socket.write(masked(first, payload.subarray(piece * size, (piece + 1) * size)))
    }
  }

  /** Joins as a screen and subscribes. */
  async watch(): Promise<void> {
    this.send(`40/live,${JSON.stringify({ token: key, protocol: 1 })}`, { deflated: this.agreed })
    await waitFor('to be let in', () => this.texts().some((text) => text.startsWith('40/live,')))
    this.send('42/live,1["subscribe",{}]', { deflated: this.agreed })
    await waitFor('the snapshot', () => this.texts().some((text) => text.startsWith('43/live,1')))
  }

  texts(): string[] {
    return this.frames.filter(({ opcode }) => opcode === 1).map(textOf)
  }

  deltas(): Frame[] {
    return this.frames.filter((frame) => frame.opcode === 1 && textOf(frame).startsWith('42/live,["delta"'))
  }

  /** The delta that told of so many people at the tablet's checkpoint. */
  told(people: number): Frame | undefined {
    return this.deltas().find((frame) => {
      const [, { checkpoints = [] }] = JSON.parse(textOf(frame).slice(DELTA_AT)) as [string, Delta]
      return checkpoints.some((change) => 'today' in change && change.code === 'K01' && change.today.people === people)
    })
  }

  /** A whole message that says it is compressed. */
  sendRaw(payload: Buffer): void {
    this.#socket.write(masked(0xc1, payload))
  }

  end(): void {
    this.#socket.destroy()
  }
}

const TAIL = Buffer.from([0, 0, 255, 255])
const deflate = (text: string): Buffer => deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4)
const textOf = ({ isDeflated, payload }: Frame): string =>
  (isDeflated
    ? inflateRawSync(Buffer.concat([payload, TAIL]), { finishFlush: constants.Z_SYNC_FLUSH })
    : payload
  ).toString()

/** Its mask is all zeros, which leaves the payload as it is. */
const masked = (first: number, payload: Buffer): Buffer => {
  const head = Buffer.alloc(14)
  head[0] = first
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(payload.length), 2)
  return Buffer.concat([head, payload])
}

const readFrame = (buffer: Buffer): (Frame & { bytes: number }) | null => {
  if (buffer.length < 2) return null
  const [first = 0, second = 0] = buffer
  const head = second === 126 ? 4 : second === 127 ? 10 : 2
  if (buffer.length < head) return null
  const length = head === 2 ? second : head === 4 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2))
  if (buffer.length < head + length) return null
  const payload = Buffer.from(buffer.subarray(head, head + length))
  return {
    isLast: (first & 0x80) !== 0,
    isDeflated: (first & 0x40) !== 0,
    opcode: first & 0x0f,
    payload,
    bytes: head + length,
  }
}

const DELTA_AT = '42/live,'.length
const counted = async (): Promise<number> => {
  const { json } = await rig.call<{ today: { people: number } }>('GET', '/checkpoints/K01', { token: key })
  return json.today.people
}

const send = (...entries: unknown[]): Promise<EntriesAnswer> => asked(tablet, 'entries', entries)

test('a screen that offers compression is sent one compressed frame, everybody else a plain one: both say the same', async () => {
  const clients = [
    await BareClient.open('permessage-deflate; client_max_window_bits'),
    await BareClient.open('permessage-deflate'),
    await BareClient.open(null),
    await BareClient.open('permessage-deflate; server_max_window_bits=9'),
    await BareClient.open('x-webkit-deflate-frame'),
    await BareClient.open('permessage-deflate', ''),
    await BareClient.open('permessage-deflate', '&as=screens'),
  ]
  assert.deepEqual(
    clients.map(({ agreed }) => agreed),
    [true, true, false, false, false, false, false],
  )
  for (const client of clients) await client.watch()
  // Whatever each was told before, all know the same after a first one; the next is the same for all.
  let people = await counted()
  for (let write = 0; write < 2; write++) {
    const entry = anEntry({ occurredAt: now() })
    await send(entry)
    people += entry.headcount
    for (const client of clients) await waitFor(`write ${write} to be told`, () => client.told(people))
  }
  const first = clients.map((client) => client.told(people))
  assert.deepEqual(
    first.map((frame) => frame?.isDeflated),
    [true, true, false, false, false, false, false],
  )
  assert.deepEqual(first[0]?.payload, first[1]?.payload, 'one frame for all who take it')
  const texts = first.map((frame) => frame && textOf(frame))
  assert.equal(new Set(texts).size, 1)
  const [, { checkpoints }] = JSON.parse(texts[0]?.slice(DELTA_AT) ?? '') as [string, Delta]
  assert.equal(checkpoints?.[0]?.code, 'K01')
  assert.ok((first[0]?.payload.length ?? 0) < (first[2]?.payload.length ?? 0))
  for (const client of clients) client.end()
})

test('a bomb ends its own connection alone', async () => {
  const screen = await BareClient.open('permessage-deflate')
  await screen.watch()
  const bomb = `42/live,2["subscribe",{"x":"${'y'.repeat(30_000_000)}"}]`
  screen.send(bomb)
  await waitFor('the screen to be cut off', () => screen.isClosed)
  const stranger = await BareClient.open('permessage-deflate')
  stranger.send(`40/live,{"x":"${'y'.repeat(100_000)}"}`)
  await waitFor('the stranger to be cut off', () => stranger.isClosed)
  const inPieces = await BareClient.open('permessage-deflate')
  await inPieces.watch()
  inPieces.send(bomb, { pieces: 3 })
  await waitFor('it to be cut off', () => inPieces.isClosed)
  const garbage = await BareClient.open('permessage-deflate')
  garbage.sendRaw(Buffer.alloc(400, 0xfe))
  await waitFor('garbage to be cut off', () => garbage.isClosed)
  const { results } = await send(anEntry({ occurredAt: now() }))
  assert.equal(results[0]?.status, 'stored')
})

test('a client that polls first, as the library does unless told otherwise, gets deltas before and after its upgrade', async () => {
  const socket = io(`${rig.url}/live`, { forceNew: true, query: { as: 'screen' }, auth: { token: key, protocol: 1 } })
  try {
    await asked(socket, 'subscribe', {})
    let deltas = 0
    socket.on('delta', () => deltas++)
    await waitFor('the upgrade', () => socket.io.engine.transport.name === 'websocket')
    const { ws } = socket.io.engine.transport as unknown as { ws: { extensions: string } }
    assert.equal(ws.extensions, 'permessage-deflate')
    await send(anEntry({ occurredAt: now() }))
    await waitFor('a delta', () => deltas > 0)
    // Larger than what the library sends without compression.
    const answer = await asked<{ error: { status: number } }>(socket, 'subscribe', { jurisdiction: 'x'.repeat(2_000) })
    assert.equal(answer.error.status, 404)
  } finally {
    socket.close()
  }
})
