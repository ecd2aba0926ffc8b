import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import { fileFault } from '../../db/embedded/faults'
import { systemClock } from '../clock'
import { readEnv } from '../env'
import { lanAddresses } from '../process/listen'
import { type CertificateAndKey, makeAuthority, makeServerCertificate } from '../tls/make-certificates'
import { type CliCommand, parseOptions, UsageError } from './command'

const HOST_NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/

export const command: CliCommand = {
  name: 'tls make',
  summary: 'make a county CA and a server certificate, so that tablets can work offline',
  help: `
Usage: npm run kakou -- tls make [--host NAME_OR_ADDRESS ...] [--json]

Makes, in KAKOU_DATA/tls with mode 0600, an authority of the county's own (once, for ten years; kept when run again) and
a certificate of this machine (820 days), and prints a QR code from which a tablet installs the authority.
  --host NAME_OR_ADDRESS   one more name or address by which tablets reach this machine; may be repeated.
                           Always in: localhost, this machine's name, and all its addresses
  --json                   print {authority, certificate, key, hosts, installUrl}
`,
  async run(argv, io) {
    const { values } = parseOptions(argv, {
      options: { host: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    })
    const env = readEnv({ ...io.environment, TLS_CERT: undefined, TLS_KEY: undefined })
    const extra = values.host ?? []
    for (const host of extra) {
      if (isIP(host) === 0 && !HOST_NAME.test(host)) throw new UsageError(`--host ${host} is no host name or address`)
    }
    const hosts = [...new Set([...extra, ...lanAddresses(), hostname(), 'localhost', '127.0.0.1', '::1'])]
    const folder = join(env.dataDir, 'tls')
    const file = (name: string) => join(folder, name)
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const now = systemClock.now()
      const authority = readPair(file('ca.crt'), file('ca.key')) ?? (await makeAuthority('Kakou', now))
      writePair(file('ca.crt'), file('ca.key'), authority)
      const named = hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value }))
      writePair(file('server.crt'), file('server.key'), await makeServerCertificate(authority, named, now))
    } catch (error) {
      throw fileFault(error, folder)
    }
    // A tablet can only open what it doesn't trust yet over plain HTTP or past a warning; the file itself is public.
    const scheme = io.environment.TLS_CERT ? 'https' : 'http'
    const installUrl = `${scheme}://${extra[0] ?? lanAddresses()[0] ?? hostname()}:${env.port}/ca.crt`
    if (values.json) {
      const made = { authority: file('ca.crt'), certificate: file('server.crt'), key: file('server.key') }
      io.out(JSON.stringify({ ...made, hosts, installUrl }))
      return 0
    }
    io.out(`Authority:   ${file('ca.crt')} (its key, ca.key, signs for the whole county: keep a copy under lock)`)
    io.out(`Certificate: ${file('server.crt')} for ${hosts.join(', ')}`)
    io.out('')
    io.out('1. On each tablet, while the server runs, scan this and install the certificate it brings:')
    io.out(`   ${installUrl}`)
    io.out(renderUnicodeCompact(installUrl, { border: 2 }))
    io.out('2. Then start the server with')
    io.out(`   TLS_CERT=${file('server.crt')} TLS_KEY=${file('server.key')} npm start`)
    return 0
  },
}

function readPair(certificateFile: string, keyFile: string): CertificateAndKey | null {
  if (!existsSync(certificateFile) || !existsSync(keyFile)) return null
  return { certificate: readFileSync(certificateFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
}

function writePair(certificateFile: string, keyFile: string, pair: CertificateAndKey): void {
  for (const [path, text] of [
    [keyFile, pair.key],
    [certificateFile, pair.certificate],
  ] as const) {
    writeFileSync(`${path}.new`, `${text.trim()}\n`, { mode: 0o600 })
    chmodSync(`${path}.new`, 0o600)
    renameSync(`${path}.new`, path)
  }
}
