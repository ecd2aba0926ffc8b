/** The packages: pinned exactly, locked completely, and under licences that let anyone run and change the system. */
import type { Finding } from './finding'

export type PackageManifest = {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  overrides?: Record<string, unknown>
}

type LockEntry = {
  version?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  license?: string
  optionalDependencies?: Record<string, string>
}

export type LockFile = { packages: Record<string, LockEntry> }

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/

export function checkPins(manifest: PackageManifest, manifestText: string): Finding[] {
  const findings: Finding[] = []
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (EXACT.test(version)) continue
    const line = manifestText.split('\n').findIndex((text) => text.includes(`"${name}"`)) + 1
    const reason = `"${name}": "${version}"; pin the exact version, so that every machine builds the same thing`
    findings.push({ file: 'package.json', line, rule: 'exact-pins', reason })
  }
  return findings
}

export function checkLock(lock: LockFile): Finding[] {
  const findings: Finding[] = []
  const add = (rule: string, reason: string) => findings.push({ file: 'package-lock.json', line: 0, rule, reason })
  const paths = new Set(Object.keys(lock.packages))
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (entry.resolved !== undefined && entry.link !== true) {
      add(
        'no-resolved-urls',
        `${path} names ${entry.resolved}; without it each machine asks the registry that it is set to`,
      )
    }
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(paths, path, name)) {
        add(
          'complete-lock',
          `${path} wants ${name}, which has no entry: npm ci fails with "Missing: ${name}"; take a release whose platforms are all published`,
        )
      }
    }
  }
  return findings
}

/** As Node looks for it: in the package's own node_modules, then in each one above. */
function isLocked(paths: ReadonlySet<string>, from: string, name: string): boolean {
  let base = from
  while (base !== '') {
    if (paths.has(`${base}/node_modules/${name}`)) return true
    base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))
  }
  return paths.has(`node_modules/${name}`)
}

const ALLOWED_LICENCES = new Set([
  'MIT',
  'MIT-0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'ISC',
  '0BSD',
  'Unlicense',
  'BlueOak-1.0.0',
])

/** Packages outside the list that we ship all the same, each with the reason. */
const LICENCE_EXCEPTIONS: ReadonlyArray<{ name: RegExp; licence: RegExp; reason: string }> = [
  {
    name: /^(?:react-leaflet|@react-leaflet\/core)$/,
    licence: /^Hippocratic-2\.1$/,
    reason: 'the binding of Leaflet to React that the project is built on; its terms are named in the README',
  },
  {
    name: /^@img\/sharp-/,
    licence: /LGPL-3\.0-or-later/,
    reason: 'optional libraries of next for resizing images, linked dynamically; Kakou resizes none',
  },
  { name: /^caniuse-lite$/, licence: /^CC-BY-4\.0$/, reason: 'data tables of the build, not code that ships' },
  { name: /^xmlhttprequest-ssl$/, licence: /^$/, reason: 'MIT by its LICENSE file; its package.json names none' },
]

/** `(MIT OR GPL-2.0)` passes by one choice, `MIT AND ISC` only if all parts pass. */
export function licencePasses(expression: string): boolean {
  const bare = expression.replace(/[()]/g, '').trim()
  if (bare === '') return false
  if (/\sOR\s/.test(bare)) return bare.split(/\sOR\s/).some(licencePasses)
  return bare.split(/\sAND\s/).every((part) => ALLOWED_LICENCES.has(part.trim()))
}

/**
 * @param licenceOf the `license` of the package that lies at this path in node_modules; undefined where it is not
 *   installed (a binary of another platform: the lock file's word is taken).
 */
export function checkLicences(lock: LockFile, licenceOf: (path: string) => string | undefined): Finding[] {
  const findings: Finding[] = []
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.dev === true) continue
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const licence = licenceOf(path) ?? entry.license ?? ''
    if (licencePasses(licence)) continue
    if (LICENCE_EXCEPTIONS.some((exception) => exception.name.test(name) && exception.licence.test(licence))) continue
    const reason = `${name} is under "${licence || 'no licence'}"; take one under ${[...ALLOWED_LICENCES].join(', ')}`
    findings.push({ file: 'package-lock.json', line: 0, rule: 'free-licences', reason })
  }
  return findings
}
