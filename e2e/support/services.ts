/** A Postgres and a Redis of the system's packages, each a process of its own that a test may stop, kill and start. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { waitFor } from '../../server/testing/wait-for'
import { freePort } from './server'
import { fillDisk, mountSmallDisk } from './small-disk'

export interface Service {
  url: string
  pid(): number
  /** Whether it ended by itself. */
  hasEnded(): boolean
  /** SIGKILL to the process itself. */
  kill(): Promise<void>
  /** After `kill`, on the same port and data. */
  start(): Promise<void>
  stop(): Promise<void>
}

const REDIS = '/usr/bin/redis-server'
const POSTGRES_HOMES = '/usr/lib/postgresql'
const END_TIMEOUT_MS = 15_000

/** Folder of initdb and postgres, of the newest version that is installed; null where there is none. */
const findPostgres = (): string | null => {
  if (!existsSync(POSTGRES_HOMES)) return null
  const versions = readdirSync(POSTGRES_HOMES).sort((a, b) => Number(b) - Number(a))
  const homes = versions.map((version) => join(POSTGRES_HOMES, version, 'bin'))
  return homes.find((home) => existsSync(join(home, 'initdb'))) ?? null
}

/** Why neither can be started here; null where both can. */
export const missingServices = (): string | null => {
  const missing = [...(existsSync(REDIS) ? [] : ['redis-server']), ...(findPostgres() === null ? ['postgresql'] : [])]
  return missing.length === 0 ? null : `needs the packages ${missing.join(' and ')}`
}

export const startRedis = async (): Promise<Service> => {
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const folder = mkdtempSync(join(tmpdir(), 'kakou-redis-'))
  return supervise({
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    spawn: () => spawn(REDIS, args, { cwd: folder, stdio: 'ignore' }),
    quit: 'SIGTERM',
  })
}

/** With `diskMb` its data lie on a disk of that size, which `fillDisk` fills: see `canMountDisk`. */
interface PostgresOptions {
  settings?: Record<string, string>
  diskMb?: number
}

export interface PostgresService extends Service {
  /** Leaves no room for its data. Returns what makes room again. */
  fillDisk(): () => void
}

/** An empty cluster; as root under the user that the package made, since Postgres will not run as root. */
export const startPostgres = async ({ settings = {}, diskMb }: PostgresOptions = {}): Promise<PostgresService> => {
  const home = findPostgres()
  if (home === null) throw new Error('no Postgres is installed')
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'kakou-postgres-'))
  const unmount = diskMb === undefined ? () => {} : mountSmallDisk(folder, diskMb)
  const owner = userInfo().uid === 0 ? ownerOf() : null
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', 'kakou', '-E', 'UTF8', '--locale=C', '--auth=trust', '--no-sync']
  execFileSync(join(home, 'initdb'), init, { cwd: folder, stdio: 'ignore', ...(owner ?? {}) })
  const given = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: folder, ...settings }
  const args = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const service = await supervise({
    url: `postgres://kakou@127.0.0.1:${port}/postgres`,
    port,
    folder,
    spawn: () =>
      spawn(join(home, 'postgres'), ['-D', data, ...args], { cwd: folder, stdio: 'ignore', ...(owner ?? {}) }),
    quit: 'SIGINT',
    unmount,
  })
  return { ...service, fillDisk: () => fillDisk(folder) }
}

const ownerOf = (): { uid: number; gid: number } => {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

interface Supervised {
  url: string
  port: number
  folder: string
  spawn(): ChildProcess
  /** Ends it cleanly. */
  quit: NodeJS.Signals
  /** Takes the folder's own disk away. */
  unmount?(): void
}

const supervise = async ({ url, port, folder, spawn: run, quit, unmount }: Supervised): Promise<Service> => {
  let child: ChildProcess | null = null
  const end = async (signal: NodeJS.Signals) => {
    const ending = child
    child = null
    if (ending === null || hasEnded(ending)) return
    // A stopped process hears nothing else.
    ending.kill('SIGCONT')
    ending.kill(signal)
    await waitFor('a service to end', () => hasEnded(ending), { timeoutMs: END_TIMEOUT_MS })
  }
  const start = async () => {
    child = run()
    await waitFor('a service to listen', () => listens(port), { timeoutMs: END_TIMEOUT_MS, everyMs: 50 })
  }
  await start()
  return {
    url,
    pid() {
      if (child?.pid === undefined) throw new Error('the service is down')
      return child.pid
    },
    hasEnded: () => child === null || hasEnded(child),
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end(quit)
      unmount?.()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
