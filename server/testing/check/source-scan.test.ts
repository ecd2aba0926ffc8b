import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankNonCode, scanSource } from './source-scan'

const importsOf = (text: string) =>
  scanSource({ path: 'x.ts', text }).imports.map(({ specifier, names, typeOnly }) => ({ specifier, names, typeOnly }))
const exportsOf = (text: string) => scanSource({ path: 'x.ts', text }).exports.map(({ name }) => name)

test('every form of import is read', () => {
  const cases: Array<[string, { specifier: string; names: string[]; typeOnly: boolean }]> = [
    ["import 'a'", { specifier: 'a', names: [], typeOnly: false }],
    ["import b from 'a'", { specifier: 'a', names: ['default'], typeOnly: false }],
    ["import b, { c as d } from 'a'", { specifier: 'a', names: ['default', 'c'], typeOnly: false }],
    ["import * as b from 'a'", { specifier: 'a', names: ['*'], typeOnly: false }],
    ["import {\n  c,\n  type D,\n} from 'a'", { specifier: 'a', names: ['c', 'D'], typeOnly: false }],
    ["import type { C } from 'a'", { specifier: 'a', names: ['C'], typeOnly: true }],
    ["import { type C } from 'a'", { specifier: 'a', names: ['C'], typeOnly: true }],
    ["import type C from 'a'", { specifier: 'a', names: ['default'], typeOnly: true }],
    ["export { c as d } from 'a'", { specifier: 'a', names: ['c'], typeOnly: false }],
    ["export * from 'a'", { specifier: 'a', names: ['*'], typeOnly: false }],
    ["export type { C } from 'a'", { specifier: 'a', names: ['C'], typeOnly: true }],
    ["const m = await import('a')", { specifier: 'a', names: ['*'], typeOnly: false }],
    ["let t: typeof import('a')", { specifier: 'a', names: ['*'], typeOnly: false }],
    ["new Worker(new URL('./a.ts', import.meta.url))", { specifier: './a.ts', names: ['*'], typeOnly: false }],
  ]
  for (const [text, expected] of cases) assert.deepEqual(importsOf(text), [expected], text)
})

test('what only looks like an import is not one', () => {
  for (const text of [
    "// import 'a'",
    "/* import 'a' */",
    'const s = "import \'a\'"',
    "const t = `import 'a'`",
    'import.meta.url',
    "loader.import('a')",
    'const r = /import "a"/',
  ]) {
    assert.deepEqual(importsOf(text), [], text)
  }
})

test('every form of export is read', () => {
  const cases: Array<[string, string[]]> = [
    ['export const a = 1', ['a']],
    ['export async function a() {}', ['a']],
    ['export function* a() {}', ['a']],
    ['export abstract class A {}', ['A']],
    ['export type A = string', ['A']],
    ['export const { a, b: c } = x', ['a', 'c']],
    ['const a = 1\nexport { a, b as c }', ['a', 'c']],
    ['export default function Page() {}', ['default']],
    ["export { a } from './a'", []],
  ]
  for (const [text, expected] of cases) assert.deepEqual(exportsOf(text), expected, text)
})

test('code inside a template is code, its text is not', () => {
  const bare = blankNonCode(`const s = \`Date.now() \${Date.now()} \${\`\${a}\`} }\` + b`)
  assert.equal(bare, `const s = \`           \${Date.now()} \${\`\${a}\`}  \` + b`)
})

test('JSX with apostrophes and closing tags stays readable', () => {
  const bare = blankNonCode("<p>it's {now()}</p>\n<Row at={1} /> {Date.now()} </p>")
  assert.match(bare, /\{now\(\)\}/)
  assert.match(bare, /\{Date\.now\(\)\}/)
})

test('offsets and lines are kept', () => {
  const text = "/* a\n b */ const x = 'y' // z\nimport 'q'\n"
  const bare = blankNonCode(text)
  assert.equal(bare.length, text.length)
  assert.equal(scanSource({ path: 'x.ts', text }).imports[0]?.line, 3)
})
