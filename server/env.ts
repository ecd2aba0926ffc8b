import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { OperatorError } from '../db/operator-error'
import { breachedFileFault } from './people/passwords/breached-passwords'

type DemoMode = 'traffic' | 'county' | 'off'

/** Everything that can be set from outside, checked and in its final form. */
export interface Env {
  /** Address to listen on, default 0.0.0.0: every interface. */
  host: string
  /** Port to listen on, default 3000; 0 takes a free one. */
  port: number
  /** PEM certificate and key, both or none: with them the server speaks HTTPS. */
  tls: { cert: Buffer; key: Buffer } | null
  /** Absolute path of the folder that holds what this instance keeps, default ./data. */
  dataDir: string
  /** 32 bytes that protect personal data at rest; null when KAKOU_KEY is not set. */
  key: Buffer | null
  /** redis:// URL for installations with several servers; null when not set. */
  redisUrl: string | null
  /** A Postgres of the operator's own; null: the embedded one. */
  databaseUrl: string | null
  /** What an empty database is filled with, default traffic. */
  demo: DemoMode
  /** When set, /metrics wants it as a bearer token. */
  metricsToken: string | null
  /** Proxies that may say who calls and whether by TLS; default none. */
  trustedProxies: readonly Network[]
  /** Hosts of webhooks that may lie inside the network, in lower case; default none. */
  webhookHosts: readonly string[]
  /** Networks besides private ones that plain HTTP is spoken with; default none. */
  plainHttp: readonly Network[]
  /** The file of hashes of breached passwords, ordered by hash; null: new passwords are compared with the common ones alone. */
  breachedPasswords: string | null
  /** mailto: or https: by which a push service reaches the operator; null when not set. */
  pushContact: string | null
}

/** A network: an address, and how many of its leading bits count. */
export type Network = [ReturnType<typeof ipaddr.parse>, number]

type Source = Readonly<Record<string, string | undefined>>
type Parsed<T> = { value: T } | { expected: string }

/** Variables whose value may lie in a file named by NAME_FILE, as container secrets do. */
const SECRETS = ['KAKOU_KEY', 'DATABASE_URL', 'REDIS_URL', 'METRICS_TOKEN'] as const

/**
 * Reads and checks the environment. `source` is process.env unless a test gives its own.
 * Throws one OperatorError that lists every faulty variable by name with what is expected; it never shows a secret's value.
 */
export function readEnv(source: Source = process.env): Env {
  const faults: string[] = []
  const values = withSecretFiles(source, faults)

  function read<T>(name: string, fallback: T, parse: (text: string) => Parsed<T>): T {
    const text = values[name]?.trim()
    if (text === undefined || text === '') return fallback
    const parsed = parse(text)
    if ('value' in parsed) return parsed.value
    const secret = SECRETS.some((known) => known === name)
    faults.push(`${name}${secret ? '' : `=${text}`}: expected ${parsed.expected}`)
    return fallback
  }

  const certificate = read('TLS_CERT', null, parsePemFile('CERTIFICATE'))
  const privateKey = read('TLS_KEY', null, parsePemFile('PRIVATE KEY'))
  if ((values.TLS_CERT?.trim() ?? '') !== '' && (values.TLS_KEY?.trim() ?? '') === '') {
    faults.push('TLS_KEY: expected the PEM key file of TLS_CERT (both are set, or none)')
  }
  if ((values.TLS_KEY?.trim() ?? '') !== '' && (values.TLS_CERT?.trim() ?? '') === '') {
    faults.push('TLS_CERT: expected the PEM certificate file of TLS_KEY (both are set, or none)')
  }

  const env: Env = {
    host: read('HOST', '0.0.0.0', parseHost),
    port: read('PORT', 3000, parsePort),
    tls: certificate && privateKey ? { cert: certificate, key: privateKey } : null,
    dataDir: resolve(read('KAKOU_DATA', './data', (text) => ({ value: text }))),
    key: read<Buffer | null>('KAKOU_KEY', null, parseKey),
    redisUrl: read('REDIS_URL', null, parseUrl(['redis:', 'rediss:'], 'redis://HOST:PORT')),
    databaseUrl: read('DATABASE_URL', null, parseDatabaseUrl),
    demo: read('KAKOU_DEMO', 'traffic', parseDemo),
    metricsToken: read('METRICS_TOKEN', null, parseToken),
    trustedProxies: read('TRUSTED_PROXIES', [], parseNetworks),
    webhookHosts: read('WEBHOOK_HOSTS', [], parseHosts),
    plainHttp: read('KAKOU_PLAIN_HTTP', [], parsePlainHttp),
    breachedPasswords: read('BREACHED_PASSWORDS', null, parseBreached),
    pushContact: read('PUSH_CONTACT', null, parseUrl(['mailto:', 'https:'], 'mailto:NAME@HOST or https://HOST')),
  }
  if (faults.length > 0) {
    throw new OperatorError(
      `the settings are wrong, nothing was started: ${faults.join('; ')}. See .env.example for all of them`,
    )
  }
  return env
}

/** Next and React take their mode from the environment; set before either is loaded. */
export function setMode(development: boolean): void {
  Object.assign(process.env, { NODE_ENV: development ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
}

function withSecretFiles(source: Source, faults: string[]): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = { ...source }
  for (const name of SECRETS) {
    const file = source[`${name}_FILE`]?.trim()
    if (file === undefined || file === '') continue
    if ((source[name]?.trim() ?? '') !== '') {
      faults.push(`${name} and ${name}_FILE: expected only one of the two`)
      continue
    }
    try {
      values[name] = readFileSync(file, 'utf8').trim()
      if (values[name] === '') faults.push(`${name}_FILE=${file}: expected a file that is not empty`)
    } catch {
      faults.push(`${name}_FILE=${file}: expected a file that this user may read`)
    }
  }
  return values
}

function parseHost(text: string): Parsed<string> {
  if (isIP(text) !== 0 || /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(text)) return { value: text }
  return { expected: 'an address or host name of this machine, such as 0.0.0.0 (all) or 127.0.0.1 (this machine only)' }
}

function parsePort(text: string): Parsed<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? { value: port } : { expected: 'a whole number from 0 to 65535 (0: any free port)' }
}

function parsePemFile(label: string): (text: string) => Parsed<Buffer | null> {
  return (path) => {
    try {
      accessSync(path, constants.R_OK)
      if (statSync(path).isFile()) {
        const content = readFileSync(path)
        if (new RegExp(`-----BEGIN [A-Z ]*${label}-----`).test(content.toString('latin1'))) return { value: content }
      }
    } catch {
      return { expected: 'the path of a PEM file that this user may read (`npm run kakou -- tls make` makes them)' }
    }
    return { expected: `the path of a PEM file that holds a ${label.toLowerCase()}` }
  }
}

export const KEY_FORM = '32 bytes as 64 hex digits or as base64'

export function parseKey(text: string): Parsed<Buffer> {
  const key = /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  return key.length === 32 ? { value: key } : { expected: KEY_FORM }
}

function parseBreached(text: string): Parsed<string | null> {
  const path = resolve(text)
  const fault = breachedFileFault(path)
  return fault === null ? { value: path } : { expected: fault }
}

function parseUrl(protocols: string[], form: string): (text: string) => Parsed<string | null> {
  return (text) =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol)
      ? { value: text }
      : { expected: `a URL of the form ${form}` }
}

function parseDatabaseUrl(text: string): Parsed<string | null> {
  return parseUrl(['postgres:', 'postgresql:'], 'postgres://USER:PASSWORD@HOST:PORT/DATABASE')(text)
}

function parseDemo(text: string): Parsed<DemoMode> {
  if (text === 'traffic' || text === 'county' || text === 'off') return { value: text }
  return { expected: 'traffic (demo county with live entries), county (without) or off (nothing)' }
}

function parseToken(text: string): Parsed<string | null> {
  return /^[\x21-\x7e]{16,}$/.test(text)
    ? { value: text }
    : { expected: '16 or more visible ASCII characters without spaces' }
}

function parseNetworks(text: string): Parsed<readonly Network[]> {
  const networks: Network[] = []
  for (const part of text.split(',').map((one) => one.trim())) {
    if (ipaddr.isValidCIDR(part)) networks.push(ipaddr.parseCIDR(part))
    else if (isIP(part) !== 0) networks.push([ipaddr.parse(part), isIP(part) === 4 ? 32 : 128])
    else return { expected: 'addresses or networks with commas between them, such as 127.0.0.1, 10.2.0.0/16' }
  }
  return { value: networks }
}

function parsePlainHttp(text: string): Parsed<readonly Network[]> {
  const networks = parseNetworks(text === 'allow' ? '0.0.0.0/0, ::/0' : text)
  return 'value' in networks ? networks : { expected: `allow, or ${networks.expected}` }
}

function parseHosts(text: string): Parsed<readonly string[]> {
  const hosts = text.split(',').map((one) => one.trim().toLowerCase())
  return hosts.every((host) => isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(host))
    ? { value: hosts }
    : { expected: 'names or addresses of hosts with commas between them, such as alarm.county.local, 10.2.0.5' }
}
