import { io, type Socket } from 'socket.io-client'

const RETRY_MS = 200
const RETRY_MOST_MS = 1_000
const HANDSHAKE_MS = 3_000

/** A socket that is tried for ever, also where the client gives up by itself, as our own pages do. */
export const openLastingSocket = (url: string, token: string): Socket => {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    timeout: HANDSHAKE_MS,
    reconnectionDelay: RETRY_MS,
    reconnectionDelayMax: RETRY_MOST_MS,
    auth: { token, protocol: 1 },
  })
  let retry: NodeJS.Timeout | undefined
  let isClosed = false
  const again = () => {
    clearTimeout(retry)
    retry = setTimeout(() => !isClosed && socket.connect(), RETRY_MS + Math.random() * RETRY_MOST_MS)
  }
  // A handshake that was refused (a server whose database is gone knows nobody), and a server that hangs up.
  socket.on('connect_error', () => {
    if (!socket.active) again()
  })
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') again()
    if (reason === 'io client disconnect') isClosed = true
  })
  return socket
}
