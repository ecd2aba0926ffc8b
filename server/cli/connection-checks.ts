import { createPrivateKey, X509Certificate } from 'node:crypto'
import { DAY_MS, MINUTE_MS } from '#domain/instant'
import { systemClock } from '../clock'
import { CLOCKS_APART_MS } from '../clocks-apart'
import type { Env } from '../env'

export interface Check {
  name: string
  ok: boolean
  /** It works, with a guarantee less. */
  weaker?: true
  detail: string
}

/** Time to get another one before tablets refuse the old. */
const SOON_DAYS = 30
const REDIS_MS = 3_000

/** The certificate that browsers are shown, where this server speaks TLS itself. */
export const certificateCheck = ({ tls }: Env): Check => {
  const name = 'tls'
  if (tls === null) return { name, ok: true, detail: 'not by this server: a proxy before it, or plain HTTP' }
  try {
    const certificate = new X509Certificate(tls.cert)
    if (!certificate.checkPrivateKey(createPrivateKey(tls.key))) {
      return {
        name,
        ok: false,
        detail: 'TLS_KEY is not the key of TLS_CERT: set both to files that were made together',
      }
    }
    const days = Math.floor((Date.parse(certificate.validTo) - systemClock.now()) / DAY_MS)
    if (days < 0) return { name, ok: false, detail: `the certificate ran out on ${certificate.validTo}: make another` }
    if (days < SOON_DAYS)
      return { name, ok: true, weaker: true, detail: `the certificate runs out in ${days} days: make another` }
    return { name, ok: true, detail: `the certificate holds for ${days} days` }
  } catch {
    return { name, ok: false, detail: 'TLS_CERT or TLS_KEY can not be read as PEM: make them anew' }
  }
}

/** `aheadMs`: how far this machine's clock is ahead of the database's. */
export const clockCheck = (aheadMs: number): Check => {
  const name = 'clock'
  const apartMs = Math.abs(aheadMs)
  if (apartMs < MINUTE_MS) return { name, ok: true, detail: 'agrees with that of the database' }
  const by = `${Math.round(apartMs / MINUTE_MS)} minutes ${aheadMs > 0 ? 'ahead of' : 'behind'} the database's: set both right`
  return apartMs < CLOCKS_APART_MS
    ? { name, ok: true, weaker: true, detail: by }
    : { name, ok: false, detail: `${by}; until then nothing is purged` }
}

/** Null where none is set. Without it Postgres joins the servers, so it is never wrong, only weaker. */
export const redisCheck = async ({ redisUrl }: Env): Promise<Check | null> => {
  if (redisUrl === null) return null
  const name = 'redis'
  const { createClient } = await import('@redis/client')
  const client = createClient({ url: redisUrl, socket: { connectTimeout: REDIS_MS, reconnectStrategy: false } })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.ping()
    return { name, ok: true, detail: 'answers; it joins several servers' }
  } catch {
    const detail = 'REDIS_URL does not answer: Postgres joins the servers meanwhile; start it, or correct the address'
    return { name, ok: true, weaker: true, detail }
  } finally {
    client.destroy()
  }
}
