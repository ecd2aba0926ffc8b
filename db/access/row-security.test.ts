import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Sql, TransactionSql } from 'postgres'
import { createTestDatabase, type TestDatabase } from '../../server/testing/database'
import { waitFor } from '../../server/testing/wait-for'
import { connectDatabase, type Database } from '../client'
import { sqlState } from '../sql-state'
import { makePartitions } from '../stores/partitions'
import { applyAccess } from './apply-access'
import { inScope } from './in-scope'
import { TABLE_ACCESS } from './table-access'

const NO_PRIVILEGE = '42501'
const NOW = Date.parse('2026-03-01T00:00:00Z')

let testDatabase: TestDatabase
let database: Database
let sql: Sql
/** Two towns of one county, a checkpoint, a tablet, an entry, an alert, an account … in each. */
const EAST = '/1/2/'
const WEST = '/1/3/'

before(async () => {
  testDatabase = await createTestDatabase()
  database = await connectDatabase(testDatabase.target, { application: 'row security', connections: 1 })
  sql = database.sql
  await makePartitions(sql, NOW)
  await sql`
    insert into jurisdictions (id, code, name, level, parent_id, path) overriding system value values
      (1, '330500', '县', 'county', null, '/1/'), (2, '330501', '东', 'town', 1, ${EAST}),
      (3, '330502', '西', 'town', 1, ${WEST})`
  for (const town of [2, 3]) await fillTown(town)
  await sql`insert into indicators (id, name, unit, position) values (${randomUUID()}, 'x', 'x', 1)`
  await sql`insert into watch_list (salt, memory_kib, iterations) values ('', 1, 1)`
  await sql`
    insert into watch_subjects (kind, digest, label, rule, reason, expires_at, since, added_by, added_at)
    values ('plate', '', 'l', 'r', 'r', now(), 1, 'x', now())`
})
after(async () => {
  await database.end()
  await testDatabase.drop()
})

const fillTown = async (town: number) => {
  const device = randomUUID()
  const pairing = randomUUID()
  const user = randomUUID()
  const alert = randomUUID()
  const network = randomUUID()
  await sql`
    insert into checkpoints (id, code, name, jurisdiction_id, kind, ring, set_state, lng, lat, updated_at)
    overriding system value values (${town}, ${`K0${town}`}, '卡口', ${town}, 'county-line', 'county', 'open', 119, 30, now())`
  await sql`insert into lanes (checkpoint_id, name) values (${town}, '1')`
  await sql`insert into boundaries values (${town}, '{}', 'x', now())`
  await sql`
    insert into closures (code, name, jurisdiction_id, lng, lat, authority, document, starts_at, responsible, emergency)
    values (${`F0${town}`}, '封', ${town}, 119, 30, 'a', 'd', now(), 'r', 'e')`
  await sql`
    insert into networks (id, jurisdiction_id, name, active, ways, background, report, attribution, imported_at)
    values (${network}, ${town}, 'n', false, '', '{}', '{}', '', now())`
  await sql`insert into places (network_id, name, population, lng, lat) values (${network}, 'p', 1, 119, 30)`
  await sql`insert into devices (id, token_hash, pairing_id, created_at) values (${device}, ${Buffer.from(device)}, ${pairing}, now())`
  await sql`
    insert into pairings (id, device_id, checkpoint_id, started_at) values (${pairing}, ${device}, ${town}, now())`
  await sql`insert into pairing_codes (code_hash, checkpoint_id, expires_at) values (${Buffer.from(device)}, ${town}, now())`
  await sql`
    insert into users (id, name, display_name, role, jurisdiction_id, password_hash, created_at)
    values (${user}, ${`u${town}`}, 'u', 'admin', ${town}, 'x', now())`
  await sql`insert into sessions (id_hash, user_id, created_at, expires_at) values (${Buffer.from(user)}, ${user}, now(), now())`
  await sql`
    insert into api_keys (id, key_hash, role, jurisdiction_id, name, created_at)
    values (${user}, ${Buffer.from(user)}, 'gate', ${town}, 'k', now())`
  await sql`insert into audit (id, at, actor, verb, scope) values (${user}, now(), 'x', 'x', ${`/1/${town}/`})`
  await storeEntry(sql, town)
  await sql`
    insert into alerts (id, kind, severity, state, checkpoint_id, fold_key, count, level, raised_at, due_at)
    values (${alert}, 'fever', 'high', 'open', ${town}, ${alert}, 1, 0, now(), now())`
  await sql`
    insert into briefings (id, jurisdiction_id, template, from_date, date, state, version, content, facts, reissue,
      created_at, changed_at)
    values (${alert}, ${town}, 'bulletin', '2026-11-23', '2026-11-23', 'draft', 1, '{}', '{}', 0, now(), now())`
  await sql`insert into briefing_steps (id, briefing_id, version, at, step, actor, name) values (${alert}, ${alert}, 1, now(), 'x', 'x', 'x')`
  await sql`
    insert into report_layouts (id, jurisdiction_id, name, rows, columns, created_by, changed_at)
    values (${alert}, ${town}, 'x', 'checkpoint', '[]', 'x', now())`
  await sql`
    insert into indicator_values (indicator_id, jurisdiction_id, date, today, total, note, entered_by, entered_at)
    select id, ${town}, '2026-11-23', 1, 1, '', 'x', now() from indicators`
  await sql`insert into alert_events (id, alert_id, at, actor, act) values (${alert}, ${alert}, now(), 'x', 'raised')`
  await sql`insert into alert_members (alert_id, subject, checkpoint_id, since) values (${alert}, 'x', ${town}, now())`
  await sql`
    insert into webhooks (id, name, form, host, sealed, kinds, jurisdiction_id, enabled, made_by, made_at)
    values (${alert}, 'w', 'standard', 'h', '', '{}', ${town}, true, 'x', now())`
  await sql`
    insert into webhook_deliveries (id, webhook_id, event_id, act, state, next_at, made_at)
    values (${alert}, ${alert}, ${alert}, 'test', 'waiting', now(), now())`
  await sql`
    insert into push_subscriptions (id, session_hash, endpoint_hash, host, sealed, severities, language, made_at)
    values (${alert}, ${Buffer.from(user)}, ${Buffer.from(user)}, 'h', '', '{high}', 'zh', now())`
  await sql`
    insert into push_deliveries (id, subscription_id, event_id, act, state, next_at, made_at)
    values (${alert}, ${alert}, ${alert}, 'test', 'waiting', now(), now())`
  await sql`insert into signs (checkpoint_id, seen_at) values (${town}, now())`
  await sql`
    insert into alert_pauses (id, starts_at, ends_at, reason, kinds, jurisdiction_id, made_by, maker)
    values (${alert}, now(), now() + interval '1 h', 'r', '{offline}', ${town}, 'x', 'x')`
}

/** Rows seen in `/`, the county, each of the towns, where it is not one of each town. */
const EXPECTED: Record<string, number[]> = {
  jurisdictions: [3, 3, 1, 1],
  watch_list: [1, 1, 0, 0],
  watch_subjects: [1, 1, 0, 0],
}

const storeEntry = async (connection: Sql | TransactionSql, checkpoint: number) => {
  const id = randomUUID()
  await connection`
    insert into entries (bucket, id, checkpoint_id, source, direction, occurred_at, received_at, counted_at, headcount,
      disposition, flags, adds, digest, standing)
    values (-1, ${id}, ${checkpoint}, ${id}, 'in', now(), now(), now(), 1, 'release', 0, array[1], '', true)`
  await connection`insert into entry_details (bucket, entry_id, body) values (-1, ${id}, '{}')`
  await connection`
    insert into counters (checkpoint_id, hour, direction, vehicles_in, vehicles_out, people, high_readings, fevers,
      risk_vehicles, risk_people, turned_back_vehicles, turned_back_people, held, home, isolation, hospital)
    values (${checkpoint}, date_trunc('hour', now()), 'in', 1,0,0,0,0,0,0,0,0,0,0,0,0)
    on conflict (checkpoint_id, hour, direction) do update set vehicles_in = counters.vehicles_in + 1`
  return id
}

const refused = async (what: string, attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  assert.equal(sqlState(error), NO_PRIVILEGE, `${what}: ${error}`)
}

test('every table is under forced row-level security and says who reaches it', async () => {
  const tables = await sql<{ name: string; forced: boolean; partition: boolean }[]>`
    select relname as name, relrowsecurity and relforcerowsecurity as forced, relispartition as partition
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
  assert.ok(tables.length >= 24, `${tables.length} tables`)
  assert.ok(tables.some(({ partition }) => partition))
  for (const { name, forced, partition } of tables) {
    assert.ok(forced, `${name} is not under forced row-level security`)
    if (partition) continue
    const access = TABLE_ACCESS[name]
    assert.ok(access, `${name}: add a line to db/access/table-access.ts that says who reaches its rows`)
    const bounded = access.rows !== 'true' && access.rows !== 'false'
    assert.ok(
      bounded || (access.because ?? '').length > 10,
      `${name} is not bounded by jurisdiction and does not say why`,
    )
  }
  const known = new Set(tables.map(({ name }) => name))
  for (const name of Object.keys(TABLE_ACCESS)) assert.ok(known.has(name), `there is no table ${name} any more`)
})

test('views look with the rights of whoever asks', async () => {
  const views = await sql<{ name: string; invoker: boolean }[]>`
    select relname as name, coalesce(reloptions::text like '%security_invoker=true%', false) as invoker
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'`
  for (const { name, invoker } of views) assert.ok(invoker, `${name}: create it with (security_invoker = true)`)
  const other = await sql`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('m', 'f')`
  assert.equal(other.length, 0, 'no policy guards a materialised view or a foreign table')
})

test('of every bounded table a scope sees its own rows and none of its neighbour', async () => {
  assert.ok(database.roles, 'the roles are there')
  for (const [name, { rows, people }] of Object.entries(TABLE_ACCESS)) {
    if (rows === 'true') continue
    const count = (scope: string) =>
      inScope(database, { scope }, async (tx) => {
        const [row] = await tx<{ found: number }[]>`select count(*)::int as found from ${tx(name)}`
        return row?.found ?? 0
      })
    if (!people.includes('select')) {
      await refused(name, count('/'))
      continue
    }
    const [all, county, east, west] = [await count('/'), await count('/1/'), await count(EAST), await count(WEST)]
    const expected = EXPECTED[name] ?? (all === 0 ? [0, 0, 0, 0] : [2, 2, 1, 1])
    assert.deepEqual([all, county, east, west], expected, name)
    assert.equal(await count('/9/9/'), 0, `${name}: a jurisdiction that is not there`)
  }
})

test('what lies outside the scope can not be changed, taken, or made', async () => {
  await inScope(database, { scope: EAST }, async (tx) => {
    assert.equal((await tx`update checkpoints set name = 'x' where code = 'K03'`).count, 0)
    assert.equal((await tx`delete from users where name = 'u3'`).count, 0)
    assert.equal((await tx`update alerts set state = 'resolved'`).count, 1)
  })
  const attempts: [string, (tx: TransactionSql) => Promise<unknown>][] = [
    ['to the neighbour', (tx) => tx`update checkpoints set jurisdiction_id = 3 where code = 'K02'`],
    [
      'a foreign account',
      (tx) => tx`
      insert into users (id, name, display_name, role, jurisdiction_id, password_hash, created_at)
      values (${randomUUID()}, 'spy', 's', 'admin', 3, 'x', now())`,
    ],
    ['a foreign lane', (tx) => tx`insert into lanes (checkpoint_id, name) values (3, '9')`],
    ['the county itself', (tx) => tx`update jurisdictions set path = '/1/' where id = 2`],
    ['entries', (tx) => tx`delete from entries`],
    ['entries by hand', (tx) => storeEntry(tx, 2)],
    ['a partition', (tx) => tx`select from entries_default`],
    ['the secrets', (tx) => tx`select digest_secret from instance`],
    ['row security itself', (tx) => tx`alter table users disable row level security`],
  ]
  for (const [what, attempt] of attempts) await refused(what, inScope(database, { scope: EAST }, attempt))
})

test('audit lines are added and never changed, in any scope', async () => {
  for (const scope of ['/', EAST]) {
    const within = (attempt: (tx: TransactionSql) => Promise<unknown>) => inScope(database, { scope }, attempt)
    await within(
      (tx) => tx`insert into audit (id, at, actor, verb, scope) values (${randomUUID()}, now(), 'x', 'x', ${EAST})`,
    )
    await refused(
      'update',
      within((tx) => tx`update audit set actor = 'y'`),
    )
    await refused(
      'delete',
      within((tx) => tx`delete from audit`),
    )
    await refused(
      'truncate',
      within((tx) => tx`truncate audit`),
    )
  }
})

test('a pooled connection forgets scope and role, whether the transaction succeeds or not', async () => {
  const state = async () =>
    (
      await sql`
    select current_user as role, coalesce(current_setting('kakou.scope', true), '') as scope, pg_backend_pid() as pid`
    )[0]
  const before = await state()
  await inScope(database, { scope: EAST }, async (tx) => {
    const [inside] = await tx`select current_user as role, current_setting('kakou.scope') as scope`
    assert.deepEqual({ ...inside }, { role: database.roles?.scoped, scope: EAST })
  })
  assert.deepEqual({ ...(await state()) }, { ...before })
  await assert.rejects(inScope(database, { scope: EAST }, (tx) => tx`select 1 / 0`))
  assert.deepEqual({ ...(await state()) }, { ...before })
  // The very next transaction of that connection sees its own rows and all is there without one.
  assert.equal((await inScope(database, { scope: WEST }, (tx) => tx`select code from checkpoints`))[0]?.code, 'K03')
  assert.equal((await sql`select code from checkpoints`).length, 2)
})

test('a transaction in the role without a scope sees nothing, and the server asks for none', async () => {
  const rows = await sql.begin(async (tx) => {
    await tx`select set_config('role', ${database.roles?.scoped ?? ''}, true)`
    return tx`select id from jurisdictions`
  })
  assert.equal(rows.length, 0)
  await assert.rejects(
    inScope(database, { scope: '' }, async () => {}),
    /without a scope/,
  )
})

test('the way in stores entries of any checkpoint, and reads, changes and deletes nothing else', async () => {
  const { ingest } = database
  assert.equal((await ingest`select current_user as role`)[0]?.role, database.roles?.flush)
  const id = await storeEntry(ingest, 3)
  assert.equal((await ingest`update entries set standing = false where id = ${id}`).count, 1)
  for (const [what, attempt] of [
    ['details', () => ingest`select body from entry_details`],
    ['plates', () => ingest`select plate from entry_details`],
    ['whole entries', () => ingest`select * from entries`],
    ['delete', () => ingest`delete from entries where id = ${id}`],
    ['delete counters', () => ingest`delete from counters`],
    ['rewrite', () => ingest`update entries set adds = array[9], checkpoint_id = 2 where id = ${id}`],
    ['resolve', () => ingest`update alerts set state = 'resolved'`],
    ['people', () => ingest`select name from users`],
    ['devices', () => ingest`select token_hash from devices`],
    ['audit', () => ingest`select verb from audit`],
    ['secrets', () => ingest`select digest_secret from instance`],
    ['checkpoints', () => ingest`update checkpoints set name = 'x'`],
  ] as const) {
    await refused(what, attempt())
  }
})

test('where the roles can not be made the database still holds the owner to the scope', async () => {
  const alone = await createTestDatabase()
  const bare = await connectDatabase(alone.target, { application: 'no roles', connections: 1 })
  try {
    await applyAccess(bare.sql, null)
    await bare.sql`
      insert into jurisdictions (id, code, name, level, path) overriding system value values
        (1, '330500', '县', 'county', '/1/'), (2, '330501', '东', 'town', '/1/2/')`
    const owner = { sql: bare.sql, roles: null }
    assert.equal((await inScope(owner, { scope: EAST }, (tx) => tx`select id from jurisdictions`)).length, 1)
    assert.equal((await bare.sql`select id from jurisdictions`).length, 2)
    const [self] = await bare.sql<{ bypasses: boolean }[]>`
      select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = current_user`
    assert.equal(self?.bypasses, false, 'this test means nothing as a superuser')
  } finally {
    await bare.end()
    await alone.drop()
  }
})

test('while a long read holds a table an upgrade asks for it again and again, and nobody waits behind it', async () => {
  const own = await createTestDatabase()
  const [upgrade, report, counts] = await Promise.all(
    ['upgrade', 'report', 'counts'].map((application) => connectDatabase(own.target, { application, connections: 1 })),
  )
  if (upgrade === undefined || report === undefined || counts === undefined) throw new Error('three were opened')
  try {
    const { sql: reader } = report
    let finish = () => {}
    const long = new Promise<void>((resolve) => {
      finish = resolve
    })
    const reading = reader.begin(async (tx) => {
      await tx`select 1 from counters`
      await long
    })
    let isDone = false
    await upgrade.sql`comment on table instance is null`
    const upgrading = applyAccess(upgrade.sql, upgrade.roles).then(() => {
      isDone = true
    })
    await waitFor('the upgrade to wait for the table', async () => {
      const [row] = await sql<{ waits: boolean }[]>`
        select count(*) > 0 as waits from pg_stat_activity where application_name = 'upgrade' and wait_event_type = 'Lock'`
      return row?.waits
    })
    // It waits behind the upgrade, which gives up before the report does.
    await counts.sql`select 1 from counters`
    assert.equal(isDone, false)
    finish()
    await Promise.all([reading, upgrading])
  } finally {
    for (const one of [upgrade, report, counts]) await one.end()
    await own.drop()
  }
})

test('a code is the next of the whole county, also for one who sees a part of it', async () => {
  const next = await inScope(database, { scope: EAST }, async (tx) => {
    const [row] = await tx`select next_code('checkpoints', 'K') as code`
    assert.equal((await tx`select id from checkpoints`).length, 1, 'the scope stays what it was')
    return row?.code
  })
  assert.equal(next, 'K04')
})
