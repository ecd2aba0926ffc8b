/** Exported names that nobody imports: an export is a promise to others, and one without others is dead weight. */
import type { Finding } from './finding'
import type { ScannedFile } from './source-scan'
import { resolveImport } from './source-tree'

/** Files that Next reads by name. */
const NEXT_FILE =
  /^(?:app\/(?:.*\/)?(?:page|layout|route|template|loading|error|global-error|not-found|default|manifest|icon|apple-icon|sitemap|robots|opengraph-image)\.(?:ts|tsx)|(?:middleware|proxy|instrumentation)\.ts)$/
/** Files that a tool reads by name: configurations, reporters, loaders; the schema, which drizzle-kit reads whole; commands. */
const TOOL_FILE =
  /(?:(?:^|\/)[\w-]+\.config\.[jt]s|-(?:reporter|loader)\.mjs|^db\/schema\/[\w-]+\.ts|^server\/cli\/[\w-]+\.ts)$/

export function checkUnusedExports(files: readonly ScannedFile[]): Finding[] {
  const known = new Set(files.map((file) => file.path))
  const usedNames = new Map<string, Set<string>>()
  for (const file of files) {
    for (const fact of file.imports) {
      const target = resolveImport(file.path, fact.specifier, known)
      // A file that imports itself proves nothing.
      if (target.kind !== 'file' || target.path === file.path) continue
      const names = usedNames.get(target.path) ?? new Set()
      for (const name of fact.names) names.add(name)
      usedNames.set(target.path, names)
    }
  }
  const findings: Finding[] = []
  for (const file of files) {
    if (NEXT_FILE.test(file.path) || TOOL_FILE.test(file.path)) continue
    const used = usedNames.get(file.path)
    if (used?.has('*')) continue
    const reported = new Set(used)
    for (const { name, line } of file.exports) {
      // A schema and its type often share one name: one of them imported is enough, one finding too.
      if (reported.has(name)) continue
      reported.add(name)
      const reason = `"${name}" is imported nowhere; drop the word export, or the code if nothing here uses it`
      findings.push({ file: file.path, line, rule: 'unused-export', reason })
    }
  }
  return findings
}
