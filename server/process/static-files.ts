import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { BUILT_SCRIPT } from './page-policy'

const PREFIX = '/_next/static/'
const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const COMPRESSED = new Set(['.css', '.js', '.json', '.svg', '.txt'])

interface StaticFile {
  type: string
  plain: Buffer
  br?: Buffer
  gzip?: Buffer
}

interface StaticFiles {
  /** Answers a path under `/_next/static/`; false for every other. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** Compresses every file once, in the background: until a file is done it is served plain. */
  compress(): Promise<void>
}

/**
 * The build's assets, from memory. Next would compress each anew for each request, which stalls the sockets while a
 * room full of dashboards reloads. Names carry a hash, so they may be kept for ever.
 */
export function loadStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // How the screens were written is nobody's to fetch from here.
    if (!entry.isFile() || entry.name.endsWith('.map')) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).split(sep).map(encodeURIComponent).join('/')
    files.set(PREFIX + name, {
      type: TYPES[extname(entry.name)] ?? 'application/octet-stream',
      plain: readFileSync(path),
    })
  }

  return {
    handle(request, response) {
      const path = request.url?.split('?', 1)[0] ?? ''
      if (!path.startsWith(PREFIX)) return false
      const file = files.get(path) ?? files.get(normalised(path))
      if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
        response.writeHead(file ? 405 : 404, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' })
        response.end()
        return true
      }
      const [encoding, body] = choose(file, String(request.headers['accept-encoding'] ?? ''))
      response.writeHead(200, {
        'Content-Type': file.type,
        'Content-Length': body.length,
        'Cache-Control': 'public, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
        ...(encoding ? { 'Content-Encoding': encoding } : {}),
        ...(file.type === TYPES['.js'] ? { 'Content-Security-Policy': BUILT_SCRIPT } : {}),
      })
      response.end(request.method === 'HEAD' ? undefined : body)
      return true
    },

    async compress() {
      for (const [name, file] of files) {
        if (!COMPRESSED.has(extname(name)) || file.plain.length < 512) continue
        file.br = await compressBrotli(file.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
        file.gzip = await compressGzip(file.plain)
      }
    },
  }
}

/** Browsers differ in which characters of a route's folder, such as [id], they escape. */
function normalised(path: string): string {
  try {
    return path.split('/').map(decodeURIComponent).map(encodeURIComponent).join('/')
  } catch {
    return path
  }
}

function choose(file: StaticFile, accepted: string): [string | null, Buffer] {
  if (file.br && /(^|[\s,])br\b(?!\s*;\s*q=0(?:[.,;\s]|$))/.test(accepted)) return ['br', file.br]
  if (file.gzip && /(^|[\s,])gzip\b(?!\s*;\s*q=0(?:[.,;\s]|$))/.test(accepted)) return ['gzip', file.gzip]
  return [null, file.plain]
}
