import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const ROOT = join(import.meta.dirname, '..', '..')
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  jsx: 'automatic',
  // Of Next's link, which a button that leads somewhere is: nothing is set.
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
  loader: { '.png': 'dataurl' },
  logLevel: 'error',
} as const

/** Serves a bench's page, its worker where it has one, and further files by their paths. */
export const serveBenchPage = async (
  entry: string,
  { worker, files = {} }: { worker?: string; files?: Readonly<Record<string, Uint8Array | string>> } = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), 'kakou-map-bench-'))
  await build({ ...OPTIONS, entryPoints: [entry], outfile: join(folder, 'page.js'), format: 'iife' })
  const served: Record<string, readonly [string, string | Uint8Array]> = {
    '/': [
      'text/html; charset=utf-8',
      '<!doctype html><html lang="zh-CN"><link rel="stylesheet" href="/page.css"><div id="root"></div><script src="/page.js"></script></html>',
    ],
    '/page.js': ['text/javascript', readFileSync(join(folder, 'page.js'))],
    '/page.css': ['text/css', readFileSync(join(folder, 'page.css'))],
  }
  if (worker !== undefined) {
    await build({ ...OPTIONS, entryPoints: [worker], outfile: join(folder, 'worker.js'), format: 'esm' })
    served['/worker.js'] = ['text/javascript', readFileSync(join(folder, 'worker.js'))]
  }
  for (const [path, bytes] of Object.entries(files)) served[path] = ['application/octet-stream', bytes]
  const server = createServer((request, response) => {
    const file = served[(request.url ?? '/').split('?')[0] ?? '/']
    response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' })
    response.end(file?.[1] ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    /** For what else is to be served there: sockets. */
    server,
    close: async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
