import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { builtPolicy, developmentPolicy } from './page-policy'

const folder = mkdtempSync(join(tmpdir(), 'kakou-pages-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('a built page may run what was built into it and our own files, nothing else', () => {
  mkdirSync(join(folder, 'admin'))
  writeFileSync(join(folder, 'index.html'), '<script>first()</script><script src="/a.js" async=""></script>')
  writeFileSync(join(folder, 'admin', 'people.html'), '<script id="_R_">two()\n</script><script>two()\n</script>')
  writeFileSync(join(folder, '_not-found.html'), '<style>h1{color:#000}</style><script></script>')
  const policyOf = builtPolicy(folder)
  const scripts = (path: string) => /script-src ([^;]*)/.exec(policyOf(path))?.[1]
  const own = "'self' 'wasm-unsafe-eval'"
  assert.equal(scripts('/'), `${own} ${hash('first()')}`)
  assert.equal(scripts('/admin/people'), `${own} ${hash('two()\n')}`)
  assert.equal(scripts('/admin/people/'), scripts('/admin/people'))
  assert.equal(scripts('/nothing/here'), `${own} ${hash('')}`)
  assert.match(policyOf('/nothing'), new RegExp(`style-src 'self' ${hash('h1{color:#000}').replace(/[+/]/g, '\\$&')};`))
  for (const path of ['/', '/admin/people', '/nothing']) {
    assert.doesNotMatch(policyOf(path), /(?:script|style)-src [^;]*unsafe-(?:inline|hashes|eval)(?<!wasm-unsafe-eval)/)
    assert.match(policyOf(path), /^default-src 'none';.*frame-ancestors 'none'$/)
  }
})

test('only while developing may a page run what is written into it', () => {
  assert.match(developmentPolicy('/'), /script-src [^;]*'unsafe-inline'/)
})
