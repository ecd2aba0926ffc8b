import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { hashSources, isBuilt, isInstalled, nodeFault } from './launch.mjs'

/**
 * A project with the launcher as it is, and stand-ins for Next and esbuild that note each build in `builds`: what is
 * tested is when the launcher builds, not what.
 */
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kakou-launch-'))
  for (const path of ['app', 'server', 'db', 'node_modules/next/dist/bin', 'node_modules/esbuild/lib']) {
    mkdirSync(join(root, path), { recursive: true })
  }
  cpSync(fileURLToPath(new URL('./launch.mjs', import.meta.url)), join(root, 'server', 'launch.mjs'))
  mkdirSync(join(root, 'server', 'process'))
  const mend = 'process/mended-postgres.mjs'
  cpSync(fileURLToPath(new URL(`./${mend}`, import.meta.url)), join(root, 'server', mend))
  write('app/page.tsx', 'export default () => null')
  write('server/main.ts', 'process.stdout.write("running\\n")')
  write('package.json', '{"type":"module"}')
  const packages = { 'node_modules/next': { version: '1.0.0', integrity: 'a' } }
  write('package-lock.json', JSON.stringify({ packages: { '': {}, ...packages } }))
  write('node_modules/.package-lock.json', JSON.stringify({ packages }))
  write('node_modules/next/package.json', '{"type":"commonjs"}')
  write(
    'node_modules/next/dist/bin/next',
    `const fs = require('node:fs')
     fs.appendFileSync('builds', process.env.BUILD_HASH + ' ' + process.env.NODE_ENV + '\\n')
     fs.mkdirSync('.next', { recursive: true })
     if (fs.existsSync('.next/poison')) { console.error('Error: poisoned'); process.exit(1) }
     if (fs.existsSync('fail')) { console.error('Error: no such luck'); process.exit(1) }
     setTimeout(() => {}, 300)`,
  )
  write('node_modules/esbuild/package.json', '{"type":"module"}')
  write(
    'node_modules/esbuild/lib/main.js',
    `import { existsSync, readFileSync } from 'node:fs'
     export async function stop() {}
     export async function build({ absWorkingDir: root, entryPoints }) {
       if (existsSync(root + '/fail-bundle')) throw { errors: [{ text: 'No such export', location: { file: 'db/a.ts', line: 3 } }] }
       return { outputFiles: [{ path: root + '/.next/server.mjs', contents: readFileSync(root + '/' + entryPoints.server) }] }
     }`,
  )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text)
}

function builds(): string[] {
  return existsSync(join(root, 'builds')) ? readFileSync(join(root, 'builds'), 'utf8').trim().split('\n') : []
}

function launch(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['server/launch.mjs', ...args], { cwd: root, timeout: 60_000 })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

test('the first start builds once and runs; the second only runs', async () => {
  const first = await launch()
  assert.equal(first.code, 0, first.err)
  assert.match(first.out, /building/)
  assert.match(first.out, /running/)
  const second = await launch()
  assert.equal(second.out, 'running\n')
  assert.deepEqual(builds(), [`${hashSources(root)} production`])
})

test('any changed, added or removed source makes the build stale; a test does not', async () => {
  assert.equal((await launch('--prepare')).code, 0)
  assert.ok(isBuilt(root))
  write('server/some.test.ts', 'x')
  assert.ok(isBuilt(root), 'a test is no source')
  write('db/new.ts', 'x')
  assert.ok(!isBuilt(root), 'an added file')
  rmSync(join(root, 'db/new.ts'))
  assert.ok(isBuilt(root), 'as it was')
  write('app/page.tsx', 'export default () => 1')
  assert.ok(!isBuilt(root), 'a changed file')
  assert.equal((await launch('--prepare')).code, 0)
  assert.equal(builds().length, 2)
})

test('a moved line between two files is a change', () => {
  write('db/a.ts', 'one')
  write('db/b.ts', 'two')
  const before = hashSources(root)
  write('db/a.ts', 'onetwo')
  write('db/b.ts', '')
  assert.notEqual(hashSources(root), before)
})

test('two starts at once build once', async () => {
  const results = await Promise.all([launch('--prepare'), launch('--prepare'), launch('--prepare')])
  assert.deepEqual(
    results.map((result) => result.code),
    [0, 0, 0],
  )
  assert.equal(builds().length, 1)
})

test('a failure that stuck in .next is cleared by building anew', async () => {
  mkdirSync(join(root, '.next'))
  write('.next/poison', '')
  const result = await launch('--prepare')
  assert.equal(result.code, 0, result.err)
  assert.equal(builds().length, 2)
})

test('a build that fails twice is one line that says why, exit 1, and nothing counts as built', async () => {
  write('fail', '')
  const result = await launch()
  assert.equal(result.code, 1)
  assert.match(result.err, /^kakou: the build failed \(above\): no such luck$/m)
  assert.doesNotMatch(result.out, /running/)
  assert.ok(!isBuilt(root))
})

test('a fault in the server is found before the pages are built', async () => {
  write('fail-bundle', '')
  const result = await launch()
  assert.equal(result.code, 1)
  assert.equal(result.err, 'kakou: the build failed: db/a.ts:3: No such export\n')
  assert.deepEqual(builds(), [])
})

test('a Node that is too old is named, with the one that is needed', () => {
  for (const version of ['20.18.3', '18.20.0', '8.1.0']) {
    assert.equal(nodeFault(version), `Node ${version} is too old: install Node 20.19 or later (https://nodejs.org)`)
  }
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '100.0.0']) assert.equal(nodeFault(version), null)
})

test('packages are installed when they are absent, of another version, or incomplete', () => {
  assert.ok(isInstalled(root))
  const lock = (packages: object) => write('package-lock.json', JSON.stringify({ packages }))
  lock({ 'node_modules/next': { version: '1.0.1', integrity: 'b' } })
  assert.ok(!isInstalled(root), 'another version')
  lock({ 'node_modules/next': { version: '1.0.0', integrity: 'a' }, 'node_modules/x': { version: '1' } })
  assert.ok(!isInstalled(root), 'one is missing')
  lock({
    'node_modules/next': { version: '1.0.0', integrity: 'a' },
    'node_modules/x': { version: '1', optional: true },
  })
  assert.ok(isInstalled(root), 'one for another kind of machine')
  rmSync(join(root, 'node_modules'), { recursive: true })
  assert.ok(!isInstalled(root), 'absent')
})
