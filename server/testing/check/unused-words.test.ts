import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanSource } from './source-scan'
import { checkUnusedWords } from './unused-words'

const table = `export const words = text(
  {
    said: '说',
    unsaid: (name: string) => \`不说 \${name}\`,
    state: { open: '开', shut: '关' },
    kinds: {
      car: '车',
      cart: '板车',
    },
  },
  {
    said: 'said',
    unsaid: (name) => \`unsaid \${name}\`,
    state: { open: 'open', shut: 'shut' },
    kinds: {
      car: 'car',
      cart: 'cart',
    },
  },
)
`

const unused = (files: Record<string, string>) =>
  checkUnusedWords(Object.entries(files).map(([path, text]) => scanSource({ path, text }))).map(
    ({ file, line, reason }) => `${file}:${line} ${reason.split('"')[1]}`,
  )

test('a message that no screen says is found with its line, at any depth', () => {
  const screen = "const shown = [words.said, words.state[one], words.kinds[kind as 'car']] // unsaid"
  assert.deepEqual(unused({ 'app/_text/x.ts': table, 'app/x/page.tsx': screen }), [
    'app/_text/x.ts:4 unsaid',
    'app/_text/x.ts:8 cart',
  ])
})

test('a name that the domain gives picks its word, and a test alone says none', () => {
  const files = {
    'app/_text/x.ts': table,
    'app/x/page.tsx': 'const shown = [words.said, words.state[one], words.kinds[kind]]',
    'server/domain/kind.ts': "export const KINDS = ['car', 'cart']",
  }
  assert.deepEqual(unused({ ...files, 'app/x/page.test.ts': 'words.unsaid' }), ['app/_text/x.ts:4 unsaid'])
})
