/** `docs/data-protection.md` is what a county's officer goes by: its table and its days are those that the server goes by. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { DEFAULT_RETENTION } from '#domain/privacy/retention'
import { DATA_KINDS, SEERS, sightOf } from '#domain/privacy/who-sees'

const text = readFileSync(fileURLToPath(new URL('../../docs/data-protection.md', import.meta.url)), 'utf8')
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().split(' ', 1)[0] ?? '')

test('who sees what is written as it is', () => {
  const lines = text.split('\n').filter((line) => line.startsWith('| '))
  const head = lines.find((line) => line.includes('reporter'))
  assert.ok(head !== undefined)
  const [, ...seers] = cellsOf(head)
  assert.deepEqual([...seers].sort(), [...SEERS].sort())
  for (const kind of DATA_KINDS) {
    const line = lines.find((one) => one.startsWith(`| ${kind} `))
    assert.ok(line !== undefined, `${kind} is not in the table`)
    const [, ...cells] = cellsOf(line)
    assert.deepEqual(
      cells,
      SEERS.toSorted((a, b) => seers.indexOf(a) - seers.indexOf(b)).map((seer) => sightOf(seer, kind)),
      kind,
    )
  }
})

test('so are the days', () => {
  const { persons, plates, health, searches } = DEFAULT_RETENTION
  assert.ok(text.includes(`备注 ${persons} 天，号牌 ${plates} 天，体温和症状 ${health} 天`))
  assert.ok(text.includes(`谁查过什么 ${searches} 天`))
})
