import { createHash, randomBytes, randomInt } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OperatorError } from '../operator-error'
import { SHARED_HOME } from './binaries'
import { fileFault } from './faults'
import { canUse, chooseRunAs, type RunAs } from './run-as'

/** The longest path of a Unix socket that every system takes (Linux 107 bytes, macOS 103). */
const SOCKET_PATH_LIMIT = 103

/** Where the embedded Postgres of one KAKOU_DATA lives and who runs it. */
export interface Place {
  /** Folder of all that follows: KAKOU_DATA, or a folder in /var/lib/kakou where root's KAKOU_DATA is closed to others. */
  home: string
  /** The cluster: PostgreSQL's own data folder. */
  cluster: string
  logFile: string
  settingsFile: string
  runAs: RunAs
}

/** What must be the same at every start and for every tool: kept in `postgres.json`, mode 0600. */
export interface Settings {
  /** TCP port on 127.0.0.1; also part of the socket's name. */
  port: number
  /** Password of the role `kakou` over TCP. */
  password: string
  /** Folder of the Unix socket, mode 0700. */
  socketDir: string
}

/** Finds, and makes where needed, the folder for the database. `dataDir` is KAKOU_DATA, absolute. */
export function findPlace(dataDir: string): Place {
  makeFolder(dataDir, 0o700)
  const near = join(dataDir, 'postgres')
  const owner = existsSync(near) ? ownerOf(near) : undefined
  const runAs = chooseRunAs(owner)
  if (runAs.ids === null || reachable(runAs, dataDir)) return placeIn(dataDir, runAs)
  if (owner !== undefined) {
    throw new OperatorError(
      `the user ${runAs.name}, who runs Postgres, cannot reach ${near}: allow others to enter the folders above it (chmod o+x)`,
    )
  }
  const home = join(SHARED_HOME, `data-${shortHash(dataDir)}`)
  makeFolder(SHARED_HOME, 0o755)
  makeFolder(home, 0o711)
  const far = join(home, 'postgres')
  return placeIn(home, existsSync(far) ? chooseRunAs(ownerOf(far)) : runAs)
}

function placeIn(home: string, runAs: RunAs): Place {
  return {
    home,
    cluster: join(home, 'postgres'),
    logFile: join(home, 'postgres.log'),
    settingsFile: join(home, 'postgres.json'),
    runAs,
  }
}

/** Root's folder is opened for passing through (not for listing), which helps unless a folder above it is closed. */
function reachable(runAs: RunAs, folder: string): boolean {
  if (canUse(runAs, folder, 'x')) return true
  chmodSync(folder, statSync(folder).mode | 0o011)
  return canUse(runAs, folder, 'x')
}

function makeFolder(path: string, mode: number): void {
  try {
    if (mkdirSync(path, { recursive: true, mode: 0o755 }) !== undefined) chmodSync(path, mode)
    if (!statSync(path).isDirectory()) throw new OperatorError(`${path} is not a folder: set KAKOU_DATA to a folder`)
  } catch (error) {
    throw fileFault(error, path)
  }
}

function ownerOf(path: string): number {
  return statSync(path).uid
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}

/** The settings as they stand, or null before the first start. */
export function readSettings(place: Place): Settings | null {
  let text: string
  try {
    text = readFileSync(place.settingsFile, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw fileFault(error, place.settingsFile)
  }
  const broken = new OperatorError(`${place.settingsFile} cannot be read as settings: restore it from a backup`)
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw broken
  }
  if (typeof content !== 'object' || content === null) throw broken
  const { port, password, socketDir } = content as Partial<Record<keyof Settings, unknown>>
  if (typeof port !== 'number' || typeof password !== 'string' || typeof socketDir !== 'string') throw broken
  return { port, password, socketDir }
}

/** Writes beside and renames, so that a crash or a full disk leaves the old settings whole. */
function writeSettings(place: Place, settings: Settings): void {
  const half = `${place.settingsFile}.${process.pid}`
  try {
    writeFileSync(half, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
    renameSync(half, place.settingsFile)
  } catch (error) {
    throw fileFault(error, place.settingsFile)
  }
}

/**
 * The settings for a start: kept ones, with a new port where another program has taken the old one meanwhile, and a
 * new socket folder where the old one is gone for good.
 */
export async function settingsForStart(place: Place): Promise<Settings> {
  const kept = readSettings(place)
  const settings: Settings = {
    port: kept && (await isFree(kept.port)) ? kept.port : await freePort(),
    password: kept?.password ?? randomBytes(24).toString('base64url'),
    socketDir: kept?.socketDir ?? chooseSocketDir(place),
  }
  try {
    prepareSocketDir(settings.socketDir, place.runAs)
  } catch (error) {
    // Another user's, left by an instance in a folder of the same name, or gone with its disk.
    if (!(error instanceof Error)) throw error
    settings.socketDir = `${chooseSocketDir(place)}-${randomBytes(3).toString('hex')}`
    prepareSocketDir(settings.socketDir, place.runAs)
  }
  if (JSON.stringify(kept) !== JSON.stringify(settings)) writeSettings(place, settings)
  return settings
}

function chooseSocketDir(place: Place): string {
  const name = `kakou-${shortHash(place.cluster)}`
  const fits = (base: string) => Buffer.byteLength(join(base, `${name}-123456`, '.s.PGSQL.65535')) <= SOCKET_PATH_LIMIT
  const own = tmpdir()
  return join(fits(own) && canUse(place.runAs, own, 'x') ? own : '/tmp', name)
}

function prepareSocketDir(path: string, runAs: RunAs): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const found = lstatSync(path)
  const me = process.getuid?.()
  if (me === undefined) return
  // The temporary folder is open to all: a folder or link that another user laid there must not get our socket.
  const wanted = runAs.ids?.uid ?? me
  if (!found.isDirectory() || (found.uid !== me && found.uid !== wanted)) {
    throw new OperatorError(`${path} belongs to another user: remove it and start again`)
  }
  chmodSync(path, 0o700)
  if (runAs.ids && found.uid !== wanted) lchownSync(path, runAs.ids.uid, runAs.ids.gid)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/**
 * Below all those that systems give to connections that go out: one of them could take it while this Postgres is down, and
 * it would not come up again.
 */
const PORTS = { first: 10_000, last: 32_000 } as const
const PORT_TRIES = 1_000

async function freePort(): Promise<number> {
  for (let tried = 0; tried < PORT_TRIES; tried++) {
    const port = randomInt(PORTS.first, PORTS.last)
    if (await isFree(port)) return port
  }
  throw new OperatorError('no port of this machine is free for the database: end what takes them, and start again')
}
