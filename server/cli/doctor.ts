import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import type { Sql } from 'postgres'
import { MISSING_ROLES } from '../../db/access/roles'
import { databaseFault, describeTarget } from '../../db/database-fault'
import { findRunningEmbedded } from '../../db/embedded/embedded-postgres'
import { migrationState } from '../../db/migrate'
import { OperatorError } from '../../db/operator-error'
import { poolerFault } from '../../db/pooler-fault'
import { countClearLines } from '../../db/stores/audit-store'
import { systemClock } from '../clock'
import { clockAhead } from '../clocks-apart'
import type { Env } from '../env'
import { readEnv } from '../env'
import { keyFault, whereKeyLies } from '../persons/key-place'
import { APP_LOCK } from '../process/instance-lock'
import { type CliCommand, type CliIo, parseOptions } from './command'
import { type Check, certificateCheck, clockCheck, redisCheck } from './connection-checks'
import { type DatabaseUse, withDatabase } from './with-database'

const LOW_DISK_BYTES = 1024 ** 3

export const command: CliCommand = {
  name: 'doctor',
  summary: 'check settings, disk, database and server; print how other programs reach the database',
  help: `
Usage: npm run kakou -- doctor [--json]

Checks what this installation needs and says what to do about each fault. Exit 1 where something is wrong.
  --json   print {ok, checks, serverRunning, dataDir, databaseUrl}. databaseUrl holds a password. For the embedded
           Postgres it is on 127.0.0.1, as a role that may create databases, and answers while a server runs.
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, { options: { json: { type: 'boolean' } } })
    const checks: Check[] = [{ name: 'node', ok: true, detail: process.version }]
    const env = readEnv(io.environment)
    checks.push({ name: 'settings', ok: true, detail: 'all in order' }, dataCheck(env), certificateCheck(env))
    const redis = await redisCheck(env)
    if (redis !== null) checks.push(redis)
    checks.push(passwordCheck(env))
    const found = await databaseChecks(io, env, checks)
    const ok = checks.every((check) => check.ok)
    if (values.json) {
      io.out(JSON.stringify({ ok, checks, dataDir: env.dataDir, ...found }, null, 2))
    } else {
      for (const check of checks)
        io.out(`${check.weaker ? 'note' : check.ok ? 'ok  ' : 'BAD '} ${check.name.padEnd(10)} ${check.detail}`)
      io.out(`     server     ${found.serverRunning ? 'runs' : 'does not run'}`)
    }
    return ok ? 0 : 1
  },
}

function dataCheck(env: Env): Check {
  try {
    accessSync(env.dataDir, constants.W_OK)
  } catch {
    return { name: 'data', ok: true, detail: `${env.dataDir} will be made at the first start` }
  }
  const { bavail, bsize } = statfsSync(env.dataDir)
  const gigabytes = ((bavail * bsize) / 1024 ** 3).toFixed(1)
  const low = bavail * bsize < LOW_DISK_BYTES
  return {
    name: 'data',
    ok: !low,
    detail: `${env.dataDir}, ${gigabytes} GB free${low ? ': free some space, a full disk stops the database' : ''}`,
  }
}

function passwordCheck({ breachedPasswords: path }: Env): Check {
  if (path !== null) {
    const gigabytes = (statSync(path).size / 1e9).toFixed(1)
    return {
      name: 'passwords',
      ok: true,
      detail: `new ones must not be among the breached of ${path}, ${gigabytes} GB`,
    }
  }
  const detail = 'BREACHED_PASSWORDS is not set: new ones are compared with the 20,000 commonest alone (.env.example)'
  return { name: 'passwords', ok: true, weaker: true, detail }
}

async function databaseChecks(
  io: CliIo,
  env: Env,
  checks: Check[],
): Promise<{ serverRunning: boolean; databaseUrl: string | null }> {
  const databaseUrl = env.databaseUrl ?? findRunningEmbedded(env.dataDir)?.databaseUrl ?? null
  try {
    return await withDatabase(io, async (database) => await inspect(database, checks), { migrate: false })
  } catch (error) {
    const fault = env.databaseUrl === null ? error : databaseFault(error, { kind: 'url', url: env.databaseUrl })
    const detail = fault instanceof Error ? fault.message : String(fault)
    if (!(fault instanceof OperatorError)) throw fault
    checks.push({ name: 'database', ok: false, detail })
    return { serverRunning: false, databaseUrl }
  }
}

/** Says aloud what hangs on the key: nobody notices a copy that was never made until it is needed. */
async function keyCheck(sql: Sql, env: Env): Promise<Check> {
  const fault = await keyFault(sql, env)
  return { name: 'key', ok: fault === null, detail: fault ?? whereKeyLies(env) }
}

/** What lies in the audit in the clear stays there: whoever answers for it should know. */
async function auditCheck(sql: Sql): Promise<Check> {
  const lines = await countClearLines(sql)
  if (lines === 0) return { name: 'audit', ok: true, detail: 'what was searched for and written lies sealed' }
  const detail = `${lines} lines of 0.1.0 hold what was written of alerts or in instructions in the clear, and can not be changed`
  return { name: 'audit', ok: true, weaker: true, detail }
}

async function inspect({ sql, roles, target, env, databaseUrl }: DatabaseUse, checks: Check[]) {
  const [row] = await sql<{ version: string; running: boolean }[]>`
    select current_setting('server_version') as version,
           exists (select from pg_locks where locktype = 'advisory' and objid = ${APP_LOCK}
                   and database = (select oid from pg_database where datname = current_database())) as running`
  checks.push({ name: 'database', ok: true, detail: `${describeTarget(target)}, PostgreSQL ${row?.version}` })
  checks.push(clockCheck(await clockAhead(sql, systemClock)))
  const pooler = await poolerFault(target)
  checks.push({ name: 'sessions', ok: pooler === null, detail: pooler ?? 'our own, on Postgres itself' })
  const { applied, known } = await migrationState(sql)
  const detail =
    applied > known
      ? 'made by a newer Kakou: start that version'
      : `${applied} of ${known} applied${applied < known ? ': npm start applies the rest' : ''}`
  checks.push({ name: 'migrations', ok: applied <= known, detail })
  if (applied === known) checks.push(await keyCheck(sql, env), await auditCheck(sql))
  checks.push(
    roles === null
      ? {
          name: 'guards',
          ok: true,
          weaker: true,
          detail: applied < known ? 'the next start makes them' : MISSING_ROLES,
        }
      : { name: 'guards', ok: true, detail: `row-level security, as ${roles.scoped} and ${roles.flush}` },
  )
  return { serverRunning: row?.running ?? false, databaseUrl }
}
