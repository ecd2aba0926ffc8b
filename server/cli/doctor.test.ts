/** Each thing that `kakou doctor` can find is brought about once. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { canMountDisk, mountSmallDisk } from '../../e2e/support/small-disk'
import { writeAudit } from '../audit'
import { operatorOf, runTool } from '../testing/operator-tool'
import { type ServerRig, startServerRig } from '../testing/server-rig'
import { makeAuthority, makeServerCertificate } from '../tls/make-certificates'
import { clockCheck } from './connection-checks'

const folder = mkdtempSync(join(tmpdir(), 'kakou-doctor-'))
let rig: ServerRig
before(async () => {
  rig = await startServerRig()
})
after(async () => {
  await rig.close()
  rmSync(folder, { recursive: true, force: true })
})

interface Found {
  code: number
  err: string
  /** `ok`, `weaker` or `BAD`, and why, by name. */
  finds: Record<string, string>
}

const doctor = async (environment: Record<string, string> = {}): Promise<Found> => {
  const { code, out, err } = await runTool(['doctor', '--json'], { ...operatorOf(rig, folder), ...environment })
  type Said = { checks: { name: string; ok: boolean; weaker?: true; detail: string }[] }
  const { checks } = (out === '' ? { checks: [] } : JSON.parse(out)) as Said
  const finds = checks.map(({ name, ok, weaker, detail }) => [
    name,
    `${ok ? (weaker ? 'weaker' : 'ok') : 'BAD'} ${detail}`,
  ])
  return { code, err, finds: Object.fromEntries(finds) }
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

test('all in order', async () => {
  const { code, finds } = await doctor()
  assert.equal(code, 0)
  for (const name of [
    'node',
    'settings',
    'data',
    'tls',
    'database',
    'clock',
    'sessions',
    'migrations',
    'key',
    'audit',
    'guards',
  ]) {
    assert.match(finds[name] ?? 'not looked at', /^ok /, name)
  }
})

test('settings that are wrong are named, and nothing else is looked at', async () => {
  const { code, err } = await doctor({ PORT: 'x' })
  assert.equal(code, 1)
  assert.match(err, /PORT=x: expected/)
})

test('a database that does not answer', async () => {
  const { code, finds } = await doctor({ DATABASE_URL: `postgres://kakou@127.0.0.1:${await freePort()}/kakou` })
  assert.equal(code, 1)
  assert.match(finds.database ?? '', /^BAD .*does not answer: start it, or correct the address/)
})

test('what an older release wrote into the audit in the clear is said, since it stays', async () => {
  const line = { actor: 'user:wang', verb: 'alert.noted', target: 'alert:1', reason: '已送医' }
  await writeAudit(rig.sql, Date.now(), line)
  const { code, finds } = await doctor()
  assert.equal(code, 0)
  assert.match(finds.audit ?? '', /^weaker 1 lines of 0\.1\.0 hold what was written of alerts/)
})

test('another key than the one that sealed', async () => {
  const { code, finds } = await doctor({ KAKOU_KEY: 'ab'.repeat(32) })
  assert.equal(code, 1)
  assert.match(finds.key ?? '', /^BAD .*which is not the one here: set KAKOU_KEY to it/)
})

test('a Redis that does not answer is weaker, not wrong', async () => {
  const { code, finds } = await doctor({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` })
  assert.equal(code, 0)
  assert.match(finds.redis ?? '', /^weaker REDIS_URL does not answer/)
})

test('a clock that is not that of the database', () => {
  assert.equal(clockCheck(-59_000).detail, 'agrees with that of the database')
  assert.deepEqual(clockCheck(8 * 60_000), {
    name: 'clock',
    ok: true,
    weaker: true,
    detail: "8 minutes ahead of the database's: set both right",
  })
  assert.deepEqual(clockCheck(-3 * 3_600_000), {
    name: 'clock',
    ok: false,
    detail: "180 minutes behind the database's: set both right; until then nothing is purged",
  })
})

test('a certificate that runs out, has run out, or has another key', async () => {
  const DAY_MS = 86_400_000
  const authority = await makeAuthority('Kakou', Date.now() - 1_000 * DAY_MS)
  const pair = async (name: string, madeDaysAgo: number) => {
    const made = await makeServerCertificate(
      authority,
      [{ type: 'dns', value: 'x' }],
      Date.now() - madeDaysAgo * DAY_MS,
    )
    mkdirSync(join(folder, name), { recursive: true })
    const [TLS_CERT, TLS_KEY] = [join(folder, name, 'crt'), join(folder, name, 'key')]
    writeFileSync(TLS_CERT, made.certificate)
    writeFileSync(TLS_KEY, made.key)
    return { TLS_CERT, TLS_KEY }
  }
  const fresh = await pair('fresh', 0)
  assert.match((await doctor(fresh)).finds.tls ?? '', /^ok the certificate holds for 8\d\d days/)
  // Certificates are made for 820 days.
  assert.match((await doctor(await pair('late', 810))).finds.tls ?? '', /^weaker the certificate runs out in \d days/)
  const old = await doctor(await pair('old', 830))
  assert.equal(old.code, 1)
  assert.match(old.finds.tls ?? '', /^BAD the certificate ran out on/)
  const { TLS_KEY } = await pair('other', 0)
  assert.match((await doctor({ ...fresh, TLS_KEY })).finds.tls ?? '', /^BAD TLS_KEY is not the key of TLS_CERT/)
})

test('a disk that is nearly full', async (t) => {
  if (!canMountDisk()) return t.skip('needs the right to mount a disk')
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const unmount = mountSmallDisk(disk, 16)
  try {
    const { code, finds } = await doctor({ KAKOU_DATA: disk })
    assert.equal(code, 1)
    assert.match(finds.data ?? '', /^BAD .*0\.0 GB free: free some space/)
  } finally {
    unmount()
  }
})

test('migrations that wait, or are of a newer release', async () => {
  await rig.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of-tomorrow', 4102444800000)`
  const newer = await doctor()
  assert.equal(newer.code, 1)
  assert.match(newer.finds.migrations ?? '', /^BAD made by a newer Kakou: start that version/)
  await rig.sql`delete from drizzle.__drizzle_migrations where hash = 'of-tomorrow'`
  const [last] = await rig.sql<{ id: number; hash: string; created_at: string }[]>`
    delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations) returning *`
  assert.match((await doctor()).finds.migrations ?? '', /^ok \d+ of \d+ applied: npm start applies the rest/)
  assert.ok(last)
  await rig.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${last.hash}, ${last.created_at})`
})
