import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileFault, postgresFault } from './faults'
import type { Place, Settings } from './place'
import { isRunning } from './start-lock'

/** The superuser of the cluster; reachable over the socket alone. */
export const SUPERUSER = 'postgres'

const LOG_LIMIT_BYTES = 16 * 1024 * 1024
const STOP_ATTEMPTS = 300
const STOP_POLL_MS = 100

/**
 * Makes the cluster where there is none. It is made under another name and renamed, so that a crash half-way leaves
 * nothing that looks like a database.
 */
export function makeCluster(place: Place, binaries: string): void {
  if (existsSync(place.cluster)) return
  const half = `${place.cluster}.init`
  try {
    rmSync(half, { recursive: true, force: true })
    mkdirSync(half, { mode: 0o700 })
    if (place.runAs.ids) chownSync(half, place.runAs.ids.uid, place.runAs.ids.gid)
  } catch (error) {
    throw fileFault(error, half)
  }
  const made = spawnSync(
    join(binaries, 'bin', 'initdb'),
    // The built-in locale is the same on every machine and in every later version, so no index ever changes its order.
    ['-D', half, '-U', SUPERUSER, '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      // Only we reach the socket (its folder is 0700); over TCP a password is asked for.
      .concat(['--auth-local=trust', '--auth-host=scram-sha-256', '--no-instructions', '--no-clean']),
    { ...place.runAs.ids, cwd: half, env: childEnvironment(), encoding: 'utf8' },
  )
  if (made.status !== 0) {
    const fault = postgresFault(made.error ? `error: ${made.error.message}` : made.stderr, place.cluster, place.logFile)
    rmSync(half, { recursive: true, force: true })
    throw fault
  }
  renameSync(half, place.cluster)
}

/**
 * Starts the postmaster. It is detached, so that a Ctrl+C in our terminal doesn't reach it before the server has
 * written what it holds, and it writes to a file, so that it outlives us without a broken pipe.
 */
export function spawnPostmaster(place: Place, settings: Settings, binaries: string): ChildProcess {
  let log: number
  try {
    if (existsSync(place.logFile) && statSync(place.logFile).size > LOG_LIMIT_BYTES) truncateSync(place.logFile)
    log = openSync(place.logFile, 'a', 0o600)
  } catch (error) {
    throw fileFault(error, place.logFile)
  }
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${settings.port}`,
    `unix_socket_directories=${settings.socketDir}`,
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    // Else it writes rows that it refuses, and the statements of callers, into its log.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
  ]
  try {
    const child = spawn(
      join(binaries, 'bin', 'postgres'),
      ['-D', place.cluster, ...options.flatMap((option) => ['-c', option])],
      {
        ...place.runAs.ids,
        cwd: place.cluster,
        env: childEnvironment(),
        detached: true,
        stdio: ['ignore', log, log],
      },
    )
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Nothing of ours goes in: not KAKOU_KEY, and no PGDATA or PGPORT of another installation. */
function childEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' }
}

/** Process number of the postmaster that runs on this cluster, or null. */
export function postmasterPid(place: Place): number | null {
  const pid = notedPid(place)
  return pid !== null && isRunning(pid) && isPostgres(pid) ? pid : null
}

/**
 * After a power cut, or in a container, the number that a dead postmaster noted may belong to any other program, and
 * Postgres would refuse to start for it.
 */
export function clearAlienPid(place: Place): void {
  const pid = notedPid(place)
  if (pid !== null && isRunning(pid) && !isPostgres(pid)) rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
}

function notedPid(place: Place): number | null {
  try {
    const pid = Number(readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    return pid > 0 ? pid : null
  } catch {
    return null
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('postgres')
  } catch {
    // No such list on this system: the benefit of the doubt.
    return true
  }
}

/** Fast shutdown: open transactions are rolled back, everything is flushed. Waits up to 30 s, then insists. */
export async function stopPostmaster(place: Place, binaries: string): Promise<void> {
  const pid = postmasterPid(place)
  if (pid === null) return
  if (process.platform === 'win32') {
    spawnSync(join(binaries, 'bin', 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-w'], { stdio: 'ignore' })
    return
  }
  signal(pid, 'SIGINT')
  for (let attempt = 0; attempt < STOP_ATTEMPTS; attempt++) {
    if (!isRunning(pid)) return
    await sleep(attempt < 10 ? 10 : STOP_POLL_MS)
  }
  signal(pid, 'SIGQUIT')
}

/** The same without waiting. */
export function interruptPostmaster(place: Place): void {
  const pid = postmasterPid(place)
  if (pid !== null) signal(pid, 'SIGINT')
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}

/** Size of the log now, so that a later fault shows only what was written since. */
export function logSize(place: Place): number {
  return existsSync(place.logFile) ? statSync(place.logFile).size : 0
}

export function logSince(place: Place, from: number): string {
  const size = logSize(place)
  const length = Math.min(Math.max(0, size - from), 64 * 1024)
  const buffer = Buffer.alloc(length)
  const file = openSync(place.logFile, 'r')
  try {
    readSync(file, buffer, 0, length, size - length)
  } finally {
    closeSync(file)
  }
  return buffer.toString('utf8')
}
