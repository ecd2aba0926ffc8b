import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { makeRoles } from '../access/roles'
import { type DatabaseTarget, openSql } from '../client'
import { OperatorError } from '../operator-error'
import { findBinaries } from './binaries'
import { postgresFault } from './faults'
import { findPlace, type Place, readSettings, type Settings, settingsForStart } from './place'
import {
  clearAlienPid,
  interruptPostmaster,
  logSince,
  logSize,
  makeCluster,
  postmasterPid,
  SUPERUSER,
  spawnPostmaster,
  stopPostmaster,
} from './postmaster'
import { withStartLock } from './start-lock'

const ROLE = 'kakou'
const DATABASE = 'kakou'
/** Any number that no other user of advisory locks in this database takes: held, shared, by all who need it running. */
const IN_USE_LOCK = 7_203_001

/** How long a start waits for one that recovers from a crash: it answers only when the last change is replayed. */
const RECOVERY_ATTEMPTS = 1_200
const START_POLL_MS = 50
/** After a kill -9 of the postmaster alone its children need a moment to notice. */
const SPAWN_ATTEMPTS = 40
const SPAWN_RETRY_MS = 250
const WATCH_MS = 250

/** A real PostgreSQL 18 of our own, in KAKOU_DATA. */
export interface EmbeddedPostgres {
  target: DatabaseTarget
  /** For other programs, over 127.0.0.1, as a role that may create databases. Contains the password. */
  databaseUrl: string
  /** Where the data lies. */
  home: string
  /** True where it ran already: left by a killed server, or started by another process. */
  adopted: boolean
  /** Brings it back whenever it dies, for as long as this process lives or until `release`. */
  watch(report: (event: 'died' | 'restarted' | 'failing', detail: string) => void): void
  /** Stops it for everyone. For whoever made a cluster of their own, such as a test run. */
  stop(): Promise<void>
  /** Asks it to stop without waiting, for an end that is forced. */
  interrupt(): void
  /** Done with it: stops it, unless a server or a tool still needs it (the last one stops it). */
  release(): Promise<void>
}

/**
 * Makes it on first use, adopts one that runs, starts it else. `dataDir` is KAKOU_DATA, absolute.
 * Throws OperatorError with one line that says what to do.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const place = findPlace(dataDir)
  const binaries = findBinaries(place.runAs)
  return await withStartLock(join(place.home, 'postgres.starting'), async () => {
    const known = readSettings(place)
    const running = () => postmasterPid(place) !== null
    if (known && running() && (await waitUntilAnswers(known, running))) {
      await prepareRole(known)
      return await handle(place, known, binaries, true)
    }
    makeCluster(place, binaries)
    const settings = await settingsForStart(place)
    await bringUp(place, settings, binaries)
    await prepareRole(settings)
    return await handle(place, settings, binaries, false)
  })
}

/** Where the embedded Postgres of this KAKOU_DATA is reached, if it runs; starts nothing. */
export function findRunningEmbedded(dataDir: string): { databaseUrl: string; home: string } | null {
  const place = findPlace(dataDir)
  const settings = readSettings(place)
  if (!settings || postmasterPid(place) === null) return null
  return { databaseUrl: urlFor(settings), home: place.home }
}

async function bringUp(place: Place, settings: Settings, binaries: string): Promise<void> {
  let from = 0
  clearAlienPid(place)
  for (let attempt = 0; attempt < SPAWN_ATTEMPTS; attempt++) {
    from = logSize(place)
    const child = spawnPostmaster(place, settings, binaries)
    // A program that can't be started has no number, which hasEnded sees; the event only must not go unheard.
    child.once('error', () => {})
    if (await waitUntilAnswers(settings, () => !hasEnded(child))) return
    const output = logSince(place, from)
    const passing = /pre-existing shared memory block|lock file .* already exists/
    if (!passing.test(output)) break
    await sleep(SPAWN_RETRY_MS)
  }
  throw postgresFault(logSince(place, from), place.cluster, place.logFile)
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** True once it answers; false when it no longer runs, or hasn't answered for a minute. */
async function waitUntilAnswers(settings: Settings, running: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < RECOVERY_ATTEMPTS && running(); attempt++) {
    if (await answers(settings)) return true
    await sleep(attempt < 20 ? 10 : START_POLL_MS)
  }
  return false
}

async function answers(settings: Settings): Promise<boolean> {
  const sql = superuserSql(settings)
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function superuserSql(settings: Settings) {
  return openSql(targetFor(settings), 'kakou supervisor', 1, { user: SUPERUSER, database: 'postgres' })
}

function targetFor(settings: Settings): DatabaseTarget & { kind: 'embedded' } {
  return { kind: 'embedded', host: settings.socketDir, port: settings.port, user: ROLE, database: DATABASE }
}

function urlFor(settings: Settings): string {
  return `postgres://${ROLE}:${settings.password}@127.0.0.1:${settings.port}/${DATABASE}`
}

/** Role and database of our own, and the roles that it steps down into, made once; a crash in between is made good at the next start. */
async function prepareRole(settings: Settings): Promise<void> {
  const sql = superuserSql(settings)
  try {
    const [found] = await sql<{ role: boolean; database: boolean }[]>`
      select exists (select from pg_roles where rolname = ${ROLE}) as role,
             exists (select from pg_database where datname = ${DATABASE}) as database`
    // Utility statements take no parameters; the password is base64url, made by us, and holds no quote.
    if (!found?.role) await sql.unsafe(`create role ${ROLE} login createdb password '${settings.password}'`)
    await makeRoles(sql, ROLE)
    if (!found?.database) await sql.unsafe(`create database ${DATABASE} owner ${ROLE}`)
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '53100') {
      throw new OperatorError('the disk is full, so the database cannot be made: free some space and start again')
    }
    throw error
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function handle(place: Place, settings: Settings, binaries: string, adopted: boolean): Promise<EmbeddedPostgres> {
  const target = targetFor(settings)
  let stopping = false
  let watcher: Promise<void> | null = null
  const openUse = () => openSql(target, 'kakou in use', 1, { maxLifetime: null })
  let use = openUse()
  await use`select pg_advisory_lock_shared(${IN_USE_LOCK})`

  async function keepAlive(report: (event: 'died' | 'restarted' | 'failing', detail: string) => void): Promise<void> {
    while (!stopping) {
      await sleep(WATCH_MS, undefined, { ref: false })
      if (stopping || postmasterPid(place) !== null) continue
      report('died', `see ${place.logFile}`)
      while (!stopping) {
        try {
          await withStartLock(join(place.home, 'postgres.starting'), () => bringUp(place, settings, binaries))
          await use.end({ timeout: 1 })
          use = openUse()
          await use`select pg_advisory_lock_shared(${IN_USE_LOCK})`
          report('restarted', place.cluster)
          break
        } catch (error) {
          report('failing', error instanceof Error ? error.message : String(error))
          await sleep(2_000, undefined, { ref: false })
        }
      }
    }
  }

  async function end(): Promise<void> {
    stopping = true
    await watcher
    await use.end({ timeout: 1 })
  }

  return {
    target,
    databaseUrl: urlFor(settings),
    home: place.home,
    adopted,
    watch(report) {
      watcher ??= keepAlive(report)
    },
    async stop() {
      await end()
      await withStartLock(join(place.home, 'postgres.starting'), () => stopPostmaster(place, binaries))
    },
    interrupt() {
      stopping = true
      interruptPostmaster(place)
    },
    async release() {
      await end()
      await withStartLock(join(place.home, 'postgres.starting'), async () => {
        // Who left at the same moment may have stopped it already.
        if (postmasterPid(place) === null) return
        const sql = openSql(target, 'kakou in use', 1)
        let alone = false
        try {
          const [row] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${IN_USE_LOCK}) as alone`
          alone = row?.alone ?? false
        } finally {
          await sql.end({ timeout: 1 })
        }
        if (alone) await stopPostmaster(place, binaries)
      })
    },
  }
}
