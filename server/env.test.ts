import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { readEnv } from './env'

const folder = mkdtempSync(join(tmpdir(), 'kakou-env-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('nothing set: every default', () => {
  assert.deepEqual(readEnv({}), {
    host: '0.0.0.0',
    port: 3000,
    tls: null,
    dataDir: resolve('data'),
    key: null,
    redisUrl: null,
    databaseUrl: null,
    demo: 'traffic',
    metricsToken: null,
    trustedProxies: [],
    webhookHosts: [],
    plainHttp: [],
    breachedPasswords: null,
    pushContact: null,
  })
})

test('set and empty are told apart', () => {
  const env = readEnv({ HOST: '', PORT: ' 8080 ', KAKOU_DATA: '/srv/kakou', KAKOU_DEMO: 'off', DATABASE_URL: '' })
  assert.equal(env.host, '0.0.0.0')
  assert.equal(env.port, 8080)
  assert.equal(env.dataDir, '/srv/kakou')
  assert.equal(env.demo, 'off')
  assert.equal(env.databaseUrl, null)
})

test('all faults at once, each by name and with what is expected', () => {
  const faulty = {
    HOST: 'not a host',
    PORT: '70000',
    TLS_CERT: join(folder, 'absent.crt'),
    KAKOU_KEY: 'short-secret',
    REDIS_URL: 'http://localhost',
    DATABASE_URL: 'mysql://u:hush@localhost/x',
    KAKOU_DEMO: 'yes',
    METRICS_TOKEN: 'too short',
  }
  assert.throws(
    () => readEnv(faulty),
    (error: Error) => {
      for (const name of [...Object.keys(faulty), 'TLS_KEY']) assert.match(error.message, new RegExp(`${name}\\b`))
      assert.equal(error.message.match(/expected/g)?.length, 9, error.message)
      assert.doesNotMatch(error.message, /hush|short-secret|too short/, 'a secret is never shown')
      assert.doesNotMatch(error.message, /\n/)
      return true
    },
  )
})

test('a port is a whole number', () => {
  for (const port of ['3000.5', '-1', '0x50', '1e3', 'http', '65536']) {
    assert.throws(() => readEnv({ PORT: port }), /PORT=.*whole number from 0 to 65535/, port)
  }
  assert.equal(readEnv({ PORT: '0' }).port, 0)
})

test('a secret may lie in a file, but not in both places', () => {
  const file = join(folder, 'url')
  writeFileSync(file, 'postgres://kakou@db/kakou\n')
  assert.equal(readEnv({ DATABASE_URL_FILE: file }).databaseUrl, 'postgres://kakou@db/kakou')
  assert.throws(() => readEnv({ DATABASE_URL: 'postgres://a@b/c', DATABASE_URL_FILE: file }), /only one of the two/)
  assert.throws(() => readEnv({ METRICS_TOKEN_FILE: join(folder, 'none') }), /METRICS_TOKEN_FILE=.*may read/)
  writeFileSync(file, '')
  assert.throws(() => readEnv({ KAKOU_KEY_FILE: file }), /KAKOU_KEY_FILE=.*not empty/)
})

test('KAKOU_KEY is 32 bytes, in hex or base64', () => {
  const hex = 'ab'.repeat(32)
  assert.equal(readEnv({ KAKOU_KEY: hex }).key?.toString('hex'), hex)
  assert.equal(readEnv({ KAKOU_KEY: Buffer.from(hex, 'hex').toString('base64') }).key?.toString('hex'), hex)
})

test('TLS files must be what they are said to be', () => {
  const file = join(folder, 'text.pem')
  writeFileSync(file, 'hello')
  assert.throws(() => readEnv({ TLS_CERT: file, TLS_KEY: file }), /TLS_CERT=.*certificate.*TLS_KEY=.*private key/)
})
