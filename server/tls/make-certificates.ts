import 'reflect-metadata'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { DAY_MS } from '#domain/instant'

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const
const AUTHORITY_DAYS = 3_650
/** Tablets refuse a server certificate that is valid for longer (Apple: 825 days under an authority of one's own). */
const SERVER_DAYS = 820
/** Some tablets' clocks are slow. */
const BACKDATE_MS = DAY_MS

/** A certificate and its private key (PKCS #8), both PEM. */
export interface CertificateAndKey {
  certificate: string
  key: string
}

/** The county's own authority, valid ten years from `now` (milliseconds since 1970). */
export async function makeAuthority(name: string, now: number): Promise<CertificateAndKey> {
  const keys = await crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify'])
  const made = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ O: [name] }, { CN: [`${name} CA`] }],
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: SIGNATURE,
    keys,
    extensions: [
      // It signs servers only, never another authority.
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: made.toString('pem'), key: await exportKey(keys.privateKey) }
}

/** A certificate for this machine, signed by the authority, for 820 days; `hosts` are its names and addresses. */
export async function makeServerCertificate(
  authority: CertificateAndKey,
  hosts: { type: 'dns' | 'ip'; value: string }[],
  now: number,
): Promise<CertificateAndKey> {
  const issuer = new X509Certificate(authority.certificate)
  const [authorityKey] = PemConverter.decode(authority.key)
  if (!authorityKey) throw new Error('the key file of the authority holds no key')
  const signingKey = await crypto.subtle.importKey('pkcs8', authorityKey, KEY_ALGORITHM, false, ['sign'])
  const keys = await crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify'])
  const names: JsonGeneralName[] = hosts
  const made = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [hosts[0]?.value ?? 'kakou'] }],
    issuer: issuer.subjectName,
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(Math.min(now + SERVER_DAYS * DAY_MS, issuer.notAfter.getTime())),
    signingAlgorithm: SIGNATURE,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { certificate: made.toString('pem'), key: await exportKey(keys.privateKey) }
}

function serialNumber(): string {
  // Positive and of full length whatever is drawn: the first byte is 0x40 to 0x7f.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return Buffer.from(bytes).toString('hex')
}

async function exportKey(key: CryptoKey): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
}
