import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDocuments } from './doc-rules'

const named = {
  files: ['docs/testing.md', 'docs/a.md', 'server/domain/coverage/trial.test.ts', 'app/sw.js/route.ts'],
  scripts: ['check', 'kakou'],
  commands: ['audit verify', 'backup', 'key create', 'key list'],
}
const faults = (text: string, ...others: { path: string; text: string }[]) =>
  checkDocuments([{ path: 'docs/a.md', text }, ...others], named).map(({ line, reason }) => `${line} ${reason}`)

test('a link leads to a file, a folder or a heading', () => {
  const testing = { path: 'docs/testing.md', text: '# Testing\n\n## One file: `x`\n' }
  const good =
    '[a](testing.md) [b](testing.md#one-file-x) [c](../server/domain/) [d](https://example.org/x.md) [e](#here)\n# Here'
  assert.deepEqual(faults(good, testing), [])
  assert.deepEqual(faults('\n[a](tests.md)\n[b](testing.md#two)', testing), [
    '2 leads to tests.md, which is not there',
    '3 leads to testing.md#two, but no heading there makes that anchor',
  ])
})

test('scripts and commands of the tool are there', () => {
  assert.deepEqual(
    faults('`npm run check`, `kakou backup FILE`, `kakou key create`, `npm run kakou -- audit verify`'),
    [],
  )
  assert.deepEqual(faults('`npm run checks`\n`kakou audit vrify`\nnpm run kakou -- restore X'), [
    '1 package.json has no script "checks"',
    '2 kakou has no command "audit vrify"',
    '3 kakou has no command "restore"',
  ])
})

test('a file that is named is there, from the root, from beside, or by its last folders', () => {
  const good =
    '`server/domain/coverage` `coverage/trial` `domain/coverage/trial.test.ts` `app/sw.js/` `text/csv` `test-results/x.jsonl` `server/VERSION/`'
  assert.deepEqual(faults(good), [])
  assert.deepEqual(faults('`coverage/trail`'), ['1 names coverage/trail, which is not there'])
})
