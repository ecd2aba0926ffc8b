import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sqlState } from '../../db/sql-state'
import { findHead } from '../../db/stores/audit-store'
import { findKeys } from '../../db/stores/secret-key-store'
import { writeAudit } from '../audit'
import { CLI_ACTOR } from '../people/cli-actor'
import { createUser } from '../people/users/create-user'
import { seedCounty } from '../testing/county-fixture'
import { fakeClock } from '../testing/fake-clock'
import { cookieOf, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { AuditSealer, sealPending } from './audit-sealer'
import { turnAuditKeys } from './turn-audit-keys'
import { verifyChain } from './verify-chain'

interface Line {
  id: string
  actor: string
  name: string | null
  verb: string
  target: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string | null
  address: string | null
  link: number | null
  personal: boolean
}
interface Page {
  lines: Line[]
  cursor: string | null
}

let rig: ServerRig
let admin: string

before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      await seedCounty(sql, new Date().toISOString())
      await sql`
        insert into jurisdictions (code, name, level, parent_id, path)
        select '330523001', '东镇', 'town', id, path || '77/' from jurisdictions where code = '330523'`
    },
  })
  admin = await rig.key('admin')
})
after(() => rig.close())

const read = async (query: string, token = admin) => (await rig.call<Page>('GET', `/audit${query}`, { token })).json
const settled = () =>
  waitFor('every line in the chain', async () => {
    const [row] = await rig.sql<{ waiting: number }[]>`select count(*)::int as waiting from audit_pending`
    return row?.waiting === 0
  })
const state = async (attempt: Promise<unknown>) =>
  sqlState(
    await attempt.then(
      () => null,
      (error: unknown) => error,
    ),
  )

test('a change leaves who, when, from where, what, before and after, and why; found by each of them', async () => {
  const made = await createUser(rig.core, CLI_ACTOR, {
    username: 'chief',
    displayName: '王主任',
    role: 'admin',
    jurisdiction: null,
    password: 'a long enough pass phrase',
  })
  assert.ok(made.ok)
  const body = { username: 'chief', password: 'a long enough pass phrase' }
  const cookie = cookieOf((await rig.call('POST', '/session', { body })).headers)
  const changed = await rig.call('PATCH', '/checkpoints/K01', { cookie, body: { name: '东山卡口' } })
  assert.equal(changed.status, 200)

  const [line] = (await read('?verb=checkpoint&target=k01')).lines
  assert.ok(line)
  const { actor, name, verb, target, address, before: was, after: is } = line
  assert.deepEqual([actor, name, verb, target], ['user:chief', '王主任', 'checkpoint.change', 'checkpoint:K01'])
  assert.ok(address?.includes('127.0.0.1'), `from where: ${address}`)
  assert.deepEqual([was?.name, is?.name], ['吉口卡口', '东山卡口'])
  assert.deepEqual(
    (await read('?who=王主')).lines.map((one) => one.actor),
    Array(2).fill('user:chief'),
  )
  assert.equal((await read('?who=nobody')).lines.length, 0)
  const hour = (shift: number) => encodeURIComponent(new Date(Date.now() + shift * 3_600_000).toISOString())
  assert.equal((await read(`?verb=checkpoint&from=${hour(1)}`)).lines.length, 0)
  assert.equal((await read(`?verb=checkpoint&from=${hour(-1)}&to=${hour(1)}`)).lines.length, 1)
})

test('pages follow each other without a gap or a double', async () => {
  const { core } = rig
  const ids = new Set<string>()
  for (let n = 0; n < 230; n++) await writeAudit(rig.sql, core.clock.now(), { actor: 'system', verb: 'page.test' })
  let cursor: string | null = ''
  let pages = 0
  while (cursor !== null) {
    const page: Page = await read(`?verb=page.test${cursor === '' ? '' : `&cursor=${cursor}`}`)
    for (const { id } of page.lines) ids.add(id)
    cursor = page.cursor
    pages++
  }
  assert.deepEqual([ids.size, pages], [230, 3])
  assert.equal((await rig.call('GET', '/audit?cursor=x', { token: admin })).status, 400)
})

test('a page begins with a line that is named, however many came since', async () => {
  const all = await rig.sql<{ id: string }[]>`select id from audit where verb = 'page.test' order by at desc, id desc`
  const named = all[180]?.id ?? ''
  const page = await read(`?verb=page.test&line=${named}`)
  assert.deepEqual(
    page.lines.map(({ id }) => id),
    all.slice(180).map(({ id }) => id),
  )
  for (const line of ['00000000-0000-4000-8000-000000000001', named]) {
    const token = await rig.key('admin', '330523001')
    assert.equal((await rig.call('GET', `/audit?line=${line}`, { token })).status, 404)
  }
  assert.equal((await rig.call('GET', '/audit?line=x', { token: admin })).status, 400)
})

test('a town sees its own lines, and a role without the right none', async () => {
  const town = await rig.key('admin', '330523001')
  assert.equal((await read('', town)).lines.length, 0)
  await writeAudit(rig.sql, Date.now(), { actor: 'system', verb: 'town.test', scope: '/1/77/' })
  assert.deepEqual(
    (await read('', town)).lines.map(({ verb }) => verb),
    ['town.test'],
  )
  assert.equal((await read('?verb=town.test')).lines.length, 1, 'and the county sees it too')
  for (const role of ['command', 'health', 'planner', 'supervisor', 'reporter', 'staff', 'gate'] as const) {
    assert.equal((await rig.call('GET', '/audit', { token: await rig.key(role) })).status, 403, role)
  }
})

test('the server itself can not change or delete a line or a link', async () => {
  for (const table of ['audit', 'audit_links']) {
    assert.equal(await state(rig.sql`update ${rig.sql(table)} set at = now()`), '42501', `update ${table}`)
    assert.equal(await state(rig.sql`delete from ${rig.sql(table)}`), '42501', `delete ${table}`)
    assert.equal(await state(rig.sql`truncate ${rig.sql(table)}`), '42501', `truncate ${table}`)
    // The trigger refuses too: that there is no right either is asked by itself.
    for (const right of ['update', 'delete', 'truncate']) {
      const [row] = await rig.sql<{ has: boolean }[]>`select has_table_privilege(${table}, ${right}) as has`
      assert.equal(row?.has, false, `the right to ${right} ${table}`)
    }
  }
  // Also where somebody gave himself the right: the trigger is asked after it.
  await rig.sql.begin(async (tx) => {
    const [self] = await tx<{ name: string }[]>`select current_user as name`
    await tx`grant update on audit to ${tx(self?.name ?? '')}`
    assert.equal(await state(tx.savepoint((inner) => inner`update audit set actor = 'x'`)), '42501')
  })
})

test('the running server chains what was written within seconds, and the chain verifies', async () => {
  await settled()
  const report = await verifyChain(rig.sql, null)
  assert.deepEqual(report.faults, [])
  assert.ok(report.lines > 230 && report.links > 0 && report.waiting === 0)
  assert.equal((await verifyChain(rig.sql, report.head)).faults.length, 0)
  const head = await rig.call<{ number: number; hash: string }>('GET', '/audit/head', { token: admin })
  assert.equal(head.json.hash, report.head)
  // The 日报 prints the head before its cut-off: of a day that has not ended, the last one.
  const day = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 10)
  const daily = await rig.call<{ head: { hash: string } | null }>('GET', `/reports/daily?date=${day}`, { token: admin })
  assert.equal(daily.json.head?.hash, report.head)
  const before = encodeURIComponent('2001-01-01T00:00:00Z')
  assert.equal((await rig.call('GET', `/audit/head?before=${before}`, { token: admin })).status, 404)
  // Two at once make one chain: the lock lets one of them through.
  for (let n = 0; n < 20; n++) await writeAudit(rig.sql, Date.now(), { actor: 'system', verb: 'race.test' })
  await Promise.all(Array.from({ length: 6 }, () => sealPending(rig.sql, Date.now())))
  await settled()
  assert.deepEqual((await verifyChain(rig.sql, head.json.hash)).faults, [])
})

test('whoever tampers as a superuser could is found out: changed, taken out, slipped in, cut off', async () => {
  await settled()
  const whole = await verifyChain(rig.sql, null)
  const tampered = async (...statements: string[]) => {
    let faults: string[] = []
    const undo = new Error('undo')
    await rig.sql
      .begin(async (tx) => {
        await tx.unsafe(`alter table audit disable trigger all; alter table audit_links disable trigger all;
          grant update, delete on audit, audit_links to current_user`)
        for (const statement of statements) await tx.unsafe(statement)
        // The same computation, inside the transaction that is rolled back.
        const within = { begin: (_: string, act: (inner: typeof tx) => Promise<unknown>) => act(tx) }
        faults = (await verifyChain(within as never, whole.head)).faults
        throw undo
      })
      .catch((error: unknown) => {
        if (error !== undo) throw error
      })
    return faults.join('\n')
  }
  assert.equal(await tampered('select 1'), '')
  assert.match(await tampered(`update audit set actor = 'user:other' where verb = 'checkpoint.change'`), /were changed/)
  assert.match(await tampered(`delete from audit where verb = 'town.test'`), /are missing/)
  assert.match(
    await tampered(`insert into audit (id, at, actor, verb) values ('${randomUUID()}', '2020-01-01', 'x', 'x')`),
    /In no link/,
  )
  assert.match(await tampered('delete from audit_links where number = 1'), /links 1 to 1 are missing/)
  const last = whole.links
  const cut = [
    `delete from audit where id in (select unnest(lines) from audit_links where number = ${last})`,
    `delete from audit_links where number = ${last}`,
  ]
  assert.match(await tampered(...cut), /does not hold the head/)
})

test('what is personal is sealed, opened for a reason that is written down, and gone with its key', async () => {
  const { core } = rig
  const value = { plate: '浙E·12Q45' }
  await writeAudit(rig.sql, Date.now(), {
    actor: 'user:chief',
    verb: 'search.test',
    personal: { keys: core.keys, value },
  })
  const [line] = (await read('?verb=search.test')).lines
  assert.equal(line?.personal, true)
  const raw = JSON.stringify(await rig.sql`select *, encode(sealed, 'escape') from audit where verb = 'search.test'`)
  assert.doesNotMatch(raw, /12Q45/)
  const open = (body: object) =>
    rig.call<{ personal: unknown }>('POST', `/audit/${line?.id}/open`, { token: admin, body })
  assert.equal((await open({})).status, 400, 'not without a reason')
  assert.deepEqual((await open({ reason: '核查第 12 号投诉' })).json.personal, value)
  const [trace] = (await read('?verb=audit.open')).lines
  assert.deepEqual([trace?.reason, trace?.target], ['核查第 12 号投诉', `audit:${line?.id}`])

  await settled()
  const later = { ...core, clock: fakeClock(new Date(Date.now() + 31 * 86_400_000).toISOString()) }
  assert.deepEqual(await turnAuditKeys(later), [], 'a month later another key is used, and the old one opens')
  assert.equal((await open({ reason: '再看一次' })).status, 200)
  later.clock.advance(181 * 86_400_000)
  assert.equal((await turnAuditKeys(later)).length, 1)
  await waitFor(
    'the server to hear that the key is gone',
    async () => (await open({ reason: '太晚了' })).status === 410,
  )
  assert.deepEqual((await verifyChain(rig.sql, null)).faults, [])
})

test('a read that can not be written down is refused', async () => {
  await writeAudit(rig.sql, Date.now(), {
    actor: 'system',
    verb: 'refused.test',
    personal: { keys: rig.core.keys, value: { plate: '浙E·9Q999' } },
  })
  const [line] = (await read('?verb=refused.test')).lines
  await rig.sql`create function no_more() returns trigger language plpgsql as $$ begin raise 'full'; end $$`
  await rig.sql`create trigger no_more before insert on audit_pending for each row execute function no_more()`
  const open = () => rig.call('POST', `/audit/${line?.id}/open`, { token: admin, body: { reason: '核查' } })
  const refused = await open()
  assert.equal(refused.status, 503)
  assert.doesNotMatch(JSON.stringify(refused.json), /9Q999/)
  await rig.sql`drop function no_more cascade`
  assert.equal((await open()).status, 200)
  assert.ok(await findHead(rig.sql))
})

test('the month’s key is turned by the clock, but not by one that ran away: what it destroyed would be gone', async () => {
  const audit = async () => (await findKeys(rig.sql)).filter(({ purpose }) => purpose === 'audit').map(({ id }) => id)
  const before = await audit()
  const sixHours = async (startMs: number) => {
    const clock = fakeClock(startMs)
    const sealer = new AuditSealer({ ...rig.core, clock })
    sealer.start()
    clock.advance(6 * 3_600_000)
    await sealer.stop()
  }
  await sixHours(Date.now() + 400 * 86_400_000)
  assert.deepEqual(await audit(), before)
  await rig.sql`
    update secret_keys set made_at = now() - interval '31 days' where purpose = 'audit' and retired_at is null`
  await sixHours(Date.now() - 6 * 3_600_000)
  const turned = await audit()
  assert.equal(turned.length, before.length + 1)
  assert.ok(before.every((id) => turned.includes(id)))
})
