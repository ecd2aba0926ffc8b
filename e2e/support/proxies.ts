/**
 * nginx and Caddy of the system's packages before two servers, from the very files that docs/operations gives operators:
 * only addresses, ports and paths are put in, as an operator puts them in.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitFor } from '../../server/testing/wait-for'
import { freePort } from './server'

const DOCS = fileURLToPath(new URL('../../docs/operations', import.meta.url))
const NGINX = '/usr/sbin/nginx'
const CADDY = '/usr/bin/caddy'
const END_TIMEOUT_MS = 15_000

interface ProxySetup {
  /** Ports of the servers behind it. */
  servers: readonly [number, number]
  /** PEM files for 127.0.0.1. */
  certificate: string
  key: string
}

export interface FrontProxy {
  /** By TLS. */
  url: string
  /** Of plain HTTP, which only leads to the other. */
  plainUrl: string
  /** What it wrote of itself and of calls. */
  log(): string
  stop(): Promise<void>
}

/** Why neither can be started here; null where both can. */
export const missingProxies = (): string | null => {
  const missing = [...(existsSync(NGINX) ? [] : ['nginx-light']), ...(existsSync(CADDY) ? [] : ['caddy'])]
  return missing.length === 0 ? null : `needs the packages ${missing.join(' and ')}`
}

/** The documented file with each text put in; one that is not there would leave the test without its subject. */
const fillNginx = (texts: Record<string, string>): string => {
  let config = readFileSync(join(DOCS, 'nginx.conf'), 'utf8')
  for (const [from, to] of Object.entries(texts)) {
    if (!config.includes(from)) throw new Error(`docs/operations/nginx.conf no longer holds "${from}"`)
    config = config.replaceAll(from, to)
  }
  return config
}

export const startNginx = async (setup: ProxySetup): Promise<FrontProxy> => {
  const folder = mkdtempSync(join(tmpdir(), 'kakou-nginx-'))
  const [port, plainPort] = [await freePort(), await freePort()]
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => {
    mkdirSync(join(folder, name))
    chmodSync(join(folder, name), 0o777)
    return `${name}_temp_path ${join(folder, name)};`
  })
  chmodSync(folder, 0o755)
  const config = fillNginx({
    '10.0.0.11:3000': `127.0.0.1:${setup.servers[0]}`,
    '10.0.0.12:3000': `127.0.0.1:${setup.servers[1]}`,
    '/run/nginx.pid': join(folder, 'pid'),
    '/var/log/nginx/error.log': join(folder, 'error.log'),
    '/var/log/nginx/kakou.log': join(folder, 'access.log'),
    '/etc/kakou/cert.pem': setup.certificate,
    '/etc/kakou/key.pem': setup.key,
    'listen 80;': `listen 127.0.0.1:${plainPort};`,
    'listen 443 ssl;': `listen 127.0.0.1:${port} ssl;`,
    'kakou.example': '127.0.0.1',
    'http {\n': `http {\n${temporary.join('\n')}\n`,
  })
  writeFileSync(join(folder, 'nginx.conf'), config)
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log'), '-g', 'daemon off;']
  return supervise({ folder, port, plainPort, logs: ['error.log', 'access.log'], run: () => spawn(NGINX, args) })
}

export const startCaddy = async (setup: ProxySetup): Promise<FrontProxy> => {
  const folder = mkdtempSync(join(tmpdir(), 'kakou-caddy-'))
  const [port, plainPort] = [await freePort(), await freePort()]
  const place = `{\nhttp_port ${plainPort}\nhttps_port ${port}\ndefault_bind 127.0.0.1\nadmin off\n}\n`
  writeFileSync(join(folder, 'Caddyfile'), place + readFileSync(join(DOCS, 'Caddyfile'), 'utf8'))
  const args = ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile']
  const env = {
    ...process.env,
    // It keeps files of its own in its user's home.
    ...{ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    KAKOU_TO: `to ${setup.servers.map((server) => `127.0.0.1:${server}`).join(' ')}`,
    KAKOU_SITE: '127.0.0.1',
    KAKOU_TLS: `tls ${setup.certificate} ${setup.key}`,
  }
  return supervise({ folder, port, plainPort, logs: [], run: () => spawn(CADDY, args, { env }) })
}

interface Supervised {
  folder: string
  port: number
  plainPort: number
  /** Files that it writes, besides what it prints. */
  logs: readonly string[]
  run(): ChildProcess
}

const supervise = async ({ folder, port, plainPort, logs, run }: Supervised): Promise<FrontProxy> => {
  const child = run()
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
    })
  }
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const log = () => {
    const files = logs.map((name) => join(folder, name)).filter((path) => existsSync(path))
    return [printed, ...files.map((path) => readFileSync(path, 'utf8'))].join('')
  }
  const plainUrl = `http://127.0.0.1:${plainPort}`
  const stop = async () => {
    if (!hasEnded()) child.kill('SIGTERM')
    await waitFor('the proxy to end', hasEnded, { timeoutMs: END_TIMEOUT_MS })
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await waitFor(
      'the proxy to answer',
      async () => hasEnded() || (await fetch(plainUrl, { redirect: 'manual' })).status > 0,
      { timeoutMs: END_TIMEOUT_MS, everyMs: 50 },
    )
    if (hasEnded()) throw new Error('the proxy ended')
  } catch (error) {
    const said = log()
    await stop()
    throw new Error(`${error instanceof Error ? error.message : String(error)}:\n${said}`)
  }
  return { url: `https://127.0.0.1:${port}`, plainUrl, log, stop }
}
