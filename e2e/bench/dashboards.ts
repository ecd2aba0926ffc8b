/**
 * A process of its own that holds many dashboards: `dashboards.ts URL KEY COUNT`. Each question is answered with what
 * reached them since the last one.
 */
import { io } from 'socket.io-client'

export interface DashboardsAnswer {
  deltas: number
  bytes: number
  /** When a dashboard last had a delta, since it was last asked: Unix time, ms with fractions; 0 where none had. */
  lastAt: number
}

const [url, key, countText] = process.argv.slice(2)
if (url === undefined || key === undefined || countText === undefined)
  throw new Error('usage: dashboards.ts URL KEY COUNT')
const COUNT = Number(countText)

let deltas = 0
let bytes = 0
let lastAt = 0
let subscribed = 0

const answer = (): void => {
  const counted: DashboardsAnswer = { deltas, bytes, lastAt }
  deltas = 0
  bytes = 0
  lastAt = 0
  process.send?.(counted)
}

for (let number = 0; number < COUNT; number++) {
  const socket = io(`${url}/live`, {
    path: '/socket.io',
    transports: ['websocket'],
    forceNew: true,
    auth: { token: key, protocol: 1 },
  })
  socket.on('connect', () => {
    socket.emit('subscribe', {}, () => {
      if (++subscribed === COUNT) answer()
    })
  })
  socket.on('delta', () => {
    deltas++
    lastAt = performance.timeOrigin + performance.now()
  })
  socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
    if (typeof data === 'string') bytes += data.length
  })
}

process.on('message', answer)
process.on('disconnect', () => process.exit(0))
