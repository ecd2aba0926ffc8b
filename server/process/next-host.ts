import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { builtPolicy, developmentPolicy } from './page-policy'
import { projectRoot } from './project-root'
import { loadStaticFiles } from './static-files'

/** The pages. */
export interface NextHost {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Takes the socket of Next's hot reload; false: not wanted here (production). */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  close(): Promise<void>
}

/**
 * Next inside our process. It is given a server that never listens: on its first request Next adds an `upgrade`
 * listener to the server it knows, which would close our live sockets or leave unknown ones hanging.
 */
export async function startNext(development: boolean, port: number): Promise<NextHost> {
  const { default: next } = await import('next')
  const decoy = createServer()
  const dir = projectRoot()
  const app = next({ dev: development, dir, hostname: 'localhost', port, httpServer: decoy })
  await app.prepare()
  const handleByNext = app.getRequestHandler()
  const assets = development ? null : loadStaticFiles(join(dir, '.next', 'static'))
  void assets?.compress()
  const policyOf = development ? developmentPolicy : builtPolicy(join(dir, '.next', 'server', 'app'))
  return {
    async handle(request, response) {
      if (assets?.handle(request, response)) return
      // A page is only ever read; what writes is under /api/. Hot reload speaks otherwise.
      if (!development && request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { Allow: 'GET, HEAD', 'Cache-Control': 'no-store' })
        response.end()
        return
      }
      response.setHeader('Content-Security-Policy', policyOf(request.url?.split('?', 1)[0] ?? '/'))
      // Next would let proxies keep a page for a year, and with it the policy of a build that is gone.
      if (!development) response.setHeader('Cache-Control', 'no-cache')
      await handleByNext(request, response)
    },
    upgrade(request, socket, head) {
      return development && decoy.emit('upgrade', request, socket, head)
    },
    async close() {
      await app.close()
      decoy.close()
    },
  }
}
