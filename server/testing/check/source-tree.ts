import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import type { SourceFile } from './source-scan'

const SKIPPED_FOLDERS = new Set(['node_modules', '.next', '.git', 'test-results'])
const SOURCE_NAME = /\.(?:ts|tsx|mts|js|mjs)$/

/** Every file under `root`, with paths relative to it and `/` between folders. */
export function listFiles(root: string): string[] {
  const files: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      // A Next route may be a folder that is named like a file (`app/sw.js/`).
      if (entry.isDirectory()) {
        const instanceData = folder === root && entry.name === 'data'
        if (!SKIPPED_FOLDERS.has(entry.name) && !instanceData) walk(path)
      } else files.push(relative(root, path).split(sep).join('/'))
    }
  }
  walk(root)
  return files.sort()
}

/** Every source file under `root`. */
export function readSources(root: string): SourceFile[] {
  return listFiles(root)
    .filter((path) => SOURCE_NAME.test(path) && path !== 'next-env.d.ts')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export type Target =
  | { kind: 'file'; path: string }
  | { kind: 'package'; name: string }
  | { kind: 'builtin'; name: string }

const ALIASES: ReadonlyArray<readonly [string, string]> = [
  ['#domain/', 'server/domain/'],
  ['#protocol/', 'server/protocol/'],
]

/** What an import means: a file of ours (by its repo path, extension included where the file is known), a package, or Node. */
export function resolveImport(fromPath: string, specifier: string, known: ReadonlySet<string>): Target {
  const alias = ALIASES.find(([prefix]) => specifier.startsWith(prefix))
  if (alias) return { kind: 'file', path: withExtension(alias[1] + specifier.slice(alias[0].length), known) }
  if (specifier.startsWith('.')) {
    return { kind: 'file', path: withExtension(posix.normalize(posix.join(dirname(fromPath), specifier)), known) }
  }
  if (specifier.startsWith('node:')) return { kind: 'builtin', name: specifier }
  const parts = specifier.split('/')
  return { kind: 'package', name: specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier) }
}

function withExtension(path: string, known: ReadonlySet<string>): string {
  for (const candidate of [path, `${path}.ts`, `${path}.tsx`, `${path}.mjs`, `${path}.js`, `${path}/index.ts`]) {
    if (known.has(candidate)) return candidate
  }
  return path
}

/** Tests, benches and the rigs for them: what never ships. */
export const isTest = (path: string): boolean =>
  /\.(?:test|spec|bench)\.tsx?$/.test(path) || path.startsWith('e2e/') || path.startsWith('server/testing/')
