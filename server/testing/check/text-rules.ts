/** Rules about what a file says: who may read the clock, the environment, the console; names; length; suppressions. */
import type { Finding } from './finding'
import { lineOf, type ScannedFile } from './source-scan'
import { isTest } from './source-tree'
import { UNSCOPED_FILES } from './unscoped-files'

type TextRule = {
  rule: string
  reason: string
  applies: (path: string) => boolean
  pattern: RegExp
  /** Comments and strings are looked at too. */
  inComments?: boolean
}

const inside = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(folder))
/** Launchers run before anything is installed or built, so they can import no room of ours. */
const isLauncher = (path: string) => path.endsWith('.mjs')
const isConfig = (path: string) => /(?:^|\/)[\w-]+\.config\.[jt]s$/.test(path)

const CLOCK = /\bDate\.now\b|\bnew\s+Date\s*\(\s*\)|\bnew\s+Date\b(?!\s*[.(])|(?<![.\w$])performance\.\w+/g

export const TEXT_RULES: readonly TextRule[] = [
  {
    rule: 'domain-has-no-clock',
    reason: 'the domain is given the time, and every draw of chance, by its caller: only so can a day be replayed',
    applies: (path) => inside(path, 'server/domain/', 'server/protocol/') && !isTest(path),
    pattern: new RegExp(`${CLOCK.source}|\\bMath\\.random\\b|(?<![.\\w$])crypto\\.`, 'g'),
  },
  {
    rule: 'one-clock',
    reason: 'server/clock.ts alone reads the time: tests wind that one',
    applies: (path) =>
      inside(path, 'server/') &&
      !inside(path, 'server/domain/', 'server/protocol/', 'server/cli/') &&
      path !== 'server/clock.ts' &&
      !isTest(path) &&
      !isLauncher(path),
    pattern: CLOCK,
  },
  {
    rule: 'one-environment',
    reason: 'server/env.ts alone reads process.env: it checks all variables at once and names every fault',
    applies: (path) =>
      inside(path, 'app/', 'server/', 'db/') &&
      !inside(path, 'server/cli/') &&
      path !== 'server/env.ts' &&
      // Evaluated during the build, which names itself by BUILD_HASH.
      path !== 'app/sw.js/route.ts' &&
      !isTest(path) &&
      !isLauncher(path) &&
      !isConfig(path),
    pattern: /\bprocess\.env\b/g,
  },
  {
    rule: 'one-console',
    reason: 'server/log.ts alone writes to the console: it keeps personal data out and every line in one form',
    applies: (path) =>
      inside(path, 'server/', 'db/') &&
      !inside(path, 'server/cli/') &&
      path !== 'server/log.ts' &&
      !isTest(path) &&
      !isLauncher(path),
    pattern: /(?<![.\w$])console\.\w+/g,
  },
  {
    rule: 'scope-in-the-database',
    reason:
      'this connection sees every jurisdiction: use inScope(core.database, actor, …) of db/access/in-scope.ts, or say in server/testing/check/unscoped-files.ts why not',
    applies: (path) =>
      inside(path, 'server/') &&
      !inside(path, 'server/cli/', 'server/demo/', 'server/testing/') &&
      !Object.hasOwn(UNSCOPED_FILES, path) &&
      !isTest(path),
    pattern: /\bdatabase\s*\.\s*sql\b|\{[^{}]*\bsql\b[^{}]*\}\s*=\s*[\w.#]*\bdatabase\b/g,
  },
  {
    rule: 'no-server-actions',
    reason: 'a page is a shell fed by /api/v1, where every route says who may call it: Next takes no calls of its own',
    applies: (path) => inside(path, 'app/'),
    pattern: /^\s*(['"])use server\1/gm,
    inComments: true,
  },
  {
    rule: 'nothing-switched-off',
    reason: 'mend the cause: the compiler, the linter and the tests are not switched off for a line',
    applies: (path) => !inside(path, 'server/testing/check/'),
    pattern: /@ts-(?:ignore|nocheck|expect-error)\b|\bbiome-ignore\b|\beslint-disable\b/g,
    inComments: true,
  },
  {
    rule: 'no-promises',
    reason: 'do it or leave it out: a note for later is read by nobody',
    applies: (path) => !inside(path, 'server/testing/check/'),
    pattern: /\b(?:TODO|FIXME|HACK)\b/g,
    inComments: true,
  },
  {
    rule: 'every-test-runs',
    reason: 'a test that is skipped, focused or promised hides what it should show',
    applies: (path) => isTest(path),
    pattern: /(?<![.\w$])(?:it|test|describe|suite)\.(?:skip|only|todo|fixme)\b/g,
  },
]

const MAX_LINES = 400
const EMPTY_NAMES = new Set(['utils', 'util', 'types', 'misc', 'helpers', 'helper', 'common', 'index'])

export function checkText(files: readonly ScannedFile[]): Finding[] {
  const findings: Finding[] = []
  for (const file of files) {
    const add = (line: number, rule: string, reason: string) => findings.push({ file: file.path, line, rule, reason })
    for (const rule of TEXT_RULES) {
      if (!rule.applies(file.path)) continue
      const text = rule.inComments ? file.text : file.bare
      for (const match of text.matchAll(rule.pattern))
        add(lineOf(text, match.index), rule.rule, `${match[0].trim()}; ${rule.reason}`)
    }
    const lines = file.text.split('\n').length - 1
    if (lines > MAX_LINES) add(0, 'short-files', `${lines} lines; a file is about one idea, ${MAX_LINES} lines at most`)
    const name = (file.path.split('/').pop() ?? '').split('.')[0] ?? ''
    if (EMPTY_NAMES.has(name)) add(0, 'telling-names', `"${name}" says nothing; a file is named for its one idea`)
    if (/^(?:app\/|src\/)?(?:middleware|proxy|instrumentation)\.[jt]sx?$/.test(file.path))
      add(0, 'no-next-middleware', 'the router of server/http decides who may do what, before Next sees anything')
    if (isBarrel(file)) add(0, 'no-barrels', 'only passes on what others export; import from the file that has it')
  }
  return findings
}

function isBarrel(file: ScannedFile): boolean {
  const passedOn = file.imports.filter((fact) => fact.reExport)
  if (passedOn.length === 0 || file.imports.length > passedOn.length) return false
  const rest = file.bare.replace(/export\s+(?:type\s+)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})\s*from\s*(['"])\s*\1;?/g, '')
  return rest.trim() === ''
}
