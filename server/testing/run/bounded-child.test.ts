import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { waitFor } from '../wait-for'
import { runBounded } from './bounded-child'

let folder: string
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'kakou-bounded-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const run = (script: string, timeoutMs: number, signal?: AbortSignal) =>
  runBounded(process.execPath, ['--eval', script], { cwd: folder, timeoutMs, ...(signal && { signal }) })

/** A child that starts one of its own, writes down that one's process id, and waits. */
const parent = `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  require('node:fs').writeFileSync('pid', String(child.pid))
  setInterval(() => {}, 1000)`

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('hands on the exit code, and 1 for a command that does not exist', async () => {
  assert.equal(await run('process.exit(7)', 10_000), 7)
  assert.equal(await runBounded('no-such-command', [], { cwd: folder, timeoutMs: 10_000 }), 1)
})

test('ends a child that takes too long together with what it started', async () => {
  assert.equal(await run(parent, 8_000), 1)
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
  await waitFor('the grandchild to end', () => !isAlive(pid))
})

test('ends the child when it is told to', async () => {
  const interruption = new AbortController()
  setTimeout(() => interruption.abort(), 300)
  const from = performance.now()
  assert.equal(await run('setInterval(() => {}, 1000)', 60_000, interruption.signal), 1)
  assert.ok(performance.now() - from < 50_000)
})
