/** The files that operators are given fit this server and each other; what runs them is tried where it is installed. */
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readEnv } from '../env'
import { createLog } from '../log'
import { createFront } from '../process/front'
import { LONGEST_END_MS } from '../process/shutdown'
import { makeAuthority, makeServerCertificate } from '../tls/make-certificates'

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

/** Its instructions, in order; a stage begins with FROM. */
const image = () =>
  [...read('Dockerfile').matchAll(/^([A-Z]+) (.+)$/gm)].map(([, verb = '', rest = '']) => ({ verb, rest }))

test('the image copies what is there, runs as an ordinary user who may write where data lie, and starts what was built', () => {
  const ignored = new Set(read('.dockerignore').trim().split('\n'))
  const steps = image()
  const given = (verb: string) => steps.filter((step) => step.verb === verb).map(({ rest }) => rest)
  for (const copy of given('COPY').filter((rest) => !rest.startsWith('--from='))) {
    const sources = copy.split(' ').slice(0, -1)
    for (const source of sources) assert.ok(existsSync(join(ROOT, source)) && !ignored.has(source), source)
  }
  // What is secret, or made on this machine, is not in it.
  for (const name of ['.git', '.env', 'data', 'node_modules', '.next']) assert.ok(ignored.has(name), name)

  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
  const [least = 0] = (/\d+/.exec(engines.node) ?? []).map(Number)
  for (const base of given('FROM')) assert.ok(Number(/^node:(\d+)-\w+-slim/.exec(base)?.[1]) >= least, base)
  const last = steps.slice(steps.findLastIndex(({ verb }) => verb === 'FROM'))
  const user = last.findLast(({ verb }) => verb === 'USER')?.rest ?? 'root'
  assert.ok(user !== 'root' && user !== '0')
  const [volume] = given('VOLUME')
  assert.ok(given('RUN').some((rest) => rest.includes(`chown ${user}:${user} ${volume}`)))
  const settings = new Map(given('ENV').flatMap((rest) => [...rest.matchAll(/(\w+)=(\S+)/g)].map(([, k, v]) => [k, v])))
  assert.equal(settings.get('KAKOU_DATA'), volume)
  for (const [name, value] of settings) {
    const ours = read('.env.example').includes(`\n${name}=`)
    assert.ok(ours || name === 'NODE_ENV' || read(`${OPERATIONS}/kakou@.service`).includes(`=${name}=${value}\n`), name)
  }
  assert.deepEqual(given('EXPOSE'), [String(readEnv({}).port)])

  const [started] = given('CMD').filter((rest) => rest.startsWith('["node", ".next'))
  const [program, script] = JSON.parse(started ?? '[]') as string[]
  assert.ok(read(`${OPERATIONS}/kakou@.service`).includes(` ${program} ${script}\n`), 'as the unit does')
  assert.ok(read('server/launch.mjs').includes(`const BUNDLE = '${script?.replace('.next/', '')}'`))
})

test('whoever ends a server gives it longer than it takes at most', () => {
  const seconds = (path: string, pattern: RegExp) => Number(pattern.exec(read(path))?.[1])
  assert.ok(seconds('compose.yaml', /^ {4}stop_grace_period: (\d+)s$/m) * 1_000 > LONGEST_END_MS)
  assert.ok(seconds(`${OPERATIONS}/kakou@.service`, /^TimeoutStopSec=(\d+)$/m) * 1_000 > LONGEST_END_MS)
})

test('the image tells by itself whether the server in it can serve, also by TLS', async () => {
  const health = image().find(({ verb }) => verb === 'HEALTHCHECK')?.rest ?? ''
  const [program = '', ...args] = JSON.parse(health.slice(health.indexOf('['))) as string[]
  const ask = async (server: Server, more: Record<string, string> = {}) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const code = await new Promise((resolve) => {
      execFile(program, args, { env: { ...process.env, PORT: String(port), ...more } }, (error) =>
        resolve(error === null ? 0 : error.code),
      )
    })
    server.close()
    return code
  }
  const answering =
    (status: number) => (request: { url?: string | undefined }, response: import('node:http').ServerResponse) => {
      response.statusCode = request.url === '/readyz' ? status : 404
      response.end()
    }
  assert.equal(await ask(createServer(answering(200))), 0)
  assert.equal(await ask(createServer(answering(503))), 1)
  const authority = await makeAuthority('Kakou', Date.now())
  const made = await makeServerCertificate(authority, [{ type: 'dns', value: 'kakou' }], Date.now())
  const tls = createTlsServer({ cert: made.certificate, key: made.key }, answering(200))
  assert.equal(await ask(tls, { TLS_CERT: 'set' }), 0)
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
  const checked = spawnSync('promtool', ['check', 'rules', join(ROOT, OPERATIONS, 'alert-rules.yml')], {
    encoding: 'utf8',
  })
  assert.equal(checked.status, 0, checked.stdout + checked.stderr)
  const tried = spawnSync('promtool', ['test', 'rules', join(ROOT, OPERATIONS, 'alert-rules.test.yml')], {
    encoding: 'utf8',
  })
  assert.equal(tried.status, 0, tried.stdout + tried.stderr)
})
