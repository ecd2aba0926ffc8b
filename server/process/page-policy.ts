import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** What answers of the API and everything else that is no page may do: nothing. */
export const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A built script that runs as a worker is under the policy of its own answer: it loads our own files, and hashes by WebAssembly. */
export const BUILT_SCRIPT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Tells the Content-Security-Policy of a page by its path. */
type PagePolicy = (path: string) => string

/** Pages that Next makes on the fly, with scripts of its own for hot reload. */
export const developmentPolicy: PagePolicy = () =>
  policy(["'unsafe-inline'", "'unsafe-eval'"], ["'unsafe-inline'"], ' ws:')

/**
 * Pages are the same for everybody, so the scripts and styles that Next writes into them are known once they are built:
 * a page runs those by their hashes and our own files, and nothing else.
 * @param folder holds the built pages, `admin/people.html` for `/admin/people`.
 */
export const builtPolicy = (folder: string): PagePolicy => {
  const pages = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.html')) continue
    const file = join(entry.parentPath, entry.name)
    const name = relative(folder, file)
      .split(sep)
      .join('/')
      .replace(/\.html$/, '')
    const html = readFileSync(file, 'utf8')
    pages.set(name === 'index' ? '/' : `/${name}`, policy(hashesOf(html, 'script'), hashesOf(html, 'style')))
  }
  const missing = pages.get('/_not-found') ?? policy([], [])
  return (path) => pages.get(path.length > 1 ? path.replace(/\/$/, '') : path) ?? missing
}

const policy = (scripts: readonly string[], styles: readonly string[], sockets = ''): string =>
  [
    "default-src 'none'",
    // WebAssembly: the tablet hashes PINs and watched plates by it.
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    // Lengths of bars and the like; an attribute can not fetch or run anything that the other rules do not allow.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self'${sockets}`,
    // The bundler starts workers from our own files or from a blob that loads them.
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const hashesOf = (html: string, element: 'script' | 'style'): string[] => {
  const inline = new RegExp(`<${element}(?![^>]*\\ssrc=)[^>]*>(.*?)</${element}>`, 'gs')
  const hashes = [...html.matchAll(inline)].map(
    ([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
  )
  return [...new Set(hashes)]
}
