import { randomBytes } from 'node:crypto'
import type { Sql } from 'postgres'
import { notify } from '../../db/notify'
import { hashToken } from '../devices/device-directory'

/** Gives these devices new tokens, kept hashed; the ones before are good for nothing from then on. By device id. */
export const mintTokens = async (sql: Sql, deviceIds: readonly string[]): Promise<Map<string, string>> => {
  const tokens = new Map(deviceIds.map((id) => [id, randomBytes(32).toString('base64url')]))
  const rows = [...tokens].map(([id, token]) => ({ id, hash: hashToken(token).toString('hex') }))
  await sql.begin(async (transaction) => {
    await transaction`
      update devices d set token_hash = decode(t.hash, 'hex')
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as t(id uuid, hash text) where d.id = t.id`
    await notify(transaction, { topic: 'devices', keys: [...deviceIds] })
  })
  return tokens
}
