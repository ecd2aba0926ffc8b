import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const REPORTER = fileURLToPath(new URL('./count-reporter.mjs', import.meta.url))
let folder: string

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kakou-reporter-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the texts as test files in Node and gives what the reporter printed. */
function tallyOf(files: Record<string, string>): { passed: number; failed: number; skipped: number } {
  const paths = Object.entries(files).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--test', '--test-timeout=15000', `--test-reporter=${REPORTER}`, ...paths],
    // Node marks the processes of a test run; this one is a run of its own.
    { encoding: 'utf8', timeout: 120_000, env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
  )
  return JSON.parse(stdout)
}

test('tests are counted, their groups are not', () => {
  const text = `
    const { test, describe, it } = require('node:test')
    test('good', () => {})
    test('bad', () => { throw new Error('bad') })
    describe('group', () => { it('in it', () => {}) })
    test('told', (t) => t.skip('no data here'))`
  assert.deepEqual(tallyOf({ 'a.test.ts': text }), { passed: 2, failed: 1, skipped: 1 })
})

test('a file that crashes, that hangs, or that holds no test is a failure', () => {
  assert.deepEqual(tallyOf({ 'crash.test.ts': 'process.exit(3)' }), { passed: 0, failed: 1, skipped: 0 })
  for (const empty of ['empty.test.ts', 'empty.test.mjs']) {
    assert.deepEqual(tallyOf({ [empty]: '' }), { passed: 0, failed: 1, skipped: 0 }, empty)
  }
  const hang = "require('node:test').test('hang', () => new Promise(() => setInterval(() => {}, 1000)))"
  assert.deepEqual(tallyOf({ 'hang.test.ts': hang }), { passed: 0, failed: 1, skipped: 0 })
})
