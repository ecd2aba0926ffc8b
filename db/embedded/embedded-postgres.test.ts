import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { waitFor } from '../../server/testing/wait-for'
import { openSql } from '../client'
import { type EmbeddedPostgres, findRunningEmbedded, startEmbeddedPostgres } from './embedded-postgres'

const root = process.getuid?.() === 0
const folders: string[] = []

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kakou-pg-'))
  // As a project's folder is: others may enter.
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

function pidOf(home: string): number {
  return Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

function forget(postgres: EmbeddedPostgres): void {
  if (postgres.target.kind === 'embedded') folders.push(postgres.target.host)
}

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

test('made, used, stopped, started again with its data', { timeout: 200_000 }, async () => {
  const data = join(scratch(), 'data')
  const first = await startEmbeddedPostgres(data)
  forget(first)
  try {
    assert.equal(first.adopted, false)
    const sql = openSql(first.target, 'test', 1)
    await sql`create table kept (id int primary key)`
    await sql`insert into kept values (1)`
    const [row] = await sql<{ version: string; fsync: string; superuser: string }[]>`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
             current_setting('is_superuser') as superuser`
    assert.deepEqual({ ...row }, { version: '18.4', fsync: 'on', superuser: 'off' })
    await sql.end()
    assert.equal(statSync(join(first.home, 'postgres.json')).mode & 0o777, 0o600)
  } finally {
    await first.release()
  }
  assert.equal(findRunningEmbedded(data), null)
  const second = await startEmbeddedPostgres(data)
  try {
    // Over TCP with the password, as other programs do; and the role may create databases.
    const sql = openSql({ kind: 'url', url: second.databaseUrl }, 'test', 1)
    assert.equal((await sql`select id from kept`).length, 1)
    await sql`create database another`
    await sql.end()
    assert.equal(new URL(second.databaseUrl).hostname, '127.0.0.1')
    const guessed = new URL(second.databaseUrl)
    guessed.password = 'guess'
    const wrong = openSql({ kind: 'url', url: guessed.href }, 'test', 1)
    await assert.rejects(wrong`select 1`, /password authentication failed/)
    await wrong.end()
  } finally {
    await second.release()
  }
})

test('two that start at once share one; the last to leave stops it', { timeout: 200_000 }, async () => {
  const data = join(scratch(), 'data')
  const [one, two] = await Promise.all([startEmbeddedPostgres(data), startEmbeddedPostgres(data)])
  forget(one)
  assert.deepEqual([one.adopted, two.adopted].sort(), [false, true])
  const pid = pidOf(one.home)
  await one.release()
  const sql = openSql(two.target, 'test', 1)
  assert.equal((await sql`select 1`).length, 1)
  await sql.end()
  assert.equal(pidOf(two.home), pid)
  await two.release()
  assert.equal(findRunningEmbedded(data), null)
})

test('killed: it is back by itself, and nothing that was committed is lost', { timeout: 200_000 }, async () => {
  const data = join(scratch(), 'data')
  const postgres = await startEmbeddedPostgres(data)
  forget(postgres)
  const events: string[] = []
  postgres.watch((event) => events.push(event))
  const sql = openSql(postgres.target, 'test', 2)
  try {
    await sql`create table kept (id int primary key)`
    for (let id = 0; id < 50; id++) await sql`insert into kept values (${id})`
    for (let round = 1; round <= 2; round++) {
      process.kill(pidOf(postgres.home), 'SIGKILL')
      await waitFor('the database to be back', () => events.filter((event) => event === 'restarted').length === round)
      const [row] = await waitFor('an answer', () => sql<{ n: number }[]>`select count(*)::int as n from kept`)
      assert.equal(row?.n, 50)
    }
  } finally {
    await sql.end({ timeout: 1 })
    await postgres.release()
  }
  assert.equal(findRunningEmbedded(data), null)
})

test('after a power cut the noted number may be another program’s', { timeout: 200_000 }, async () => {
  const data = join(scratch(), 'data')
  const first = await startEmbeddedPostgres(data)
  forget(first)
  const note = join(first.home, 'postgres', 'postmaster.pid')
  const [, ...rest] = readFileSync(note, 'utf8').split('\n')
  await first.release()
  const { uid, gid } = statSync(join(first.home, 'postgres'))
  const other = spawn('sleep', ['60'], root ? { uid, gid } : {})
  try {
    writeFileSync(note, [other.pid, ...rest].join('\n'))
    const second = await startEmbeddedPostgres(data)
    assert.equal(second.adopted, false)
    await second.release()
  } finally {
    other.kill()
  }
})

test('a broken cluster, and one of another version: one line each that says what to do', {
  timeout: 200_000,
}, async () => {
  const data = join(scratch(), 'data')
  const postgres = await startEmbeddedPostgres(data)
  forget(postgres)
  await postgres.release()
  const version = join(data, 'postgres', 'PG_VERSION')
  const control = join(data, 'postgres', 'global', 'pg_control')
  if (postgres.home !== data) throw new Error('the scratch folder should be open to others')

  writeFileSync(version, '17\n')
  await assert.rejects(startEmbeddedPostgres(data), oneLine(/made by PostgreSQL 17, this is 18: .*restore/))
  writeFileSync(version, '18\n')
  const whole = readFileSync(control)
  writeFileSync(control, whole.subarray(0, 100))
  await assert.rejects(startEmbeddedPostgres(data), oneLine(/is broken and cannot start.*restore a backup/))
  rmSync(control)
  await assert.rejects(startEmbeddedPostgres(data), oneLine(/is broken and cannot start/))
  writeFileSync(join(data, 'postgres.json'), 'not json')
  await assert.rejects(startEmbeddedPostgres(data), oneLine(/postgres\.json cannot be read/))
})

test('KAKOU_DATA that is a file', { timeout: 200_000 }, async () => {
  const file = join(scratch(), 'data')
  writeFileSync(file, '')
  await assert.rejects(startEmbeddedPostgres(file), oneLine(/is not a folder: set KAKOU_DATA/))
})

test('a folder too deep for a socket path', { timeout: 200_000 }, async () => {
  const data = join(scratch(), 'd'.repeat(90), 'e'.repeat(90))
  const postgres = await startEmbeddedPostgres(data)
  forget(postgres)
  await postgres.release()
})

if (root) {
  test('as an ordinary user: runs as that user; a folder of root is refused in one line', {
    timeout: 200_000,
  }, async () => {
    const folder = scratch()
    const data = join(folder, 'data')
    mkdirSync(data)
    const nobody = 65_534
    chownSync(data, nobody, nobody)
    const made = await asUser(nobody, data)
    assert.equal(made.code, 0, made.err)
    assert.match(made.out, /^kakou false$/m)
    assert.equal(statSync(join(data, 'postgres')).uid, nobody)
    // Root goes on with what another user made, as that user.
    const postgres = await startEmbeddedPostgres(data)
    forget(postgres)
    assert.equal(postgres.home, data)
    assert.equal(statSync(join(data, 'postgres', 'postmaster.pid')).uid, nobody)
    await postgres.release()

    // What an instance of another user left where our socket would go does not stop us.
    const again = join(folder, 'again')
    const before = await startEmbeddedPostgres(again)
    forget(before)
    await before.release()
    assert.ok(before.target.kind === 'embedded')
    rmSync(again, { recursive: true })
    chownSync(before.target.host, nobody - 1, nobody - 1)
    const after = await startEmbeddedPostgres(again)
    forget(after)
    await after.release()
    assert.notEqual(after.target.kind === 'embedded' && after.target.host, before.target.host)

    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o755 })
    const refused = await asUser(nobody, join(closed, 'data'))
    assert.equal(refused.code, 1)
    assert.match(refused.err, /^no right to write .*data: allow it for this user, or set KAKOU_DATA/m)
  })

  test('as root in a folder that is closed to others: the data goes elsewhere, and says where', {
    timeout: 200_000,
  }, async () => {
    const closed = join(scratch(), 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const data = join(closed, 'data')
    const postgres = await startEmbeddedPostgres(data)
    forget(postgres)
    folders.push(postgres.home)
    try {
      assert.match(postgres.home, /^\/var\/lib\/kakou\/data-[0-9a-f]{10}$/)
      assert.ok(existsSync(join(postgres.home, 'postgres', 'PG_VERSION')))
      assert.ok(!existsSync(join(data, 'postgres')))
      assert.equal(findRunningEmbedded(data)?.home, postgres.home)
    } finally {
      await postgres.release()
    }
  })
}

function oneLine(pattern: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Error && error.name === 'OperatorError', String(error))
    assert.match(error.message, pattern)
    assert.doesNotMatch(error.message, /\n/)
    return true
  }
}

/** Starts and stops the database in a process of that user. */
function asUser(uid: number, data: string): Promise<{ code: number | null; out: string; err: string }> {
  const script = `
    import('./db/embedded/embedded-postgres.ts').then(async ({ startEmbeddedPostgres }) => {
      const postgres = await startEmbeddedPostgres(${JSON.stringify(data)})
      console.log(postgres.target.user, postgres.adopted)
      await postgres.release()
    }).catch((error) => { console.error(error.message); process.exitCode = 1 })`
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', script], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { PATH: process.env.PATH, HOME: data, NODE_ENV: 'test' },
      uid,
      gid: uid,
      timeout: 40_000,
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (code) => resolve({ code, out, err }))
  })
}
