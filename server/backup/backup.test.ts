import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, test } from 'node:test'
import { type DumpPiece, dumpTables } from '../../db/backup/dump-tables'
import { loadTables } from '../../db/backup/load-tables'
import { connectDatabase } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import { verifyCounters } from '../../db/stores/counter-store'
import { writeAudit } from '../audit'
import { verifyChain } from '../audit-trail/verify-chain'
import { runKakou } from '../cli/kakou'
import { readEpoch } from '../instance/epoch'
import { seedCounty } from '../testing/county-fixture'
import { createTestDatabase, type TestDatabase } from '../testing/database'
import { anEntry } from '../testing/entry-builder'
import { runTool } from '../testing/operator-tool'
import { type ServerRig, startServerRig } from '../testing/server-rig'

const PLATE = '浙E8K3D2'
let rig: ServerRig
let token = ''
let folder = ''
let key = ''

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kakou-backup-'))
  key = join(folder, 'key')
  writeFileSync(key, 'a long enough pass phrase\n')
  rig = await startServerRig({
    env: { dataDir: folder },
    fill: async (sql) => {
      token = (await seedCounty(sql, new Date().toISOString())).device.token
    },
  })
})
after(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

const kakou = (databaseUrl: string, ...argv: string[]) =>
  runTool([...argv, '--key-file', key], { DATABASE_URL: databaseUrl, KAKOU_DATA: folder })

const post = async (count: number): Promise<string[]> => {
  const entries = Array.from({ length: count }, () =>
    anEntry({
      id: randomUUID(),
      occurredAt: new Date().toISOString(),
      vehicle: { plate: PLATE, kind: 'car', plateType: '02' },
    }),
  )
  const answer = await rig.call('POST', '/entries', { token, body: { entries } })
  assert.equal(answer.status, 200)
  return entries.map(({ id }) => id)
}

/** Restores into a database of its own and hands it over. */
const intoAnother = async (file: string, use: (database: TestDatabase) => Promise<void>) => {
  const other = await createTestDatabase({ migrated: false })
  try {
    const restored = await kakou(other.url, 'restore', file, '--json')
    assert.equal(restored.code, 0, restored.err + restored.out)
    assert.deepEqual(JSON.parse(restored.out).auditFaults, [])
    assert.match(restored.err, /lost|without it/)
    await use(other)
  } finally {
    await other.drop()
  }
}

test('a backup that is made while entries stream in restores whole, counts right, and is another epoch', async () => {
  const before = await post(50)
  const file = join(folder, 'first.kakou')
  let streaming = true
  const stream = (async () => {
    const during: string[] = []
    while (streaming) during.push(...(await post(20)))
    return during
  })()
  const made = await kakou(rig.databaseUrl, 'backup', file)
  streaming = false
  const during = await stream
  assert.equal(made.code, 0, made.err)
  assert.match(made.err, /key is not in it/)
  assert.ok(during.length > 0)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const bytes = readFileSync(file)
  assert.ok(!bytes.includes(PLATE) && !bytes.includes('吉口'), 'nothing can be read in it')

  await intoAnother(file, async (other) => {
    const database = await connectDatabase(other.target, { application: 'restored', connections: 1 })
    try {
      const { sql } = database
      const rows = await sql<{ id: string }[]>`select id from entries`
      const ids = new Set(rows.map(({ id }) => id))
      assert.ok(
        before.every((id) => ids.has(id)),
        'all that was acknowledged before',
      )
      const [details] = await sql<{ count: number }[]>`select count(*)::int as count from entry_details`
      assert.equal(details?.count, rows.length, 'one snapshot: no entry without its details')
      assert.deepEqual(await verifyCounters(sql), [])
      assert.deepEqual((await verifyChain(sql, null)).faults, [])
      assert.notEqual(await readEpoch(sql), await readEpoch(rig.sql))
      const [forced] = await sql<{ open: number }[]>`
        select count(*)::int as open from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relforcerowsecurity`
      assert.equal(forced?.open, 0, 'guarded as any other')
      assert.ok(database.roles)
      // Numbers go on: a new row takes none that is there.
      await sql`insert into lanes (checkpoint_id, name) select id, 'new' from checkpoints limit 1`
      await sql`insert into jurisdictions (code, name, level, path) values ('1', 'n', 'town', '/x/')`
      const [aside] = await sql`select to_regnamespace('kakou_before_restore') as there`
      assert.equal(aside?.there, null)
    } finally {
      await database.end()
    }
  })
})

test('a server starts on what was restored, and takes again what tablets offer again', async () => {
  const file = join(folder, 'second.kakou')
  const first = anEntry({ id: randomUUID(), occurredAt: new Date().toISOString() })
  const send = (server: ServerRig) =>
    server.call<{ results: { status: string }[] }>('POST', '/entries', { token, body: { entries: [first] } })
  assert.equal((await send(rig)).json.results[0]?.status, 'stored')
  assert.equal((await kakou(rig.databaseUrl, 'backup', file)).code, 0)
  await intoAnother(file, async (other) => {
    const second = await startServerRig({ databaseUrl: other.url, env: { dataDir: folder } })
    try {
      assert.equal((await send(second)).json.results[0]?.status, 'duplicate')
    } finally {
      await second.close()
    }
  })
})

test('only into an empty database, or with --replace; another epoch each time, and the sessions end', async () => {
  const file = join(folder, 'third.kakou')
  assert.equal((await kakou(rig.databaseUrl, 'backup', file)).code, 0)
  assert.match((await kakou(rig.databaseUrl, 'backup', file)).err, /is there already/)
  const other = await createTestDatabase()
  try {
    const database = await connectDatabase(other.target, { application: 'filled', connections: 1 })
    await seedCounty(database.sql, new Date().toISOString())
    await database.sql`update checkpoints set name = '旧的'`
    await database.sql`update instance set restores = 100000000`
    const refused = await kakou(other.url, 'restore', file)
    assert.equal(refused.code, 1)
    assert.match(refused.err, /not empty/)
    assert.equal((await database.sql`select 1 from checkpoints where name = '旧的'`).length, 2)
    const replaced = await kakou(other.url, 'restore', file, '--replace')
    assert.equal(replaced.code, 0, replaced.err + replaced.out)
    assert.equal((await database.sql`select 1 from checkpoints where name = '旧的'`).length, 0)
    const [row] = await database.sql<{ restores: number }[]>`select restores from instance`
    assert.equal(row?.restores, 100_000_001)
    await database.end()
  } finally {
    await other.drop()
  }
})

test('a wrong secret, a flipped byte, a cut end and another file are refused before anything is touched', async () => {
  const file = join(folder, 'fourth.kakou')
  // Sealed in several pieces: what is wrong at its end is not known from its beginning.
  const reason = randomBytes(2_000_000).toString('base64')
  await writeAudit(rig.sql, Date.now(), { actor: 'system', verb: 'test.long', reason })
  assert.equal((await kakou(rig.databaseUrl, 'backup', file)).code, 0)
  const good = readFileSync(file)
  const other = await createTestDatabase()
  try {
    const database = await connectDatabase(other.target, { application: 'untouched', connections: 1 })
    await seedCounty(database.sql, new Date().toISOString())
    /** Another one once the schema was renamed, also where it was given its name back. */
    const untouched = () => database.sql`select xmin::text from pg_namespace where nspname = 'public'`
    const before = await untouched()
    const attempt = async (bytes: Buffer) => {
      const damaged = join(folder, 'damaged.kakou')
      writeFileSync(damaged, bytes)
      const refused = await kakou(other.url, 'restore', damaged, '--replace')
      assert.equal(refused.code, 1)
      assert.equal((await database.sql`select 1 from checkpoints`).length, 2, 'what was there is there')
      assert.deepEqual([...(await untouched())], [...before], 'nothing was put aside for it')
      return refused.err
    }
    const flipped = Buffer.from(good)
    flipped[good.length - 30] = (flipped[good.length - 30] ?? 0) ^ 1
    assert.match(await attempt(flipped), /damaged or cut off/)
    assert.match(await attempt(good.subarray(0, good.length - 1)), /damaged or cut off/)
    assert.match(await attempt(good.subarray(0, 200)), /damaged or cut off|no backup/)
    assert.match(await attempt(Buffer.from('PK\u0003\u0004 a picture of something else\n\n')), /no backup of Kakou/)
    assert.match(await attempt(Buffer.alloc(0)), /no backup of Kakou/)
    writeFileSync(key, 'another long pass phrase')
    assert.match(await attempt(good), /passphrase or key file is another/)
    writeFileSync(key, 'short')
    assert.equal((await kakou(other.url, 'restore', file)).code, 2)
    await database.end()
  } finally {
    writeFileSync(key, 'a long enough pass phrase')
    await other.drop()
  }
})

test('a restore that fails half-way leaves what was there, and a backup that fails leaves no file', async () => {
  const other = await createTestDatabase()
  try {
    const database = await connectDatabase(other.target, { application: 'half-way', connections: 2 })
    await seedCounty(database.sql, new Date().toISOString())
    const pieces: DumpPiece[] = []
    await dumpTables(rig.sql, async (piece) => {
      pieces.push(piece)
    })
    const last = pieces.length - 1
    const spoilt = async function* () {
      for (const [index, piece] of pieces.entries()) {
        yield index === last && 'rows' in piece ? { ...piece, rows: Buffer.from('no row of this table\n') } : piece
      }
    }
    await assert.rejects(
      loadTables({ sql: database.sql, target: other.target }, spoilt()),
      /rows of the table \w+ can not be stored/,
    )
    assert.equal((await database.sql`select 1 from checkpoints`).length, 2, 'what was there is back')
    assert.equal((await migrateDatabase(other.target)).applied, 0)
    await database.end()
  } finally {
    await other.drop()
  }
  const nowhere = join(folder, 'nowhere', 'x.kakou')
  assert.equal((await kakou(rig.databaseUrl, 'backup', nowhere)).code, 1)
  assert.equal(existsSync(`${nowhere}.partial`), false)
})

test('a passphrase is typed twice to make a backup, once to restore it, and is shown nowhere', async () => {
  const phrase = '三岔口 the typed pass phrase'
  const file = join(folder, 'typed.kakou')
  const typing = async (databaseUrl: string, answers: readonly string[], ...argv: string[]) => {
    const input = Object.assign(new PassThrough(), { isTTY: true })
    const left = [...answers]
    const said: string[] = []
    const say = (line: string) => {
      said.push(line)
      // A person types when asked.
      if (/: $/.test(line)) setImmediate(() => input.write(`${left.shift() ?? ''}\n`))
    }
    const environment = { DATABASE_URL: databaseUrl, KAKOU_DATA: folder }
    const code = await runKakou(argv, { out: say, err: say, environment, input })
    return { code, said: said.join('\n') }
  }
  const different = await typing(rig.databaseUrl, [phrase, 'another pass phrase'], 'backup', file)
  assert.equal(different.code, 2)
  assert.match(different.said, /the two are not the same/)
  const short = await typing(rig.databaseUrl, ['short', 'short'], 'backup', file)
  assert.equal(short.code, 2)
  assert.equal(existsSync(file), false)
  const made = await typing(rig.databaseUrl, [phrase, phrase], 'backup', file)
  assert.equal(made.code, 0, made.said)
  assert.ok(!made.said.includes(phrase) && !readFileSync(file).includes(phrase))

  const fresh = await createTestDatabase()
  try {
    const wrong = await typing(fresh.url, ['not the pass phrase'], 'restore', file, '--replace')
    assert.equal(wrong.code, 1, wrong.said)
    const restored = await typing(fresh.url, [phrase], 'restore', file, '--replace')
    assert.equal(restored.code, 0, restored.said)
    const database = await connectDatabase(fresh.target, { application: 'typed', connections: 1 })
    assert.ok((await database.sql`select 1 from checkpoints`).length >= 2)
    await database.end()
  } finally {
    await fresh.drop()
  }
})
