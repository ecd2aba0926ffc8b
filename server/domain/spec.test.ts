import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const here = new URL('.', import.meta.url)
const folders = [here, new URL('../protocol/', here)]

const rules = [...readFileSync(new URL('SPEC.md', here), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(
  (match) => match[1],
)
const names = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/^test\('((?:[A-Z]\d+ )+)/gm)].flatMap((match) =>
        (match[1] ?? '').trim().split(' '),
      ),
    ),
)

test('every rule of SPEC.md has a number of its own and a test that bears it', () => {
  assert.equal(rules.length > 40, true)
  assert.equal(new Set(rules).size, rules.length)
  assert.deepEqual(
    rules.filter((rule) => !names.includes(rule ?? '')),
    [],
  )
})

test('no test bears the number of a rule that does not exist', () => {
  assert.deepEqual(
    names.filter((name) => !rules.includes(name)),
    [],
  )
})
