import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLicences, checkLock, checkPins, licencePasses } from './package-rules'

test('exact-pins: a range is found, with its line', () => {
  const text = '{\n  "dependencies": {\n    "zod": "^4.6.7",\n    "idb": "8.0.4"\n  }\n}'
  const found = checkPins(JSON.parse(text), text)
  assert.deepEqual(
    found.map((finding) => [finding.line, finding.rule]),
    [[3, 'exact-pins']],
  )
})

test('complete-lock: an optional package without an entry is found, a nested one is not missing', () => {
  const next = { optionalDependencies: { '@next/swc-darwin-x64': '16.4.5', '@img/sharp': '1.0.0' } }
  const found = checkLock({
    packages: { '': {}, 'node_modules/next': next, 'node_modules/next/node_modules/@img/sharp': {} },
  })
  assert.deepEqual(
    found.map((finding) => finding.rule),
    ['complete-lock'],
  )
  assert.match(found[0]?.reason ?? '', /@next\/swc-darwin-x64/)
  assert.deepEqual(
    checkLock({
      packages: { 'node_modules/next': next, 'node_modules/@next/swc-darwin-x64': {}, 'node_modules/@img/sharp': {} },
    }),
    [],
  )
})

test('no-resolved-urls: an address in the lock file is found', () => {
  const found = checkLock({
    packages: { 'node_modules/zod': { version: '4.6.7', resolved: 'https://mirror.example/zod.tgz' } },
  })
  assert.deepEqual(
    found.map((finding) => finding.rule),
    ['no-resolved-urls'],
  )
})

test('free-licences: a licence outside the list is found in what ships, not in what only builds', () => {
  const packages = {
    '': {},
    'node_modules/a': {},
    'node_modules/b': { dev: true },
    'node_modules/c': { license: 'GPL-3.0' },
  }
  const found = checkLicences({ packages }, (path) => (path === 'node_modules/c' ? undefined : 'MIT'))
  assert.deepEqual(
    found.map((finding) => finding.reason.split(' ')[0]),
    ['c'],
  )
  assert.deepEqual(
    checkLicences({ packages: { 'node_modules/b': { dev: true } } }, () => 'GPL-3.0'),
    [],
  )
})

test('an exception is for a package under its licence, not for the name alone', () => {
  const lock = { packages: { 'node_modules/react-leaflet': {} } }
  assert.deepEqual(
    checkLicences(lock, () => 'Hippocratic-2.1'),
    [],
  )
  assert.equal(checkLicences(lock, () => 'GPL-3.0').length, 1)
})

test('licence expressions: one choice of OR is enough, AND wants all', () => {
  assert.ok(licencePasses('(MIT OR GPL-2.0)'))
  assert.ok(licencePasses('MIT AND ISC'))
  assert.ok(!licencePasses('MIT AND GPL-2.0'))
  assert.ok(!licencePasses(''))
})
