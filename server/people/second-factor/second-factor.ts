import { Secret, TOTP } from 'otpauth'
import type { Sql, TransactionSql } from 'postgres'
import { readCrockford } from '#domain/crockford'
import { hashToken } from '../../devices/device-directory'
import type { KeyRing } from '../../persons/key-ring'

const PERIOD_S = 30
/** A code of the half minute before or after is taken too: the phone's clock is not ours. */
const WINDOW = 1
/** Crockford characters of a recovery code: 80 bits. */
export const RECOVERY_CODE_LENGTH = 24
/** Codes that an earlier release told have 80 bits, and work until they are used. */
const FORMER_LENGTH = 16

/** What an app for codes makes of a secret. */
const totpOf = (secret: Buffer, account: string): TOTP =>
  new TOTP({
    issuer: 'Kakou',
    label: account,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    period: PERIOD_S,
  })

/** The secret as people type it into an app, and as the app reads it from a QR code. */
export const showSecret = (secret: Buffer, account: string): { secret: string; uri: string } => {
  const totp = totpOf(secret, account)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The secret as it is stored: sealed, so that who reads the database makes no codes. */
export const sealSecret = (keys: KeyRing, userId: string, secret: Buffer): Buffer =>
  keys.seal('sign-in', secret.toString('base64'), contextOf(userId))

const contextOf = (userId: string): string => `second-factor:${userId}`

/** Whether the account is asked for a code at sign-in. */
export const hasSecondFactor = async (sql: Sql, userId: string): Promise<boolean> => {
  const [row] = await sql`select 1 from second_factors where user_id = ${userId} and confirmed_at is not null`
  return row !== undefined
}

/** Takes a code of the app, once; a second use of it, or of one before it, is refused. `userId` has a factor. */
export const takeAppCode = async (
  keys: KeyRing,
  sql: Sql | TransactionSql,
  userId: string,
  typed: string,
  nowMs: number,
): Promise<boolean> => {
  const code = typed.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return false
  const [row] = await sql<{ secret: Buffer }[]>`select secret from second_factors where user_id = ${userId}`
  const secret = row === undefined ? null : keys.open(row.secret, contextOf(userId))
  if (secret === null) return false
  const delta = totpOf(Buffer.from(secret, 'base64'), '').validate({ token: code, timestamp: nowMs, window: WINDOW })
  if (delta === null) return false
  const step = Math.floor(nowMs / (PERIOD_S * 1000)) + delta
  const taken = await sql`
    update second_factors set last_step = ${step} where user_id = ${userId} and last_step < ${step} returning 1`
  return taken.length === 1
}

/** Takes a recovery code, once. */
export const takeRecoveryCode = async (sql: Sql, userId: string, typed: string, nowMs: number): Promise<boolean> => {
  const code = readCrockford(typed, RECOVERY_CODE_LENGTH) ?? readCrockford(typed, FORMER_LENGTH)
  if (code === null) return false
  const taken = await sql`
    update recovery_codes set used_at = ${new Date(nowMs)}
    where code_hash = ${hashToken(code)} and user_id = ${userId} and used_at is null returning 1`
  return taken.length === 1
}
