import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readEnv } from '../../env'
import { breachedFileFault, timesBreached } from './breached-passwords'
import { passwordFault } from './password'

const folder = mkdtempSync(join(tmpdir(), 'kakou-breached-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const hashOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase()

/** Passwords that were breached once, twice, three times …, as a file. Counts are up to eight digits long. */
const passwords = Array.from({ length: 3_000 }, (_, index) => `breached-${index}-cormorant`)
const counts = new Map(passwords.map((password, index) => [password, (index % 7 === 0 ? 10_000_000 : 1) + index]))
const lines = passwords.map((password) => `${hashOf(password)}:${counts.get(password)}`).sort()
const ordered = [...passwords].sort((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1))

const write = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('each line of the file is found, the first and the last too, however lines end', async () => {
  const files = [
    write('lf', `${lines.join('\n')}\n`),
    write('crlf', `${lines.join('\r\n')}\r\n`),
    write('unended', lines.join('\n')),
    write('small-letters', lines.join('\n').toLowerCase()),
  ]
  for (const file of files) {
    assert.equal(breachedFileFault(file), null, file)
    const asked = [ordered[0], ordered.at(-1), ...ordered.filter((_, index) => index % 37 === 0)]
    for (const password of asked) {
      assert.ok(password)
      assert.equal(await timesBreached(file, password), counts.get(password), `${file} ${password}`)
    }
    for (let index = 0; index < 40; index++) assert.equal(await timesBreached(file, `never-${index}-seen`), 0)
  }
})

test('a file of one, two or three lines', async () => {
  for (let length = 1; length <= 3; length++) {
    const file = write(`of-${length}`, `${lines.slice(0, length).join('\n')}\n`)
    assert.equal(breachedFileFault(file), null)
    for (const password of ordered.slice(0, length))
      assert.equal(await timesBreached(file, password), counts.get(password))
    assert.equal(await timesBreached(file, ordered[length] ?? ''), 0)
  }
})

test('a file that is not there, empty, in another order or of another form stops the start, and it is said what to do', () => {
  const refused = (path: string) => {
    let said = ''
    assert.throws(
      () => readEnv({ BREACHED_PASSWORDS: path }),
      (error: Error) => {
        said = error.message
        return true
      },
    )
    assert.match(said, /BREACHED_PASSWORDS=.*: expected /)
    return said
  }
  assert.match(refused(join(folder, 'absent')), /a file that is there/)
  assert.match(refused(folder), /not empty/)
  assert.match(refused(write('empty', '')), /not empty/)
  const byCount = passwords.map((password) => `${hashOf(password)}:${counts.get(password)}`)
  assert.match(refused(write('by-count', byCount.join('\n'))), /ordered by hash/)
  assert.match(refused(write('ntlm', lines.map((line) => line.slice(8)).join('\n'))), /SHA-1/)
  assert.match(refused(write('plain', passwords.join('\n'))), /SHA-1/)
  assert.match(refused(write('zip', `PK\u0003\u0004${'\u0001'.repeat(5_000)}`)), /unpacked/)
  const good = write('good', lines.join('\n'))
  assert.equal(readEnv({ BREACHED_PASSWORDS: good }).breachedPasswords, good)
})

test('a new password that was breached is refused, and one that can not be looked up is too', async () => {
  const file = write('in-force', lines.join('\n'))
  const env = { breachedPasswords: file }
  assert.match((await passwordFault(env, ordered[11] ?? '')) ?? '', /breach/)
  assert.equal(await passwordFault(env, 'never-was-such-a-cormorant'), null)
  assert.equal(await passwordFault({ breachedPasswords: null }, ordered[11] ?? ''), null)
  rmSync(file)
  assert.match((await passwordFault(env, 'never-was-such-a-cormorant')) ?? '', /not readable/)
})
