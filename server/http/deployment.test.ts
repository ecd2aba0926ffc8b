/** The files that operators are given fit this server and each other; what runs them is tried where it is installed. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readEnv } from '../env'
import { createLog } from '../log'
import { createFront } from '../process/front'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const OPERATIONS = 'docs/operations'

const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

test('proxies let idle connections go before the server does, and sockets live through silence', () => {
  const { keepAliveTimeout } = createFront(readEnv({}), createLog('test')).server
  const nginx = read(`${OPERATIONS}/nginx.conf`)
  const kept = [
    ...nginx.matchAll(/keepalive_timeout (\d+)s/g),
    ...read(`${OPERATIONS}/Caddyfile`).matchAll(/keepalive (\d+)s/g),
  ]
  assert.equal(kept.length, 3)
  for (const [text, seconds] of kept) assert.ok(Number(seconds) * 1_000 < keepAliveTimeout, text)
  const [, silence] = /proxy_read_timeout (\d+)s/.exec(nginx) ?? []
  // A ping every ten seconds, and what the network adds.
  assert.ok(Number(silence) >= 25)
})

test('what may be set reaches a server in a container, and nothing else is set there', () => {
  const settings = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const environment = (file: string) => {
    const service =
      read(file)
        .split(/^ {2}kakou:\n/m)[1]
        ?.split(/^ {2}\w+:\n/m)[0] ?? ''
    return [...service.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name]) => name)
  }
  // The image says where data lie; compose.yaml sets HOST.
  assert.deepEqual(environment('compose.yaml').sort(), settings.filter((name) => name !== 'KAKOU_DATA').sort())
  const several = environment('compose.several.yaml')
  assert.ok(several.length > 3)
  for (const name of several) assert.ok(settings.includes(name), name)
})

test('the unit for systemd is one that systemd takes, and leaves the service little to do harm with', (t) => {
  if (!isInstalled('systemd-analyze')) return t.skip('needs systemd')
  const folder = mkdtempSync(join(tmpdir(), 'kakou-unit-'))
  try {
    const unit = join(folder, 'kakou@.service')
    writeFileSync(unit, read(`${OPERATIONS}/kakou@.service`))
    const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
    assert.deepEqual([verified.status, verified.stderr], [0, ''])
    const judged = spawnSync('systemd-analyze', ['security', '--offline=yes', unit], { encoding: 'utf8' })
    const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(judged.stdout) ?? []
    assert.ok(Number(exposure) < 2, `${exposure}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('each alert rule is tried: it comes when it must, and not before', (t) => {
  const names = (path: string, pattern: RegExp) => new Set([...read(path).matchAll(pattern)].map(([, name]) => name))
  const rules = names(`${OPERATIONS}/alert-rules.yml`, /- alert: (\w+)/g)
  assert.deepEqual(names(`${OPERATIONS}/alert-rules.test.yml`, /alertname: (\w+)/g), rules)
  if (!isInstalled('promtool')) return t.skip('needs the package prometheus')
  const tried = spawnSync('promtool', ['test', 'rules', join(ROOT, OPERATIONS, 'alert-rules.test.yml')], {
    encoding: 'utf8',
  })
  assert.equal(tried.status, 0, tried.stdout + tried.stderr)
})
