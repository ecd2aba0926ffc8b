import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Entry } from '#domain/entries/entry'
import { HOUR_MS } from '#domain/instant'
import { findUnsealed, writeSealed } from '../../db/stores/detail-store'
import { purgeDetails } from '../../db/stores/retention-store'
import { findKeys } from '../../db/stores/secret-key-store'
import { CLI_ACTOR } from '../people/cli-actor'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { fakeClock } from '../testing/fake-clock'
import { RIG_KEY, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'
import { keepHouse } from './housekeeping'
import { KeyRing } from './key-ring'
import { masterKeyFile } from './master-key'
import { rotateKeys } from './rotate-keys'
import { sealEntry } from './seal-entry'

const clock = fakeClock('2026-03-01T10:20:00.000+08:00')
const occurredAt = new Date(clock.now()).toISOString()
let rig: ServerRig
let county: CountyFixture
let admin: string

before(async () => {
  rig = await startServerRig({
    clock,
    fill: async (sql) => {
      county = await seedCounty(sql, occurredAt)
    },
  })
  admin = await rig.key('admin')
})
after(() => rig.close())

const PERSON = { readings: [], name: '欧阳明', phone: '13800138000', idNumber: '11010519491231002X', noId: '住张三家' }
const withPerson = (changes: Partial<Entry> = {}): Entry =>
  anEntry({ occurredAt, people: [PERSON], note: '李四陪同', destination: '王五家', ...changes })
const SECRETS = ['欧阳明', '13800138000', '11010519491231002X', '张三', '李四', '王五']

const post = async (entry: Entry): Promise<void> => {
  const { json } = await rig.call<{ results: { status: string }[] }>('POST', '/entries', {
    token: county.device.token,
    body: { entries: [entry] },
  })
  assert.equal(json.results[0]?.status, 'stored', JSON.stringify(json))
}

const shown = async (id: string): Promise<Record<string, unknown>> => {
  const { json } = await rig.call<{ entries: Record<string, unknown>[] }>('GET', '/entries', { token: admin })
  return json.entries.find((entry) => entry.id === id) ?? {}
}

const rowOf = async (id: string): Promise<{ text: string; sealed: Buffer | null; marks: number }> => {
  const [row] = await rig.sql<{ text: string; sealed: Buffer | null; marks: number }[]>`
    select d.body::text as text, d.sealed,
      (select count(*)::int from entry_marks m where m.bucket = d.bucket and m.entry_id = d.entry_id) as marks
    from entry_details d where d.entry_id = ${id}`
  assert.ok(row)
  return row
}

test('what names a person lies encrypted in the database, and is shown masked', async () => {
  const entry = withPerson()
  await post(entry)
  const { text, sealed, marks } = await rowOf(entry.id)
  for (const secret of SECRETS) {
    assert.ok(!text.includes(secret), secret)
    assert.ok(!sealed?.includes(secret), secret)
  }
  assert.equal(marks, 3)
  const { people, note, destination } = await shown(entry.id)
  const masked = { readings: [], name: '欧**', phone: '138****8000', idNumber: '110*************2X', noId: '住张三家' }
  assert.deepEqual({ people, note, destination }, { people: [masked], note: '李四陪同', destination: '王五家' })
})

test('a correction is sealed too, and a resend is a duplicate', async () => {
  const root = withPerson()
  await post(root)
  const correction = withPerson({ amends: root.id, void: { reason: '张三说错' } })
  await post(correction)
  assert.ok(!(await rowOf(correction.id)).text.includes('张三'))
  const again = await rig.call<{ results: { status: string }[] }>('POST', '/entries', {
    token: county.device.token,
    body: { entries: [root, correction] },
  })
  assert.deepEqual(
    again.json.results.map(({ status }) => status),
    ['duplicate', 'duplicate'],
  )
})

test('an entry without persons has nothing sealed, also beside one that has', async () => {
  const bare = anEntry({ occurredAt })
  await rig.call('POST', '/entries', { token: county.device.token, body: { entries: [bare, withPerson()] } })
  const { sealed, marks } = await rowOf(bare.id)
  assert.deepEqual([sealed, marks], [null, 0])
})

test('a box that was moved to another entry does not open', async () => {
  const [one, other] = [withPerson(), withPerson({ note: '赵六' })]
  await post(one)
  await post(other)
  await rig.sql`
    update entry_details set sealed = (select sealed from entry_details where entry_id = ${other.id})
    where entry_id = ${one.id}`
  const { note, people } = await shown(one.id)
  assert.deepEqual([note, people], [undefined, [{ readings: [] }]])
  await rig.sql`delete from entry_details where entry_id = ${one.id}`
})

test('what an earlier release left unsealed is sealed by housekeeping, once', async () => {
  const entry = withPerson()
  await post(anEntry({ occurredAt, id: entry.id }))
  await rig.sql`update entry_details set body = ${JSON.stringify(entry)}::text::json where entry_id = ${entry.id}`
  await rig.sql`update instance set persons_sealed_at = null`
  await keepHouse(rig.core)
  const { text, marks } = await rowOf(entry.id)
  assert.ok(!text.includes('欧阳明'))
  assert.equal(marks, 3)
  assert.equal((await shown(entry.id)).note, '李四陪同')
})

test('new keys open what is sealed anew; the old ones are destroyed an hour later, those of copies after a week', async () => {
  const entry = withPerson()
  await post(entry)
  const before = await findKeys(rig.sql)
  const rotated = await rotateKeys(rig.core, CLI_ACTOR, null)
  assert.ok(rotated.ok && rotated.value.sealed > 0)
  assert.equal((await shown(entry.id)).note, '李四陪同')
  await post(withPerson())
  const live = async () => (await findKeys(rig.sql)).map(({ id }) => id)
  const [persons, index, audit, copies] = before.map(({ id }) => id)
  clock.setTo(clock.now() + HOUR_MS)
  await keepHouse(rig.core)
  assert.deepEqual(
    (await live()).filter((id) => id <= 4),
    [audit, copies],
  )
  assert.ok(persons !== undefined && index !== undefined)
  assert.equal((await shown(entry.id)).note, '李四陪同')
  assert.equal((await rowOf(entry.id)).marks, 3)
  // Set, not advanced: in a week each timer of the server would fall due 600,000 times.
  clock.setTo(clock.now() + 7 * 24 * HOUR_MS)
  await keepHouse(rig.core)
  assert.deepEqual(
    (await live()).filter((id) => id <= 4),
    [audit],
  )
})

test('what came in under a key that is being replaced is sealed anew before that is destroyed', async () => {
  const behind = new KeyRing()
  await behind.load(rig.sql, rig.core.env, clock.now())
  await rotateKeys(rig.core, CLI_ACTOR, null)
  const entry = withPerson()
  const { body, sealed } = sealEntry(behind, entry)
  await post(anEntry({ occurredAt, id: entry.id }))
  await rig.sql`
    update entry_details set body = ${JSON.stringify(body)}::text::json, sealed = decode(${sealed ?? ''}, 'hex')
    where entry_id = ${entry.id}`
  clock.setTo(clock.now() + HOUR_MS)
  await keepHouse(rig.core)
  assert.equal((await shown(entry.id)).note, '李四陪同')
})

test('what is purged while keys are being changed stays purged', async () => {
  const entry = withPerson()
  await post(entry)
  const stripped = rig.sql.begin(async (held) => {
    const keyId = rig.core.keys.currentId('persons') + 1
    const rows = await findUnsealed(held, { keyId, after: null, limit: 500 })
    const row = rows.find(({ id }) => id === entry.id)
    assert.ok(row?.sealed)
    const span = { from: null, since: null, before: new Date(clock.now() + HOUR_MS), limit: 500 }
    let over = false
    const purging = purgeDetails(rig.sql, 'persons', span).finally(() => {
      over = true
    })
    await waitFor('the purge to wait, or to be over', async () => {
      const waits = await rig.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return over || waits.length > 0
    })
    await writeSealed(held, [{ bucket: row.bucket, id: row.id, body: row.body, sealed: row.sealed.toString('hex') }])
    return { purging }
  })
  await (await stripped).purging
  assert.ok((await rowOf(entry.id)).sealed === null)
})

test('a server whose keys were put under another master key goes on by those that it holds', async () => {
  const ring = new KeyRing()
  await ring.load(rig.sql, rig.core.env, clock.now())
  const box = ring.seal('persons', '欧阳明', 'here')
  await ring.load(rig.sql, { ...rig.core.env, key: Buffer.alloc(32, 1) }, clock.now())
  assert.equal(ring.fault, null)
  assert.equal(ring.open(box, 'here'), '欧阳明')
  ring.seal('persons', 'and seals', 'here')
})

test('a server with another master key starts nothing, and says which one it wants', async () => {
  const other = { key: Buffer.alloc(32, 1) }
  await assert.rejects(startServerRig({ clock, databaseUrl: rig.databaseUrl, env: other }), (error: Error) => {
    assert.match(error.message, /sealed under the key [0-9a-f]{8}/)
    assert.ok(!error.message.includes(RIG_KEY.toString('hex')))
    return true
  })
})

test('without KAKOU_KEY a key is made once in KAKOU_DATA, for this user alone, and never for a database that has keys', async () => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'kakou-key-')), 'data')
  const place = { key: null, dataDir }
  const stranger = new KeyRing()
  await stranger.load(rig.sql, place, clock.now())
  assert.throws(() => stranger.demand(), /sealed under the key/)
  assert.throws(() => statSync(masterKeyFile(place)))
  const own = await startServerRig({ clock, env: place })
  try {
    const file = masterKeyFile(place)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.match(readFileSync(file, 'utf8'), /^[0-9a-f]{64}\n$/)
    const again = new KeyRing()
    await again.load(own.sql, place, clock.now())
    again.demand()
  } finally {
    await own.close()
  }
})
