/** A process of its own that holds many dashboards and counts what reaches them: `dashboards.ts URL KEY COUNT`. */
import { io } from 'socket.io-client'

const [url, key, count] = process.argv.slice(2)
if (url === undefined || key === undefined || count === undefined) throw new Error('usage: dashboards.ts URL KEY COUNT')

let deltas = 0
let bytes = 0
let subscribed = 0

for (let number = 0; number < Number(count); number++) {
  const socket = io(`${url}/live`, {
    path: '/socket.io',
    transports: ['websocket'],
    forceNew: true,
    auth: { token: key, protocol: 1 },
  })
  socket.on('connect', () => {
    socket.emit('subscribe', {}, () => {
      if (++subscribed === Number(count)) process.send?.({ kind: 'ready' })
    })
  })
  socket.on('delta', () => deltas++)
  socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
    if (typeof data === 'string') bytes += data.length
  })
}

process.on('message', () => {
  process.send?.({ kind: 'counts', deltas, bytes })
  deltas = 0
  bytes = 0
})
