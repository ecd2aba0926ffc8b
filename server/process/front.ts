import { existsSync, readFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { Server as SocketServer } from 'socket.io'
import { OperatorError } from '../../db/operator-error'
import { callerOf, maySpeakPlainly } from '../caller'
import type { Env } from '../env'
import { agreeToDeflate, dropUnfitOffer } from '../live/inflate'
import type { Log } from '../log'
import type { NextHost } from './next-host'
import { NO_PAGE } from './page-policy'
import type { Services } from './services-port'

const SOCKET_PATH = '/socket.io/'
const HEADERS_MS = 15_000
const CHECK_MS = 5_000
/** Two years: a browser that was here by TLS once asks for nothing else. */
const HSTS_S = 63_072_000
/** Answered while the services still load. */
const VITALS = new Set(['/healthz', '/readyz', '/metrics'])
/** They tell nothing, and whoever balances the load asks them from wherever he is. */
const PROBES = new Set(['/healthz', '/readyz'])
const TOO_PLAIN =
  '公网上不用明文 HTTP：密码和登记会被沿途的人看到。请用 HTTPS（npm run kakou -- tls make）；确是自己的网络，把网段写进 KAKOU_PLAIN_HTTP。\n' +
  'No plain HTTP across the internet: everybody on the way would read passwords and entries. Use HTTPS (npm run kakou -- tls make; a proxy in front: TRUSTED_PROXIES and X-Forwarded-Proto), or name your own network in KAKOU_PLAIN_HTTP.'
/** Twice what a message may hold, so that an honest client that sends too much gets an answer (protocol: Sizes). */
const MAX_MESSAGE_BYTES = 2 * 1024 * 1024

/** The port: decides who answers a request or takes a socket. Each part is plugged in when it is there. */
interface Front {
  server: Server
  services: Services | null
  pages: NextHost | null
  /** Connections that have become sockets. */
  upgraded: ReadonlySet<Duplex>
  /** Opens the sockets. Called once the services have started. */
  openSockets(): SocketServer
}

export function createFront(env: Env, log: Log): Front {
  const upgraded = new Set<Duplex>()
  const front: Front = { server: createServer(env), services: null, pages: null, upgraded, openSockets }
  let io: SocketServer | null = null
  front.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error, method: request.method }, 'a request failed')
      if (response.headersSent) response.destroy()
      else plain(response, 500, 'The server made a mistake; it is in the log.')
    })
  })
  front.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (io && request.url?.startsWith(SOCKET_PATH)) {
      dropUnfitOffer(request)
      upgraded.add(socket)
      socket.once('close', () => upgraded.delete(socket))
      return
    }
    if (isProtected(request) && front.pages?.upgrade(request, socket, head)) return
    lastWords(socket, request.url?.startsWith(SOCKET_PATH) ? '503 Service Unavailable' : '404 Not Found')
  })
  front.server.on('clientError', refuseUnread)
  // Behind a proxy that keeps its connections for a minute, the shorter of the two decides who gets a 502.
  front.server.keepAliveTimeout = 65_000
  // Who takes longer to say what he wants holds a connection for its own sake.
  front.server.headersTimeout = HEADERS_MS

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?', 1)[0] ?? '/'
    setSecurityHeaders(response, callerOf(request, env).secure)
    if (!isProtected(request) && !PROBES.has(path)) return plain(response, 403, TOO_PLAIN)
    if (path.startsWith('/api/') || path === '/api' || VITALS.has(path)) {
      const { services } = front
      if (services && (io || VITALS.has(path))) {
        if (!services.handleApi(request, response)) plain(response, 404, 'There is nothing here.')
      } else if (path === '/healthz') plain(response, 200, 'ok')
      else loading(response)
      return
    }
    if (path === '/ca.crt') certificate(env, response)
    else if (front.pages) await front.pages.handle(request, response)
    else loading(response)
  }

  /** By TLS, or within a network of one's own. */
  function isProtected(request: IncomingMessage): boolean {
    const { address, secure } = callerOf(request, env)
    // Who asks from this very machine by its public address has the address that it asks.
    const { localAddress, remoteAddress } = request.socket
    return secure || maySpeakPlainly(address, env) || (address === remoteAddress && localAddress === remoteAddress)
  }

  function openSockets(): SocketServer {
    // Its own upgrade listener comes after ours, which leaves that path alone from here on.
    io = new SocketServer(front.server, {
      path: '/socket.io',
      // A client of other people's begins with polling unless told otherwise, and would be turned away at the door.
      transports: ['polling', 'websocket'],
      serveClient: false,
      allowRequest: (request, decide) => decide(null, isProtected(request)),
      destroyUpgrade: false,
      perMessageDeflate: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      pingInterval: 10_000,
      pingTimeout: 8_000,
    })
    agreeToDeflate(io)
    return io
  }

  return front
}

/** Fresh keys for each connection and authenticated encryption alone, the strongest first. */
const SUITES = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':')

function createServer(env: Env): Server {
  if (!env.tls) return createHttpServer({ connectionsCheckingInterval: CHECK_MS })
  try {
    return createHttpsServer({
      cert: env.tls.cert,
      key: env.tls.key,
      minVersion: 'TLSv1.2',
      ciphers: SUITES,
      honorCipherOrder: true,
      connectionsCheckingInterval: CHECK_MS,
    })
  } catch {
    throw new OperatorError(
      'TLS_CERT and TLS_KEY do not fit together: expected a PEM certificate and its own key, without a password',
    )
  }
}

/** What holds for every answer; a page has a policy of its own, which says what it may run. */
function setSecurityHeaders(response: ServerResponse, secure: boolean): void {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'same-origin')
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('Content-Security-Policy', NO_PAGE)
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  // The camera reads codes, the place is offered for a checkpoint; nothing else of the device is ours.
  response.setHeader('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()')
  if (!secure) return
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Strict-Transport-Security', `max-age=${HSTS_S}; includeSubDomains`)
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`${text}\n`)
}

/**
 * What is no request that we read is answered all the same: a proxy that gets no answer takes this server for dead, and
 * one client that sends nonsense would cut all others off from one server after the other.
 */
function refuseUnread(error: Error, socket: Duplex): void {
  const code = 'code' in error ? error.code : ''
  const status =
    code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  lastWords(socket, status)
}

/** Says so and lets go, whether or not the other end does. */
function lastWords(socket: Duplex, status: string): void {
  if (!socket.writable) socket.destroy()
  else socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

function loading(response: ServerResponse): void {
  response.setHeader('Retry-After', '1')
  // A wall that starts again in this moment has nobody to press a key.
  response.setHeader('Refresh', '2')
  plain(response, 503, 'Kakou is starting.')
}

/** The county's own authority as `kakou tls make` made it: public, and what a tablet must install to trust us. */
function certificate(env: Env, response: ServerResponse): void {
  const file = join(env.dataDir, 'tls', 'ca.crt')
  if (!existsSync(file)) {
    plain(response, 404, 'There is no certificate here: npm run kakou -- tls make')
    return
  }
  const content = readFileSync(file)
  response.writeHead(200, {
    'Content-Type': 'application/x-x509-ca-cert',
    'Content-Disposition': 'attachment; filename="kakou-ca.crt"',
    'Content-Length': content.length,
    'Cache-Control': 'no-cache',
  })
  response.end(content)
}
