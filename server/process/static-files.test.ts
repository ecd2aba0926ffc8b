import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadStaticFiles } from './static-files'

const folder = mkdtempSync(join(tmpdir(), 'kakou-static-'))
let server: Server

before(async () => {
  mkdirSync(join(folder, 'static', 'chunks', 'app'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'static', 'chunks', 'a.js'), 'first()')
  writeFileSync(join(folder, 'static', 'chunks', 'a.js.map'), '{"sources":["app/page.tsx"]}')
  const files = loadStaticFiles(join(folder, 'static'))
  server = createServer((call, response) => {
    if (!files.handle(call, response)) response.writeHead(418).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
after(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** As it stands on the wire: `fetch` would tidy the path first. */
const ask = (path: string, method = 'GET'): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const call = request({ method, path, port, host: '127.0.0.1', agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    call.on('error', reject)
    call.end()
  })

test('what was built is served by its name, and nothing else: no folder, no way up, no source map', async () => {
  assert.deepEqual(await ask('/_next/static/chunks/a.js'), { status: 200, text: 'first()' })
  const nothing = [
    ...['/_next/static/', '/_next/static/chunks', '/_next/static/chunks/', '/_next/static/chunks/app/'],
    ...['/_next/static/../secret.txt', '/_next/static/%2e%2e/secret.txt', '/_next/static/..%2fsecret.txt'],
    ...['/_next/static/chunks/..%5c..%5csecret.txt', '/_next/static//etc/passwd', '/_next/static/chunks/%00a.js'],
    ...['/_next/static/chunks/%zz', '/_next/static/chunks/a.js.map', '/_next/static/constructor'],
  ]
  for (const path of nothing) assert.deepEqual(await ask(path), { status: 404, text: '' }, path)
  for (const method of ['POST', 'PUT', 'DELETE', 'TRACE']) {
    assert.equal((await ask('/_next/static/chunks/a.js', method)).status, 405, method)
  }
})
