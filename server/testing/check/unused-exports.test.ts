import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanSource } from './source-scan'
import { checkUnusedExports } from './unused-exports'

function unused(files: Record<string, string>): string[] {
  const scanned = Object.entries(files).map(([path, text]) => scanSource({ path, text }))
  return checkUnusedExports(scanned).map((finding) => `${finding.file}:${finding.line} ${finding.reason.split('"')[1]}`)
}

test('an export that nobody imports is found, with its line', () => {
  assert.deepEqual(
    unused({
      'server/domain/plate.ts': 'export const used = 1\nexport const unused = 2\n',
      'server/http/x.ts': "import { used } from '#domain/plate'",
    }),
    ['server/domain/plate.ts:2 unused'],
  )
})

test('an import of the whole module, or of its types, counts as use', () => {
  const plate = { 'server/domain/plate.ts': 'export type Plate = string' }
  for (const use of [
    "import * as plate from '../domain/plate'",
    "import type { Plate } from '../domain/plate'",
    "await import('../domain/plate')",
    "export type { Plate } from '../domain/plate'",
  ]) {
    assert.deepEqual(unused({ ...plate, 'server/http/x.ts': use }), [], use)
  }
})

test('the name counts, not the file alone', () => {
  assert.deepEqual(
    unused({
      'app/_ui/a.ts': 'export const same = 1',
      'app/_ui/b.ts': 'export const same = 2',
      'app/page.tsx': "import { same } from './_ui/a'",
    }),
    ['app/_ui/b.ts:1 same'],
  )
})

test('files that Next, drizzle-kit, the tool or a config loader read by name are left out', () => {
  assert.deepEqual(
    unused({
      'app/layout.tsx': 'export default function Layout() {}',
      'app/sw.js/route.ts': 'export function GET() {}',
      'app/manifest.ts': 'export default function manifest() {}',
      'next.config.js': 'export default {}',
      'db/schema/entries.ts': 'export const entries = 1',
      'server/cli/verify.ts': 'export const command = 1',
      'e2e/playwright.config.ts': 'export default {}',
    }),
    [],
  )
})
