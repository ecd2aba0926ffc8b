/**
 * Reads a TypeScript file's imports and exports without a compiler: TypeScript 7 has no stable JavaScript API, and a
 * scanner that blanks comments, strings and regular expressions is enough for the rules of the house.
 */

export type SourceFile = { path: string; text: string }

export type ImportFact = {
  specifier: string
  /** 1-based. */
  line: number
  /** Erased at run time: `import type`, `export type … from`, or every name marked `type`. */
  typeOnly: boolean
  /** Names as the exporting module calls them; '*' for all of it, `default` for the default, [] for side effects. */
  names: string[]
  /** `export … from`. */
  reExport: boolean
}

type ExportFact = { name: string; line: number }

export type ScannedFile = SourceFile & {
  /** The text with comments, strings, templates and regular expressions blanked; offsets and lines are kept. */
  bare: string
  imports: ImportFact[]
  exports: ExportFact[]
}

const REGEX_MAY_FOLLOW = /(?:^|[(,=:[!&|?{};+\-*%~^>]|\b(?:return|typeof|case|in|of|do|else|void|delete|throw|await))$/

/** Blanks what is not code. Quotes stay, so that a specifier can be found again in the original. */
export function blankNonCode(text: string): string {
  const out = text.split('')
  const blank = (from: number, to: number) => {
    for (let k = from; k < to; k++) if (out[k] !== '\n') out[k] = ' '
  }
  // Depth of braces inside each open `${`; a `}` at depth 0 goes back to the template.
  const templates: number[] = []
  let at = 0
  const skipTemplate = (from: number): number => {
    let k = from
    while (k < text.length) {
      if (text[k] === '\\') k += 2
      else if (text[k] === '`') {
        blank(from, k)
        return k + 1
      } else if (text[k] === '$' && text[k + 1] === '{') {
        blank(from, k)
        templates.push(0)
        return k + 2
      } else k++
    }
    blank(from, text.length)
    return text.length
  }
  while (at < text.length) {
    const c = text[at]
    const next = text[at + 1]
    if (c === '/' && next === '/') {
      const end = lineEnd(text, at)
      blank(at, end)
      at = end
    } else if (c === '/' && next === '*') {
      const close = text.indexOf('*/', at + 2)
      const end = close < 0 ? text.length : close + 2
      blank(at, end)
      at = end
    } else if (c === "'" || c === '"') {
      const close = closingQuote(text, at, c)
      // No closing quote on the line: an apostrophe in JSX text.
      if (close > 0) blank(at + 1, close)
      at = close > 0 ? close + 1 : at + 1
    } else if (c === '`') {
      at = skipTemplate(at + 1)
    } else if (c === '{' && templates.length > 0) {
      templates[templates.length - 1] = (templates.at(-1) ?? 0) + 1
      at++
    } else if (c === '}' && templates.length > 0) {
      const depth = templates.at(-1) ?? 0
      if (depth === 0) {
        templates.pop()
        at = skipTemplate(at + 1)
      } else {
        templates[templates.length - 1] = depth - 1
        at++
      }
    } else if (
      c === '/' &&
      next !== '>' &&
      REGEX_MAY_FOLLOW.test(
        out
          .slice(Math.max(0, at - 40), at)
          .join('')
          .trimEnd(),
      )
    ) {
      const close = closingSlash(text, at)
      if (close > 0) blank(at + 1, close)
      at = close > 0 ? close + 1 : at + 1
    } else at++
  }
  return out.join('')
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function closingQuote(text: string, open: number, quote: string): number {
  for (let k = open + 1; k < text.length && text[k] !== '\n'; k++) {
    if (text[k] === '\\') k++
    else if (text[k] === quote) return k
  }
  return -1
}

function closingSlash(text: string, open: number): number {
  let inClass = false
  for (let k = open + 1; k < text.length && text[k] !== '\n'; k++) {
    if (text[k] === '\\') k++
    else if (text[k] === '[') inClass = true
    else if (text[k] === ']') inClass = false
    else if (text[k] === '/' && !inClass) return k
  }
  return -1
}

export function lineOf(text: string, offset: number): number {
  let line = 1
  for (let k = text.indexOf('\n'); k >= 0 && k < offset; k = text.indexOf('\n', k + 1)) line++
  return line
}

const STATIC_IMPORT = /(?<![.\w$])import\s+(type\s+(?!from\b|,))?([\w$*{},\s]*?)(?:\s*\bfrom\s*)?(['"])/g
const DYNAMIC_IMPORT = /(?<![.\w$])(?:import|require)\s*\(\s*(['"`])/g
const URL_OF_FILE = /\bnew\s+URL\s*\(\s*(['"])(?=[^'"]*\1\s*,\s*import\.meta\.url)/g
const EXPORT_FROM = /(?<![.\w$])export\s+(type\s+)?(\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})\s*from\s*(['"])/g

function importsOf(file: SourceFile, bare: string): ImportFact[] {
  const facts: ImportFact[] = []
  const specifierAt = (quoteAt: number) => {
    const quote = bare[quoteAt] ?? ''
    return file.text.slice(quoteAt + 1, bare.indexOf(quote, quoteAt + 1))
  }
  const add = (match: RegExpMatchArray, rest: Omit<ImportFact, 'specifier' | 'line'>) => {
    const start = match.index ?? 0
    facts.push({ specifier: specifierAt(start + match[0].length - 1), line: lineOf(bare, start), ...rest })
  }
  for (const match of bare.matchAll(STATIC_IMPORT)) {
    const clause = match[2] ?? ''
    const { names, allTypes } = namesOf(clause)
    add(match, { names, typeOnly: match[1] !== undefined || allTypes, reExport: false })
  }
  for (const match of bare.matchAll(EXPORT_FROM)) {
    const clause = match[2] ?? ''
    const { names, allTypes } = clause.startsWith('*') ? { names: ['*'], allTypes: false } : namesOf(clause)
    add(match, { names, typeOnly: match[1] !== undefined || allTypes, reExport: true })
  }
  for (const pattern of [DYNAMIC_IMPORT, URL_OF_FILE]) {
    for (const match of bare.matchAll(pattern)) add(match, { names: ['*'], typeOnly: false, reExport: false })
  }
  return facts
}

function namesOf(clause: string): { names: string[]; allTypes: boolean } {
  const names: string[] = []
  const braces = clause.match(/\{([^}]*)\}/)
  const outside = clause
    .replace(/\{[^}]*\}/, '')
    .replace(/,/g, ' ')
    .trim()
  if (outside.startsWith('*')) names.push('*')
  else if (outside !== '') names.push('default')
  const listed = (braces?.[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  for (const part of listed) names.push(part.replace(/^type\s+/, '').split(/\s+as\s+/)[0] ?? part)
  return { names, allTypes: outside === '' && listed.length > 0 && listed.every((part) => /^type\s/.test(part)) }
}

const EXPORTED_DECLARATION =
  /(?<![.\w$])export\s+(?:declare\s+)?(?:async\s+)?(?:abstract\s+)?(?:function\s*\*?|class|const\s+enum|const|let|var|interface|type|enum|namespace)\s+([\w$]+)|(?<![.\w$])export\s+(?:const|let|var)\s+(\{[^}]*\})/g
const EXPORTED_LIST = /(?<![.\w$])export\s+(?:type\s+)?\{([^}]*)\}(?!\s*from\b)/g
const EXPORTED_DEFAULT = /(?<![.\w$])export\s+default\b/g

function exportsOf(bare: string): ExportFact[] {
  const facts: ExportFact[] = []
  const add = (name: string, match: RegExpMatchArray) => facts.push({ name, line: lineOf(bare, match.index ?? 0) })
  for (const match of bare.matchAll(EXPORTED_DECLARATION)) {
    const target = match[1] ?? match[2] ?? ''
    if (!target.startsWith('{')) add(target, match)
    else
      for (const part of target.slice(1, -1).split(','))
        if (part.trim()) add(part.split(':').pop()?.trim() ?? '', match)
  }
  for (const match of bare.matchAll(EXPORTED_LIST)) {
    for (const part of (match[1] ?? '').split(',')) {
      const name = part
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)
        .pop()
      if (name) add(name, match)
    }
  }
  for (const match of bare.matchAll(EXPORTED_DEFAULT)) add('default', match)
  return facts
}

export function scanSource(file: SourceFile): ScannedFile {
  const bare = blankNonCode(file.text)
  return { ...file, bare, imports: importsOf(file, bare), exports: exportsOf(bare) }
}
