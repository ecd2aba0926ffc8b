/** Takes the word `export` from what nobody imports but its own file uses; what nothing uses at all is left to a person. */
import type { Finding } from './finding'
import type { ScannedFile } from './source-scan'

const DECLARATION = /^export\s+(?=(?:async\s+)?(?:abstract\s+)?(?:function|class|const|let|interface|type|enum)\b)/

/** @param findings of the unused exports in this file. @returns its mended text. */
export function mendExports(file: ScannedFile, findings: readonly Finding[]): string {
  const lines = file.text.split('\n')
  for (const { line, reason } of findings) {
    const name = reason.split('"')[1] ?? ''
    const uses = file.bare.match(new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`, 'g'))?.length ?? 0
    if (uses > 1) lines[line - 1] = (lines[line - 1] ?? '').replace(DECLARATION, '')
  }
  return lines.join('\n')
}
