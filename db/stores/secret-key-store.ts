import type { JsonWebKey } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'

export const KEY_PURPOSES = ['persons', 'index', 'audit', 'copies', 'sign-in', 'push'] as const
export type KeyPurpose = (typeof KEY_PURPOSES)[number]

export interface SecretKeyRow {
  id: number
  purpose: KeyPurpose
  wrapped: Buffer
  publicKey: JsonWebKey | null
  /** Name of the master key that opens it. */
  master: string
  madeAt: Date
  retiredAt: Date | null
}

/** A key's number as it stands in what it made: four bytes, hexadecimal. */
export const keyNumber = (id: number): string => id.toString(16).padStart(8, '0')

type NewKey = Pick<SecretKeyRow, 'purpose' | 'wrapped' | 'publicKey' | 'master' | 'madeAt'>

/** Held while keys are made or changed, so that of several servers one does it. */
export const lockKeys = async (sql: TransactionSql): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('kakou secret keys'))`
}

/** Oldest first: of a purpose the last that is not retired is the one in use. */
export const findKeys = (sql: Sql | TransactionSql): Promise<SecretKeyRow[]> =>
  sql<SecretKeyRow[]>`
    select id, purpose, wrapped, public_key as "publicKey", master, made_at as "madeAt", retired_at as "retiredAt"
    from secret_keys order by id`

export const insertKey = async (sql: TransactionSql, key: NewKey): Promise<void> => {
  const publicKey = key.publicKey === null ? null : JSON.stringify(key.publicKey)
  await sql`
    insert into secret_keys (purpose, wrapped, public_key, master, made_at)
    values (${key.purpose}, ${key.wrapped}, ${publicKey}::text::jsonb, ${key.master}, ${key.madeAt})`
}

/** From now on these keys only open. */
export const retireKeys = async (sql: TransactionSql, purposes: readonly KeyPurpose[], at: Date): Promise<void> => {
  await sql`
    update secret_keys set retired_at = ${at} where retired_at is null and purpose = any(${[...purposes]}::text[])`
}

/** Puts a key under another master key. */
export const rewrapKey = async (
  sql: TransactionSql,
  { id, wrapped, master }: Pick<SecretKeyRow, 'id' | 'wrapped' | 'master'>,
): Promise<void> => {
  await sql`update secret_keys set wrapped = ${wrapped}, master = ${master} where id = ${id}`
}

/** What was sealed under them, also in every copy of the tables, can never be read again. */
export const destroyKeys = async (sql: TransactionSql, ids: readonly number[]): Promise<void> => {
  await sql`delete from entry_marks where encode(substring(mark from 1 for 4), 'hex') = any(${ids.map(keyNumber)}::text[])`
  await sql`delete from secret_keys where id = any(${[...ids]}::int[])`
}
