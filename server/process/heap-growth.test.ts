import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'

/** Holds some 60 MB, makes what outlives a scavenge and then goes, and prints the most that it held, in shares of the first. */
const PROGRAM = `
  const { boundHeapGrowth } = await import(${JSON.stringify(new URL('./heap-growth.ts', import.meta.url).href)})
  if (process.argv.includes('bound')) boundHeapGrowth()
  const held = Array.from({ length: 300_000 }, (_, n) => ({ n, parts: [n, n, n], text: 'x' + n }))
  gc()
  const live = process.memoryUsage().heapUsed
  const waiting = new Array(60_000)
  let most = 0
  for (let n = 0; n < 6_000_000; n++) {
    waiting[n % waiting.length] = { n, parts: [n, n], text: 'y' + n }
    if (n % 20_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed)
  }
  console.log(held.length > 0 ? most / live : 0)`

const grown = async (...args: string[]): Promise<number> => {
  const options = ['--expose-gc', '--import', 'tsx', '--input-type=module', '-e', PROGRAM, ...args]
  const { stdout } = await promisify(execFile)(process.execPath, options, { timeout: 60_000 })
  return Number(stdout)
}

test('after what it held the heap grows by less than V8 would let it (four times)', async () => {
  const bound = await grown('bound')
  assert.ok(bound > 1 && bound < 3.3, `${bound}`)
})
