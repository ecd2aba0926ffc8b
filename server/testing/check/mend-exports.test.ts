import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mendExports } from './mend-exports'
import { scanSource } from './source-scan'
import { checkUnusedExports } from './unused-exports'

test('what only its own file uses loses the word; what is imported, or dead, keeps it', () => {
  const text = [
    'export type Own = { at: number }',
    'export const dead = 1',
    'export function used(own: Own) {}',
    'export async function inner() {}',
    'inner()',
  ].join('\n')
  const file = scanSource({ path: 'server/domain/a.ts', text })
  const other = scanSource({ path: 'server/http/b.ts', text: "import { used } from '#domain/a'" })
  assert.equal(
    mendExports(file, checkUnusedExports([file, other])),
    [
      'type Own = { at: number }',
      'export const dead = 1',
      'export function used(own: Own) {}',
      'async function inner() {}',
      'inner()',
    ].join('\n'),
  )
})
