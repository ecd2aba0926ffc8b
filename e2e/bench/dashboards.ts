/**
 * A process of its own that holds many dashboards: `dashboards.ts URL KEY COUNT [plain]`; plain ones do not offer
 * compression. Each question is answered with what reached them since the last one; bytes are those of the connection.
 */
import type { Socket as TcpSocket } from 'node:net'
import { io, type Socket } from 'socket.io-client'

export interface DashboardsAnswer {
  deltas: number
  bytes: number
  /** When a dashboard last had a delta, since it was last asked: Unix time, ms with fractions; 0 where none had. */
  lastAt: number
}

const [url, key, countText, kind] = process.argv.slice(2)
if (url === undefined || key === undefined || countText === undefined)
  throw new Error('usage: dashboards.ts URL KEY COUNT [plain]')
const COUNT = Number(countText)

const sockets: Socket[] = []
let deltas = 0
let bytesBefore = 0
let lastAt = 0
let subscribed = 0

const answer = (): void => {
  const bytes = sockets.reduce((sum, socket) => sum + wire(socket).bytesRead, 0)
  const counted: DashboardsAnswer = { deltas, bytes: bytes - bytesBefore, lastAt }
  deltas = 0
  bytesBefore = bytes
  lastAt = 0
  process.send?.(counted)
}

/** The TCP connection below a client. */
const wire = ({ io: { engine } }: Socket): TcpSocket =>
  (engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket

/** What the library's types leave out: it hands this on to the websocket, which then offers nothing. */
const PLAIN = { perMessageDeflate: false } as object

for (let number = 0; number < COUNT; number++) {
  const socket = io(`${url}/live`, {
    path: '/socket.io',
    transports: ['websocket'],
    forceNew: true,
    query: { as: 'screen' },
    auth: { token: key, protocol: 1 },
    ...(kind === 'plain' ? PLAIN : {}),
  })
  sockets.push(socket)
  socket.on('connect', () => {
    socket.emit('subscribe', {}, () => {
      if (++subscribed === COUNT) answer()
    })
  })
  socket.on('delta', () => {
    deltas++
    lastAt = performance.timeOrigin + performance.now()
  })
}

process.on('message', answer)
process.on('disconnect', () => process.exit(0))
