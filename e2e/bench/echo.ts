/**
 * What sockets alone reach: a plain Socket.IO server that says of each entry that it is stored, and stores nothing. No
 * database, no checks; answers as `limit.ts` does.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })

io.of('/tablet').on('connection', (socket) => {
  socket.on('entries', (entries: { id: string }[], ack: (answer: unknown) => void) => {
    ack({ results: entries.map(({ id }) => ({ id, status: 'stored' })), epoch: 'echo' })
  })
})

http.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }))
process.on('disconnect', () => process.exit(0))
