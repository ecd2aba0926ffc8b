/** Messages of `app/_text` that no screen says: two languages of dead weight, which readers and translators take for living. */
import type { Finding } from './finding'
import { lineOf, type ScannedFile } from './source-scan'
import { isTest } from './source-tree'

const MESSAGES = 'app/_text/'
const TABLE = /= text\(\n/g
const KEY = /^\s+([\w$]+)(?=[:(])/gm

interface Table {
  file: ScannedFile
  /** Of both languages, in the text. */
  from: number
  to: number
}

/** By name alone, since a name may be looked up (`words[state]`): one that stands anywhere else in the code counts as said. */
export function checkUnusedWords(files: readonly ScannedFile[]): Finding[] {
  const tables = files.filter(({ path }) => path.startsWith(MESSAGES)).flatMap(tablesOf)
  const said = new Set<string>()
  for (const file of files) {
    if (isTest(file.path)) continue
    let at = 0
    for (const { from, to } of tables.filter((table) => table.file === file)) {
      gather(file, at, from, said)
      at = to
    }
    gather(file, at, file.text.length, said)
  }
  return tables.flatMap(({ file, from, to }) => {
    const chinese = file.bare.slice(from, to).split('\n  },\n  {', 1)[0] ?? ''
    return [...chinese.matchAll(KEY)].flatMap((match) => {
      const name = match[1] ?? ''
      if (said.has(name)) return []
      const line = lineOf(file.text, from + match.index + match[0].length)
      return { file: file.path, line, rule: 'unused-word', reason: `"${name}" is said nowhere; take it out` }
    })
  })
}

function tablesOf(file: ScannedFile): Table[] {
  return [...file.bare.matchAll(TABLE)].map((match) => {
    const from = match.index + match[0].length
    const to = file.bare.indexOf('\n)\n', from)
    return { file, from, to: to < 0 ? file.bare.length : to }
  })
}

/** Names in the code, and what stands in quotes: a state, a kind or a verb (`key.rotate`) picks its word. */
function gather({ bare, text }: ScannedFile, from: number, to: number, said: Set<string>): void {
  for (const [name] of bare.slice(from, to).matchAll(/[\w$]+/g)) said.add(name)
  for (const [, quoted = ''] of text.slice(from, to).matchAll(/'([\w$.]+)'/g)) {
    for (const name of quoted.split('.')) said.add(name)
  }
}
