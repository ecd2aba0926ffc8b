/** The built server as its users start it: a process of its own, on a free port, with data of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { waitFor } from '../../server/testing/wait-for'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** A first start makes the demo's three weeks: seconds, but minutes where the machine is busy with other things. */
const READY_TIMEOUT_MS = 180_000
/** Longer than the server gives itself for a clean end. */
const STOP_TIMEOUT_MS = 30_000

export type ServerOptions = {
  /** What its empty database is filled with; `county` unless given: the demo without a player, so that counts stand still. */
  demo?: 'traffic' | 'county' | 'off'
  /** A Postgres instead of the embedded one. */
  databaseUrl?: string
  /** A script to run in place of the built server, from the project's folder. */
  entry?: string
  /** The folder of another release, built; this one's unless given. */
  release?: string
  /** Further settings. */
  env?: Record<string, string>
}

export type KakouServer = {
  /** Without a slash at the end. By number, not by name: on "localhost" Socket.IO does not hear that the network is gone. */
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** All that it has printed, over all its starts. */
  output(): string
  /** Its process id, to look at; undefined while it is down. */
  pid(): number | undefined
  /** As a power cut takes it: SIGKILL. The embedded Postgres stays, as it does for users. */
  kill(): Promise<void>
  /** SIGKILL to the embedded Postgres, whose own processes then end by themselves. */
  killDatabase(): void
  /** Starts it again on the same port and data, after `kill` or `halt`. */
  start(): Promise<void>
  /** As Ctrl+C ends it, or a service manager by SIGTERM. Returns the exit code. */
  halt(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>
  /** Has its next start be that of this release. */
  upgrade(): void
  /** The operator's tool on this instance, with `--json`. @throws Error with its stderr where it fails. */
  kakou<Answer>(...args: string[]): Promise<Answer>
  /** Ends all of it and removes its data. */
  stop(): Promise<void>
}

export async function startServer(options: ServerOptions = {}): Promise<KakouServer> {
  let root = options.release ?? ROOT
  const bundle = join(root, '.next/server.mjs')
  if (!existsSync(bundle)) throw new Error('nothing is built: run "node server/launch.mjs --prepare" first')
  const dataDir = mkdtempSync(join(tmpdir(), 'kakou-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    KAKOU_DATA: dataDir,
    KAKOU_DEMO: options.demo ?? 'county',
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  }
  let printed = ''
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    const script = options.entry === undefined ? [join(root, '.next/server.mjs')] : ['--import', 'tsx', options.entry]
    const started = spawn(process.execPath, script, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        printed += chunk
      })
    }
    try {
      await waitFor(
        `${url}/readyz`,
        async () => {
          if (hasEnded(started)) return 'ended'
          const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })
          return answer.ok
        },
        { timeoutMs: READY_TIMEOUT_MS, everyMs: 50 },
      )
      if (hasEnded(started)) throw new Error('the server ended while it was starting')
    } catch (error) {
      await end('SIGKILL')
      throw new Error(`${error instanceof Error ? error.message : String(error)}\nIt printed:\n${printed}`)
    }
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child
    child = undefined
    if (ending === undefined || hasEnded(ending)) return null
    ending.kill(signal)
    try {
      await waitFor('the server to end', () => hasEnded(ending), { timeoutMs: STOP_TIMEOUT_MS })
      return ending.exitCode
    } catch (error) {
      ending.kill('SIGKILL')
      throw error
    }
  }

  async function removeAll(): Promise<void> {
    const settings = join(dataDir, 'postgres.json')
    const socketDir = existsSync(settings) ? JSON.parse(readFileSync(settings, 'utf8')).socketDir : undefined
    try {
      await end('SIGINT')
    } finally {
      await stopLeftPostgres(dataDir)
      for (const path of [dataDir, socketDir]) if (path) rmSync(path, { recursive: true, force: true })
    }
  }

  try {
    await start()
  } catch (error) {
    await removeAll()
    throw error
  }
  return {
    url,
    port,
    dataDir,
    output: () => printed,
    pid: () => child?.pid,
    start,
    async kill() {
      await end('SIGKILL')
    },
    killDatabase() {
      const pid = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]
      process.kill(Number(pid), 'SIGKILL')
    },
    halt: (signal = 'SIGINT') => end(signal),
    upgrade() {
      root = ROOT
    },
    async kakou<Answer>(...args: string[]): Promise<Answer> {
      const command = ['--import', 'tsx', 'server/cli/kakou.ts', ...args, '--json']
      const run = promisify(execFile)(process.execPath, command, {
        cwd: ROOT,
        env,
        timeout: 60_000,
        maxBuffer: 64 << 20,
      })
      const { stdout } = await run
      return JSON.parse(stdout)
    },
    async stop() {
      await removeAll()
    },
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** A server that was killed leaves its Postgres to the next one; here there is none. */
async function stopLeftPostgres(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // Only the file was left.
    return
  }
  await waitFor('the embedded Postgres to end', () => !existsSync(pidFile), { timeoutMs: STOP_TIMEOUT_MS })
}

/** Below all those that systems give to connections that go out: nobody takes one while a server that had it is down. */
const PORTS = { first: 10_000, last: 32_000 } as const
const given = new Set<number>()

/** One on which nobody listens, and that this process has not given away before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.first, PORTS.last)
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
