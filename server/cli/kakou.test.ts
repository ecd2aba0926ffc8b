import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openSql } from '../../db/client'
import { createTestDatabase } from '../testing/database'
import { runTool } from '../testing/operator-tool'

const folder = mkdtempSync(join(tmpdir(), 'kakou-cli-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('help: of the tool, of a group, of a command; all with exit 0', async () => {
  const tool = await runTool(['--help'])
  assert.equal(tool.code, 0)
  for (const name of ['doctor', 'migrate', 'tls make']) assert.match(tool.out, new RegExp(`^  ${name} +\\S`, 'm'))
  const group = await runTool(['tls', '--help'])
  assert.equal(group.code, 0)
  assert.match(group.out, /tls make/)
  assert.doesNotMatch(group.out, /doctor/)
  const names = [...tool.out.matchAll(/^ {2}(\S+(?: \S+)?) {2}/gm)].map((match) => match[1] ?? '')
  for (const name of names) {
    const command = await runTool([...name.split(' '), '--help'])
    assert.equal(command.code, 0, name)
    assert.match(command.out, new RegExp(`^Usage: npm run kakou -- ${name}\\b`), name)
    assert.equal(command.err, '')
  }
})

test('wrong usage is exit 2, names what is wrong and where help is', async () => {
  const wrong = [[], ['nonsense'], ['tls'], ['tls', 'mend'], ['doctor', '--jsn'], ['doctor', 'more'], ['migrate', '-x']]
  for (const argv of [...wrong, ['toString'], ['tls', 'make', '--host', 'a b']]) {
    const answer = await runTool(argv, { KAKOU_DATA: folder })
    assert.equal(answer.code, 2, argv.join(' '))
    assert.match(answer.err + answer.out, /--help/, argv.join(' '))
  }
})

test('what the operator can mend is exit 1 and one line, without a stack', async () => {
  const answer = await runTool(['doctor', '--json'], { PORT: 'x' })
  assert.equal(answer.code, 1)
  assert.equal(answer.out, '')
  assert.match(answer.err, /^kakou doctor: .*PORT=x: expected/)
  assert.doesNotMatch(answer.err, /\n/)
})

test('on a DATABASE_URL: migrate, again, and doctor; with --json one document and nothing else', async () => {
  const database = await createTestDatabase({ migrated: false })
  const environment = { DATABASE_URL: database.url, KAKOU_DATA: folder }
  try {
    const [first, second] = [
      await runTool(['migrate', '--json'], environment),
      await runTool(['migrate', '--json'], environment),
    ]
    const { applied, total } = JSON.parse(first.out)
    assert.ok(applied > 0 && applied === total)
    assert.deepEqual(JSON.parse(second.out), { applied: 0, total })
    const doctor = await runTool(['doctor', '--json'], environment)
    assert.equal(doctor.code, 0, doctor.out)
    const { ok, serverRunning, databaseUrl } = JSON.parse(doctor.out)
    assert.deepEqual({ ok, serverRunning, databaseUrl }, { ok: true, serverRunning: false, databaseUrl: database.url })
    assert.equal(doctor.err, '')

    const sql = openSql(database.target, 'test', 1)
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of-tomorrow', 4102444800000)`
    await sql.end()
    assert.equal((await runTool(['doctor'], environment)).code, 1)
    assert.match((await runTool(['migrate'], environment)).err, /made by a newer Kakou/)
  } finally {
    await database.drop()
  }
})

test('as users type it: right after npm ci, with the embedded Postgres, which it starts and stops', {
  timeout: 200_000,
}, async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const run = (args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, KAKOU_DATA: join(folder, 'data'), DATABASE_URL: '' }
      execFile(
        process.execPath,
        ['--import', 'tsx', 'server/cli/kakou.ts', ...args],
        { cwd: root, env, timeout: 150_000 },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
      )
    })
  const answers = await Promise.all([run(['doctor', '--json']), run(['migrate', '--json'])])
  for (const answer of answers) {
    assert.equal(answer.code, 0, answer.stderr)
    assert.equal(answer.stderr, '')
    JSON.parse(answer.stdout)
  }
  const { databaseUrl } = JSON.parse(answers[0].stdout)
  assert.equal(new URL(databaseUrl).hostname, '127.0.0.1')
  const sql = openSql({ kind: 'url', url: databaseUrl }, 'test', 1)
  await assert.rejects(sql`select 1`, /ECONNREFUSED/, 'the last tool has stopped it')
  await sql.end({ timeout: 1 })
})
