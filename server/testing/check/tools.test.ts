/** The tools that check calls are set up to find what we count on them for. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string

before(() => {
  // Below the root, so that the tools find the same settings and packages as ever; node_modules is watched by nobody.
  folder = mkdtempSync(join(ROOT, 'node_modules', '.check-tools-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

/** What the compiler finds in this text as a file of the domain. */
function domainFaults(text: string): string[] {
  const settings = { extends: join(ROOT, 'server/domain/tsconfig.json'), include: ['./planted.ts'], exclude: [] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  writeFileSync(join(folder, 'planted.ts'), text)
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '--pretty', 'false', '-p', folder], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return [...stdout.matchAll(/error (TS\d+): (.+)/g)].map((match) => match[2] ?? '')
}

test('the domain is compiled without Node and without a browser', () => {
  assert.deepEqual(domainFaults('export const double = (n: number) => n * 2'), [])
  assert.match(domainFaults("import { readFileSync } from 'node:fs'\nreadFileSync('x')").join(), /node:fs/)
  assert.match(domainFaults('export const port = process.env.PORT').join(), /'process'/)
  assert.match(domainFaults('export const here = document.title').join(), /'document'/)
  assert.match(domainFaults('setTimeout(() => {}, 1)').join(), /'setTimeout'/)
})

test('the linter finds unused imports, any, and imports of types that are not marked', () => {
  const outside = mkdtempSync(join(tmpdir(), 'kakou-lint-'))
  try {
    const planted = {
      'unused.ts': "import { join } from 'node:path'\n",
      'any.ts': 'export const read = (x: any) => x\n',
      'type.ts': "import { Socket } from 'node:net'\nexport type S = Socket\n",
      'good.ts': 'export const double = (n: number) => n * 2\n',
    }
    for (const [name, text] of Object.entries(planted)) writeFileSync(join(outside, name), text)
    const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')
    const settings = [`--config-path=${join(ROOT, 'biome.json')}`, '--vcs-enabled=false', '--reporter=concise']
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', ...settings, outside], {
      cwd: outside,
      encoding: 'utf8',
      timeout: 60_000,
    })
    const found = stdout + stderr
    assert.match(found, /unused\.ts:.*noUnusedImports/)
    assert.match(found, /any\.ts:.*noExplicitAny/)
    assert.match(found, /type\.ts:.*useImportType/)
    assert.doesNotMatch(found, /good\.ts/)
  } finally {
    rmSync(outside, { recursive: true, force: true })
  }
})
