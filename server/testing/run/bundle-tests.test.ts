import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { bundleTests } from './bundle-tests'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'kakou-bundles-')))
after(() => rmSync(root, { recursive: true, force: true }))

test('a bundled file knows where its source and those that it uses lie, and a fault names their lines', async () => {
  mkdirSync(join(root, 'a/b'), { recursive: true })
  writeFileSync(
    join(root, 'a/near.ts'),
    "export const near: string = import.meta.url\nexport const said = 'import.meta.url'\n",
  )
  writeFileSync(join(root, 'a/plain.mjs'), 'export const plain = import.meta.url\n')
  const source = [
    "import { near, said } from '../near'; import { plain } from '../plain.mjs'",
    "const line = /one\\.test\\.ts:(\\d+)/.exec(new Error().stack ?? '')?.[1]",
    'console.log(JSON.stringify([near, said, plain, import.meta.url, import.meta.dirname, line]))',
  ]
  writeFileSync(join(root, 'a/b/one.test.ts'), source.join('\n'))
  // What a run left that was killed goes with the next one.
  const left = join(root, 'node_modules/.cache/kakou-tests-4194305')
  mkdirSync(left, { recursive: true })
  const { paths, remove } = await bundleTests(root, ['a/b/one.test.ts'])
  assert.ok(!existsSync(left))
  const said = execFileSync(process.execPath, ['--enable-source-maps', ...paths], { encoding: 'utf8', timeout: 60_000 })
  const url = (path: string) => pathToFileURL(join(root, path)).href
  assert.deepEqual(JSON.parse(said), [
    url('a/near.ts'),
    'import.meta.url',
    url('a/plain.mjs'),
    url('a/b/one.test.ts'),
    join(root, 'a/b'),
    '2',
  ])
  remove()
  assert.ok(!existsSync(paths[0] ?? ''))
})
