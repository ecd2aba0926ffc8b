/**
 * Proves that a screen needs nothing but its own server: the browser is given this as its proxy for everything that is
 * not on this machine. It lets nothing through and notes who was asked for, also by service workers, fonts and sockets.
 */
import { createServer } from 'node:http'

export type OutsideWatch = {
  /** For the browser's `--proxy-server`. */
  readonly address: string
  /** Hosts and addresses asked for since the last call. */
  take(): string[]
  stop(): Promise<void>
}

/** Chromium's own calls, which no switch turns off; pages of ours have no reason to name these hosts. */
const BROWSER_ITSELF = new Set([
  'accounts.google.com',
  'android.clients.google.com',
  'clients2.google.com',
  'content-autofill.googleapis.com',
  'edgedl.me.gvt1.com',
  'optimizationguide-pa.googleapis.com',
  'safebrowsing.googleapis.com',
  'safebrowsingohttpgateway.googleapis.com',
  'update.googleapis.com',
  'www.google.com',
])

export async function startOutsideWatch(): Promise<OutsideWatch> {
  let asked: string[] = []
  const note = (target = '') => {
    const { hostname } = new URL(target.includes('://') ? target : `https://${target}`)
    if (!BROWSER_ITSELF.has(hostname)) asked.push(target)
  }
  const server = createServer((request, response) => {
    note(request.url)
    response.writeHead(403).end()
  })
  // HTTPS and WebSockets ask for a tunnel, naming host and port.
  server.on('connect', (request, socket) => {
    note(request.url)
    // The server is done with it: nobody else hears when a browser that ends resets it.
    socket.on('error', () => socket.destroy())
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the watch has no port')
  return {
    address: `http://127.0.0.1:${address.port}`,
    take() {
      const taken = asked
      asked = []
      return taken
    },
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
